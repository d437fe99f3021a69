import type { HistoryFormat } from '../history/historyFormats';
import type { HistoryLine } from '../history/historyStore';
import type { InSteps } from '../history/inSteps';
import { readInSlices } from '../ledger/readInSlices';
import type { HistoryReads } from './historyDisplay';
import type { TimeSpan } from './historySelection';

export interface ExportedRows {
  /** The file's text in pieces, each short enough to be put into bytes at once. */
  readonly pieces: readonly string[];
  readonly count: number;
}

/** The readings of lines as a file, however many there are; of a span alone where there is one. */
export function* exportInSteps(
  store: HistoryReads,
  lines: readonly HistoryLine[],
  format: HistoryFormat,
  span: TimeSpan = { from: -Infinity, to: Infinity },
): InSteps<ExportedRows> {
  const pieces: string[] = [];
  let count = 0;
  for (const { account, unit, cap, first, last } of lines) {
    const line = { account, unit, ...(cap === undefined ? {} : { cap }) };
    const [begin, end] = [Math.max(first, span.from), Math.min(last, span.to)];
    const slices = readInSlices((from, to) => store.readings(line, from, to), begin, end);
    for (let slice = slices.next(); slice; slice = slices.next()) {
      // The last one before the span comes with the first of it.
      const readings = slice.filter(({ at }) => at >= begin && at <= end);
      pieces.push(readings.map((reading) => format.row({ ...line, reading }, count++ === 0)).join(''));
      yield;
    }
  }
  return { pieces: count === 0 ? [format.none] : [format.head, ...pieces, format.foot], count };
}
