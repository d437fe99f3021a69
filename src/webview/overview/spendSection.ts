import type { AccountId } from '../../core/model/accountId';
import type { BarSeries } from '../../core/overview/spendBars';
import type { OverviewWords } from '../../core/overview/overviewWords';
import type { OverviewView } from '../../core/overview/overviewView';
import { barLengths } from '../../core/historyPage/overviewSelection';
import type { ChoiceOf } from '../../core/historyPage/pageMessages';
import { clamped } from '../../core/money/money';
import { button, element } from '../element';
import type { OverviewTexts } from './overviewTexts';
import { amountOf, spendChart, type BarCursor } from './spendChart';

export interface SpendSectionActions {
  readonly select: (change: ChoiceOf<'overview'>) => void;
  readonly isolate: (series: number | null) => void;
  readonly show: (what: 'chart' | 'table') => void;
  readonly import: () => void;
  readonly open: (account: AccountId) => void;
}

export interface SpendSectionOf {
  readonly view: OverviewView;
  readonly texts: OverviewTexts;
  readonly alone: number | null;
  readonly shown: 'chart' | 'table';
  readonly width: number;
  readonly cursor: BarCursor;
}

/** Days of a provider begin at another hour than the person's. */
function nameOf(one: BarSeries | undefined, words: OverviewWords): string {
  return `${one?.title ?? ''}${one?.source === 'reported' ? ` (${words.utcDays})` : ''}`;
}

/** Spend per day, week or month, stacked by account; as a chart or as a table. */
export function spendSection({ view, texts, alone, shown, width, cursor }: SpendSectionOf, actions: SpendSectionActions): readonly Node[] {
  const { spend, words, units, selection } = view;
  if (!spend) return emptyParts(view, actions);
  const isEmpty = spend.bars.every(({ parts }) => parts.every(({ amount }) => amount === 0));
  const title = texts.fill(words.spendPer[selection.per], { unit: spend.unit });
  const keys = spend.series.map((one, index) =>
    button('', () => actions.isolate(alone === index ? null : index), {
      id: `series-${index}`,
      class: 'link series',
      'aria-pressed': String(alone === index),
      title: alone === index ? words.showAll : texts.fill(words.isolate, { account: one.title }),
    }),
  );
  for (const [index, key] of keys.entries())
    key.append(element('i', { class: `key fill-${index}`, 'aria-hidden': 'true' }), ` ${nameOf(spend.series[index], words)}`);
  const choices = [
    ...(units.length > 1
      ? [
          segments(
            words.unit,
            units.map((unit) => [unit, unit] as const),
            spend.unit,
            'unit',
            (unit) => actions.select({ unit }),
          ),
        ]
      : []),
    segments(
      words.per,
      barLengths.map((per) => [per, words.pers[per]] as const),
      selection.per,
      'per',
      (per) => actions.select({ per }),
    ),
    segments(
      words.chart,
      [
        ['chart', words.chart],
        ['table', words.table],
      ] as const,
      shown,
      'show',
      actions.show,
    ),
  ];
  return [
    element('div', { class: 'section-head' }, element('h2', {}, title), element('div', { class: 'tools' }, ...choices)),
    element('div', { class: 'series-list' }, ...keys),
    ...(isEmpty
      ? emptyParts(view, actions)
      : [
          shown === 'chart'
            ? spendChart({ spend, words, texts, alone, title, width, cursor, open: actions.open })
            : spendTable(view, texts, title),
        ]),
  ];
}

function emptyParts({ words, spend }: OverviewView, actions: SpendSectionActions): readonly Node[] {
  if (spend?.hasPast === true) return [element('p', { class: 'muted' }, words.noneInRange)];
  return [element('p', { class: 'muted' }, words.noSpend), button(words.importing, actions.import, { id: 'import' })];
}

export function segments<T extends string>(
  name: string,
  options: readonly (readonly [T, string])[],
  chosen: T,
  id: string,
  choose: (value: T) => void,
): HTMLElement {
  const one = ([value, text]: readonly [T, string]): HTMLElement =>
    button(text, () => choose(value), { id: `${id}-${value}`, 'aria-pressed': String(value === chosen) });
  return element('div', { class: 'segments', role: 'group', 'aria-label': name }, ...options.map(one));
}

function spendTable({ spend, words }: OverviewView, texts: OverviewTexts, title: string): HTMLElement {
  if (!spend) return element('div');
  const heads = [words.when, ...spend.series.map((one) => one.title)];
  const rows = spend.bars.toReversed().map((bar) => {
    const cells = spend.series.map((_, index) => {
      const part = bar.parts.find(({ series }) => series === index);
      const text = part
        ? amountOf(part, spend.unit, words, texts)
        : bar.unknown.includes(index)
          ? words.notKnown
          : texts.money(clamped(0), spend.unit);
      return element('td', { class: 'number' }, text);
    });
    return element('tr', {}, element('th', { scope: 'row' }, texts.days(bar.from, bar.to)), ...cells);
  });
  return element(
    'div',
    { id: 'spend-table', class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title },
    element(
      'table',
      {},
      element('caption', { class: 'unseen' }, title),
      element(
        'thead',
        {},
        element('tr', {}, ...heads.map((head, index) => element('th', { scope: 'col', ...(index > 0 ? { class: 'number' } : {}) }, head))),
      ),
      element('tbody', {}, ...rows),
    ),
  );
}
