import type { SeriesView } from '../core/historyPage/seriesView';
import { element } from './element';
import type { Texts } from './texts';

/** The chart's twin: every step and every bar that is drawn, for those who read rather than look. */
export function tables(line: SeriesView, texts: Texts): readonly Node[] {
  const { words, fill } = texts;
  return [
    ...(line.points.length === 0
      ? []
      : [
          table(
            fill(words.newestFirst, { what: line.stepsTitle }),
            [words.when, line.stepsTitle, words.lowest, words.highest, words.event],
            balanceRows(line, texts),
          ),
        ]),
    table(fill(words.newestFirst, { what: line.spendTitle }), [words.when, words.spent, words.remark], spendRows(line, texts)),
  ];
}

type TableRow = readonly string[];

function table(caption: string, heads: TableRow, rows: readonly TableRow[]): HTMLElement {
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  const body = rows.map(([first = '', ...rest]) =>
    element('tr', {}, element('th', { scope: 'row' }, first), ...rest.map((text) => element('td', {}, text))),
  );
  const made = element('table', {}, element('caption', {}, caption), element('thead', {}, head), element('tbody', {}, ...body));
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, made);
}

function balanceRows(
  { of, points, gaps, breaks, marks, span, settlingFrom }: SeriesView,
  { words, money, mark, time, fill, span: spanText }: Texts,
): readonly TableRow[] {
  const rows = points
    .filter(({ to }) => to >= span.from && to <= span.to)
    .map(({ from, to, min, max, last }) => {
      const events = marks.filter((one) => one.to >= from && one.to <= to).map(mark);
      return {
        at: to,
        cells: [
          time(to),
          of === 'spend' ? fill(words.estimate, { amount: money(last) }) : money(last),
          min === max ? '' : money(min),
          min === max ? '' : money(max),
          [...events, ...(to > settlingFrom ? [words.settling] : [])].join(', '),
        ],
      };
    });
  const silent = gaps.map(({ from, to }) => ({ at: from + 1, cells: [spanText(from, to), '–', '–', '–', words.gap] }));
  const begun = breaks.map(({ from, to, why }) => ({ at: to - 1, cells: [spanText(from, to), '–', '–', '–', words.breaks[why]] }));
  return [...rows, ...silent, ...begun].sort((a, b) => b.at - a.at).map(({ cells }) => cells);
}

function spendRows({ spend: { per, bars } }: SeriesView, { words, spent: spentText, time, day, fill }: Texts): readonly TableRow[] {
  return bars
    .toReversed()
    .map(({ from, spent, atLeast, late, settling, unreported }) => [
      per === 'hour' ? time(from) : day(from),
      unreported ? words.unreported : atLeast ? fill(words.atLeast, { amount: spentText(spent) }) : spentText(spent),
      [...(late ? [words.late] : []), ...(settling ? [words.settling] : [])].join(', '),
    ]);
}
