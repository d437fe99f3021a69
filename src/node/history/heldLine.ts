import type { AccountUnit, HistoryRow } from '../../core/history/historyRow';
import type { HistoryLine } from '../../core/history/historyStore';
import type { PastReading } from '../../core/history/pastReading';
import type { EpochMs } from '../../core/time/epoch';
import type { Extent } from './buckets';
import type { LineRows } from './recordReading';

/** One line and epoch in the memory of this window. */
export interface HeldLine extends LineRows {
  readonly names: AccountUnit;
  readonly epoch: EpochMs;
  readonly setResetsAt: (at: EpochMs) => void;
  readonly latest: (until: EpochMs) => HistoryRow | null;
  readonly line: (until: EpochMs) => HistoryLine | null;
  readonly span: (until: EpochMs) => Extent | null;
  readonly within: (from: EpochMs, to: EpochMs) => readonly PastReading[];
}

/** @param isPast whether its account has a later epoch: then what is put is behind what was read last */
export function heldLine(names: AccountUnit, epoch: EpochMs, isPast: () => boolean): HeldLine {
  const readings: PastReading[] = [];
  let [seen, revision, rewritten] = [0, 0, 0];
  let [importedAt, resetsAt]: (EpochMs | undefined)[] = [];
  const atOrBefore = (at: EpochMs): PastReading | undefined => readings[countUntil(readings, at) - 1];
  const seenUntil = (newest: PastReading, until: EpochMs): EpochMs => (seen <= until ? Math.max(seen, newest.at) : newest.at);
  return {
    names,
    epoch,
    atOrBefore,
    hasAfter: (at) => countUntil(readings, at) < readings.length,
    seen: () => seen,
    setSeen: (at) => {
      seen = at;
      revision += 1;
    },
    setImported: (at) => {
      importedAt = at;
    },
    put: (reading) => {
      const end = countUntil(readings, reading.at);
      const isThere = readings[end - 1]?.at === reading.at;
      revision += 1;
      if (isThere || end < readings.length || isPast()) rewritten += 1;
      readings.splice(isThere ? end - 1 : end, isThere ? 1 : 0, reading);
    },
    setResetsAt: (at) => {
      resetsAt = at;
    },
    latest: (until) => {
      const newest = atOrBefore(until);
      if (!newest) return null;
      const at = seenUntil(newest, until);
      return {
        ...names,
        reading: { ...newest, at },
        ...(resetsAt === undefined ? {} : { resetsAt }),
        ...(importedAt === at ? { isImported: true } : {}),
      };
    },
    line: (until) => {
      const [first] = readings;
      const newest = atOrBefore(until);
      return first && newest ? { ...names, first: first.at, last: seenUntil(newest, until), revision, rewritten } : null;
    },
    span: (until) => {
      const [first] = readings;
      const newest = atOrBefore(until);
      return first && newest ? { first: first.at, last: newest.at } : null;
    },
    within: (from, to) => readings.slice(countUntil(readings, from - 1), countUntil(readings, to)),
  };
}

/** How many readings are at or before that moment. */
function countUntil(readings: readonly PastReading[], at: EpochMs): number {
  let low = 0;
  let high = readings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((readings[middle]?.at ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
