import type { DayRow } from '../core/historyPage/dayTable';
import type { SeriesView } from '../core/historyPage/seriesView';
import { dayMs } from '../core/time/durations';
import { button, element } from './element';
import type { Texts } from './texts';

const pageOf = 60;
const changes = ['toppedUp', 'granted', 'adjusted', 'expired'] as const;

/** A day a row, the newest first. Two years are drawn a piece at a time, so that the newest are there at once. */
export function daysTable({ days, of }: SeriesView, texts: Texts, shown: number, showMore: (rows: number) => void): readonly Node[] {
  const { words, fill } = texts;
  if (!days) return [];
  const { rows, isReading, more } = days;
  const own = changes.filter((name) => rows.some((row) => row[name] !== undefined));
  const hasClosing = of !== 'spend' || rows.some(({ closing }) => closing !== undefined);
  const columns: readonly Column[] = [
    ...(of === 'spend' ? [] : (['opening'] as const)),
    'spent',
    ...own,
    ...(hasClosing ? (['closing'] as const) : []),
  ];
  const heads = columns.map((name) => (name === 'closing' && of === 'spend' ? words.closingEstimated : words.columns[name]));
  const head = element('tr', {}, ...[words.day, ...heads].map((text) => element('th', { scope: 'col' }, text)));
  const body = rows.slice(0, shown).map((row) => rowOf(row, columns, of, texts));
  const caption = words.daysNewestFirst;
  const table = element('table', {}, element('caption', {}, caption), element('thead', {}, head), element('tbody', {}, ...body));
  const left = rows.length - body.length;
  const note = isReading ? words.readingDays : more > 0 && left <= 0 ? fill(words.moreDays, { count: more }) : null;
  return [
    element('div', { class: 'scroll days', tabindex: '0', role: 'region', 'aria-label': caption }, table),
    ...(left > 0
      ? [button(fill(words.olderDays, { count: Math.min(left, pageOf) }), () => showMore(shown + pageOf), { id: 'older-days' })]
      : []),
    ...(note === null ? [] : [element('p', { class: 'muted' }, note)]),
  ];
}

export const rowsAtFirst = pageOf;

type Column = 'opening' | 'spent' | 'closing' | (typeof changes)[number];

function rowOf(row: DayRow, columns: readonly Column[], of: SeriesView['of'], texts: Texts): HTMLElement {
  const { words, fill } = texts;
  // A day is counted, so its name is that of UTC, wherever the person is.
  const [day, to = day] = [row.day * dayMs, row.unknownTo === undefined ? undefined : row.unknownTo * dayMs];
  if (row.unknownTo !== undefined)
    return element(
      'tr',
      { class: 'muted' },
      element('th', { scope: 'row' }, texts.calendarDays(day, to)),
      element('td', { colspan: String(columns.length) }, of === 'spend' ? words.unreported : words.gap),
    );
  const remarks = [
    ...(row.broken === undefined ? [] : [row.broken === 'unknown' ? words.broken : words.breaks[row.broken]]),
    ...(row.since === undefined ? [] : [fill(words.since, { day: texts.calendarDays(row.since * dayMs, row.since * dayMs) })]),
    ...(row.settling ? [words.settling] : []),
  ];
  const cell = (name: Column): HTMLElement => {
    const amount = row[name];
    if (amount === undefined) return element('td', {}, name === 'opening' || name === 'closing' ? '–' : '');
    const text = name === 'spent' ? texts.spent(amount) : texts.money(amount);
    if (name === 'spent' && amount === 0 && row.atLeast) return element('td', {}, words.notKnown);
    const isBound = row.atLeast && name !== 'opening' && name !== 'closing' && name !== 'expired';
    return element(
      'td',
      {},
      isBound
        ? fill(words.atLeast, { amount: text })
        : of === 'spend' && name === 'closing'
          ? fill(words.estimate, { amount: text })
          : text,
    );
  };
  return element(
    'tr',
    {},
    element(
      'th',
      { scope: 'row' },
      texts.calendarDays(day, day),
      ...(remarks.length === 0 ? [] : [element('small', { class: 'muted' }, remarks.join(', '))]),
    ),
    ...columns.map(cell),
  );
}
