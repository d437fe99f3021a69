import { isAnswer } from '../../core/ledger/ledgerDays';
import type { BarPart, SpendBar, SpendBars } from '../../core/overview/spendBars';
import type { OverviewWords } from '../../core/overview/overviewWords';
import type { AccountId } from '../../core/model/accountId';
import { element } from '../element';
import { svg } from '../svg';
import type { OverviewTexts } from './overviewTexts';
import { axisTicks } from './axisTicks';

/** The bar that is read; null: none. It outlives the drawing, since a state that arrives must not take it away. */
export interface BarCursor {
  at: number | null;
}

export interface SpendChartOf {
  readonly spend: SpendBars;
  readonly words: OverviewWords;
  readonly texts: OverviewTexts;
  /** Of one series alone; null: of all. */
  readonly alone: number | null;
  readonly title: string;
  readonly width: number;
  readonly cursor: BarCursor;
  readonly open: (account: AccountId) => void;
}

const height = 210;
const [top, bottom] = [8, 22];

/** Bars stacked by account. What a bar is made of stands beside it, for the pointer and for the arrow keys. */
export function spendChart({ spend, words, texts, alone, title, width, cursor, open }: SpendChartOf): HTMLElement {
  const isShown = (series: number): boolean => alone === null || series === alone;
  const shownParts = ({ parts }: SpendBar): readonly BarPart[] => parts.filter(({ series }) => isShown(series));
  const sumOf = (bar: SpendBar): number => shownParts(bar).reduce((sum, { amount }) => sum + amount, 0);
  const ticks = axisTicks(Math.max(...spend.bars.map(sumOf), 0));
  const most = ticks.at(-1) ?? 1;
  const labels = ticks.map((value) => texts.tick(value, spend.unit));
  const left = Math.max(...labels.map((label) => label.length)) * 7 + 10;
  const step = (width - left - 4) / Math.max(1, spend.bars.length);
  const y = (amount: number): number => top + (height - top - bottom) * (1 - amount / most);
  const grid = ticks.flatMap((value, index) => [
    svg('line', { x1: left, x2: width - 4, y1: y(value), y2: y(value), class: 'grid' }),
    svg('text', { x: left - 6, y: y(value) + 4, class: 'tick', 'text-anchor': 'end' }, labels[index] ?? ''),
  ]);
  const every = Math.max(1, Math.ceil(64 / step));
  const names = spend.bars.flatMap((bar, index) =>
    index % every === 0
      ? [svg('text', { x: left + (index + 0.5) * step, y: height - 6, class: 'tick', 'text-anchor': 'middle' }, nameOf(bar, spend, texts))]
      : [],
  );
  const thick = Math.max(1, Math.min(step - 2, 48));
  const bars = spend.bars.map((bar, index) => {
    let below = 0;
    const isRunning = index === spend.bars.length - 1;
    const rects = shownParts(bar).map(({ series, amount }) => {
      const [from, to] = [y(below), y(below + amount)];
      below += amount;
      // A bound of nothing is drawn as a line on the ground: more may have been spent.
      return svg('rect', {
        x: left + (index + 0.5) * step - thick / 2,
        y: Math.min(to, from - 1),
        width: thick,
        height: Math.max(1, from - to),
        class: `fill-${series}`,
        'data-series': series,
      });
    });
    return svg('g', { class: isRunning ? 'bar running' : 'bar' }, ...rects);
  });
  const marker = svg('rect', { class: 'marker', x: 0, y: top, width: step, height: height - top - bottom, visibility: 'hidden' });
  const readout = element('div', { class: 'beside', 'aria-live': 'polite' });
  readout.hidden = true;
  const picture = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' },
    marker,
    ...grid,
    ...bars,
    ...names,
  );
  const chart = element(
    'div',
    { id: 'spend-chart', class: 'spend-chart', tabindex: '0', role: 'group', 'aria-label': `${title}. ${words.keys}` },
    picture,
    readout,
  );
  const move = (index: number | null): void => {
    const at = index === null ? null : Math.max(0, Math.min(spend.bars.length - 1, index));
    cursor.at = at;
    const bar = at === null ? undefined : spend.bars[at];
    readout.hidden = !bar;
    marker.setAttribute('visibility', bar ? 'visible' : 'hidden');
    if (!bar || at === null) return;
    marker.setAttribute('x', String(left + at * step));
    readout.replaceChildren(...readoutOf({ ...bar, parts: shownParts(bar), unknown: bar.unknown.filter(isShown) }, spend, words, texts));
    // Beside the bar, on the side where there is room.
    const middle = left + (at + 0.5) * step;
    const isRight = middle > width / 2;
    readout.style.setProperty('left', isRight ? 'auto' : `${middle + step / 2 + 8}px`);
    readout.style.setProperty('right', isRight ? `${width - middle + step / 2 + 8}px` : 'auto');
  };
  picture.addEventListener('pointermove', ({ offsetX }) => move(offsetX < left ? null : Math.floor((offsetX - left) / step)));
  picture.addEventListener('click', ({ target }) => {
    const series = target instanceof Element ? target.getAttribute('data-series') : null;
    const account = series === null ? null : spend.series[Number(series)]?.account;
    if (account) open(account);
  });
  picture.addEventListener('pointerleave', () => move(null));
  chart.addEventListener('blur', () => move(null));
  chart.addEventListener('keydown', (event) => {
    const [last, at] = [spend.bars.length - 1, cursor.at];
    const steps: Readonly<Record<string, number>> = { ArrowLeft: (at ?? last + 1) - 1, ArrowRight: (at ?? -1) + 1, Home: 0, End: last };
    const next = steps[event.key];
    if (next === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(next);
  });
  move(cursor.at);
  return chart;
}

function nameOf({ from, to }: SpendBar, { per }: SpendBars, texts: OverviewTexts): string {
  return per === 'month' ? texts.month(to) : texts.shortDay(from);
}

export function amountOf(
  { amount, atLeast }: Pick<BarPart, 'amount' | 'atLeast'>,
  unit: string,
  words: OverviewWords,
  texts: OverviewTexts,
): string {
  if (!isAnswer({ amount, atLeast })) return words.notKnown;
  const text = texts.money(amount, unit);
  return atLeast ? texts.fill(words.atLeast, { amount: text }) : text;
}

function readoutOf({ from, to, parts, unknown }: SpendBar, spend: SpendBars, words: OverviewWords, texts: OverviewTexts): readonly Node[] {
  const head = element('p', {}, element('strong', {}, texts.days(from, to)));
  const muted = (text: string): HTMLElement => element('p', { class: 'muted' }, text);
  const accounts = texts.list(unknown.map((series) => spend.series[series]?.title ?? ''));
  const notKnown = unknown.length === 0 ? [] : [muted(texts.fill(words.notKnownOf, { accounts }))];
  if (parts.length === 0) return [head, ...(unknown.length === 0 ? [muted(words.nothingSpent)] : notKnown)];
  const rows = parts.map((part) => {
    const { title = '', source } = spend.series[part.series] ?? {};
    const notes = [...(source === 'reported' ? [words.reported] : []), ...(part.late ? [words.late] : [])];
    return element(
      'p',
      {},
      element('i', { class: `key fill-${part.series}`, 'aria-hidden': 'true' }),
      ` ${title} `,
      element('strong', {}, amountOf(part, spend.unit, words, texts)),
      ...(notes.length > 0 ? [' ', element('span', { class: 'muted' }, notes.join(', '))] : []),
    );
  });
  return [head, ...rows, ...notKnown];
}
