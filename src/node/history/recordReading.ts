import type { HistoryRow } from '../../core/history/historyRow';
import type { EpochMs } from '../../core/time/epoch';
import { isSameMoney, orderReadings, type PastReading } from '../../core/history/pastReading';
import { dayMs } from '../../core/time/durations';

/** What the rule needs to see of the rows of one line and epoch, and to do to them. */
export interface LineRows {
  readonly atOrBefore: (at: EpochMs) => PastReading | undefined;
  readonly hasAfter: (at: EpochMs) => boolean;
  /** The newest reading's time, kept as a row or not; 0 without any. */
  readonly seen: () => EpochMs;
  readonly setSeen: (at: EpochMs) => void;
  /** The newest reading came from a file: no provider was asked. */
  readonly setImported: (at: EpochMs) => void;
  /** Replaces a row of the same moment. */
  readonly put: (reading: PastReading) => void;
}

/** `changes`: what the editor reads. `all`: an import, where each row is meant and what is there already stays. */
export type RecordRule = 'changes' | 'all';

/** Readings are minutes apart: whole seconds tell them apart, and make rows a tenth smaller. */
export function toSecond(at: EpochMs): EpochMs {
  return Math.floor(at / 1000) * 1000;
}

/**
 * Keeps what differs from the reading before it, and one unchanged reading a day, so that a gap can be told from a pause
 * and a day without spending from one without a check.
 */
export function recordReading(line: LineRows, given: PastReading, rule: RecordRule): void {
  const reading = { ...given, at: toSecond(given.at) };
  const before = line.atOrBefore(reading.at);
  if (before?.at === reading.at) {
    if (rule === 'changes' && !isSameMoney(before, reading) && orderReadings([before, reading], Infinity)[0] === reading) line.put(reading);
    return;
  }
  const seen = line.seen();
  if (!before || rule === 'all' || !isSameMoney(before, reading) || reading.at - before.at >= dayMs || !isSameDay(before.at, reading.at)) {
    // Behind a late reading, the last unchanged one is a change back.
    if (before && reading.at < seen && !line.hasAfter(reading.at)) line.put({ ...before, at: seen });
    line.put(reading);
  }
  if (reading.at <= line.seen()) return;
  line.setSeen(reading.at);
  if (rule === 'all') line.setImported(reading.at);
}

/** A day without a row would not count as a day without spending. Days are those of this machine, as the ledger's are. */
function isSameDay(a: EpochMs, b: EpochMs): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** Rows of one batch are kept oldest first, so that their order in it does not matter. */
export function inOrder(rows: readonly HistoryRow[]): readonly HistoryRow[] {
  return rows.length < 2 ? rows : [...rows].sort((a, b) => a.reading.at - b.reading.at);
}
