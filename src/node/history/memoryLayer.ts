import type { AccountUnit, HistoryNote } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import type { PastReading } from '../../core/history/pastReading';
import { inOrder, recordReading, toSecond, type LineRows } from './recordReading';
import { lineKey, type HistoryLayer } from './layer';
import { foldBuckets, bucketOf } from './buckets';

interface MemoryLine extends AccountUnit {
  readonly readings: PastReading[];
  readonly notes: Map<EpochMs, HistoryNote>;
  seen: EpochMs;
}

/** History that ends with this window. */
export function memoryLayer(): HistoryLayer {
  const known = new Map<string, MemoryLine>();
  const lineOf = ({ account, unit }: AccountUnit): MemoryLine => {
    const key = lineKey({ account, unit });
    const line = known.get(key) ?? { account, unit, readings: [], notes: new Map(), seen: 0 };
    known.set(key, line);
    return line;
  };
  const readingsOf = (line: AccountUnit): readonly PastReading[] => known.get(lineKey(line))?.readings ?? [];
  const filled = (): readonly MemoryLine[] => [...known.values()].filter(({ readings }) => readings.length > 0);
  const within = (line: AccountUnit, from: EpochMs, to: EpochMs): readonly PastReading[] => {
    const readings = readingsOf(line);
    return readings.slice(countUntil(readings, from - 1), countUntil(readings, to));
  };
  return {
    record: (rows, notes, rule, now) => {
      for (const { reading, ...line } of inOrder(rows)) recordReading(heldRows(lineOf(line)), reading, rule, now);
      for (const note of notes) lineOf(note).notes.set(toSecond(note.at), { ...note, at: toSecond(note.at) });
    },
    latest: () =>
      filled().flatMap(({ account, unit, readings, seen }) =>
        readings.slice(-1).map((newest) => ({ account, unit, reading: { ...newest, at: seen } })),
      ),
    lines: () => filled().map(({ account, unit, readings, seen }) => ({ account, unit, first: readings[0]?.at ?? seen, last: seen, revision: seen, rewritten: 0 })),
    span: (line) => {
      const readings = readingsOf(line);
      const [first] = readings;
      const last = readings.at(-1);
      return first && last ? { first: first.at, last: last.at } : null;
    },
    before: (line, at) => readingsOf(line)[countUntil(readingsOf(line), at - 1) - 1],
    readings: within,
    buckets: (line, grid) => foldBuckets(within(line, grid.from, grid.to).map(bucketOf), grid),
    notes: (line) => [...(known.get(lineKey(line))?.notes.values() ?? [])].sort((a, b) => a.at - b.at),
    applyRetention: () => undefined,
    version: () => 0,
    close: () => undefined,
  };
}

function heldRows(line: MemoryLine): LineRows {
  const { readings } = line;
  return {
    atOrBefore: (at) => readings[countUntil(readings, at) - 1],
    hasAfter: (at) => countUntil(readings, at) < readings.length,
    seen: () => line.seen,
    setSeen: (at) => {
      line.seen = at;
    },
    dropAfter: (at) => void readings.splice(countUntil(readings, at)),
    put: (reading) => {
      const end = countUntil(readings, reading.at);
      const isThere = readings[end - 1]?.at === reading.at;
      readings.splice(isThere ? end - 1 : end, isThere ? 1 : 0, reading);
    },
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
