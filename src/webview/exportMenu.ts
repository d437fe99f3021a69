import type { HistoryView } from '../core/historyPage/historyView';
import type { SeriesView } from '../core/historyPage/seriesView';
import type { MenuGroup } from './menu';
import type { ToHost } from './protocol';
import { textsOf } from './texts';

type Export = Omit<Extract<ToHost, { readonly kind: 'export' }>, 'kind'>;

/** What is in view, and all that there is. */
export function exportGroups(
  view: HistoryView,
  line: SeriesView,
  isChart: boolean,
  exportPart: (part: Export) => void,
  savePicture: () => void,
): readonly MenuGroup[] {
  const { words, now } = view;
  const { zone, texts } = { zone: line.timeZone, texts: textsOf({ ...view, timeZone: line.timeZone }, line.unit) };
  const span = { from: line.span.from, to: Math.max(line.span.from + 1, Math.min(line.span.to, now)) };
  const choice = (what: Export['what'], format: Export['format'], text: string) => ({
    id: `export-${what}-${format}`,
    text,
    choose: () => exportPart({ what, format, span }),
  });
  const days = choice('days', 'csv', words.exports.daysCsv);
  const readings = [choice('readings', 'csv', words.exports.readingsCsv), choice('readings', 'json', words.exports.readingsJson)];
  const own =
    line.of === 'spend' ? [days, choice('days', 'json', words.exports.daysJson)] : line.of === 'cap' ? readings : [days, ...readings];
  const picture = { id: 'export-picture', text: words.exports.picture, choose: savePicture };
  const shown = texts.fill(words.inView, { span: texts.days(span.from, span.to - 1) });
  return [
    { name: zone === view.timeZone ? shown : `${shown} (${zone})`, choices: isChart ? [...own, picture] : own },
    {
      name: words.everything,
      choices: [choice('everything', 'csv', words.exports.everythingCsv), choice('everything', 'json', words.exports.everythingJson)],
    },
  ];
}
