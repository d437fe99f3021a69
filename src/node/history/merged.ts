import type { AccountUnit, HistoryLine, HistoryNote, HistoryRow, HistoryStore, SeriesBucket } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import { orderReadings, type PastReading } from '../../core/history/pastReading';
import { lineKey, type HistoryLayer } from './layer';
import { foldBuckets, gridOf, bucketOf, type Extent } from './buckets';

type HistoryReads = Pick<HistoryStore, 'latest' | 'lines' | 'readings' | 'series' | 'notes'>;

/** Both layers read as one. What waits in memory may be older or newer than what is on disk. */
export function merged(disk: HistoryLayer, waiting: HistoryLayer): HistoryReads {
  const before = (line: AccountUnit, at: EpochMs): readonly PastReading[] =>
    orderReadings(
      [disk.before(line, at), waiting.before(line, at)].filter((one) => one !== undefined),
      Infinity,
    ).slice(-1);
  return {
    latest: () => byLine<HistoryRow>([...disk.latest(), ...waiting.latest()], (a, b) => (b.reading.at > a.reading.at ? b : a)),
    lines: () =>
      byLine<HistoryLine>([...disk.lines(), ...waiting.lines()], (a, b) => ({
        ...a,
        first: Math.min(a.first, b.first),
        last: Math.max(a.last, b.last),
        revision: a.revision + b.revision,
        rewritten: a.rewritten + b.rewritten,
      })),
    readings: (line, from, to) => {
      const late = waiting.readings(line, from, to);
      const onDisk = disk.readings(line, from, to);
      return [...before(line, from), ...(late.length === 0 ? onDisk : orderReadings([...onDisk, ...late], Infinity))];
    },
    series: (line, from, to, buckets) => {
      const grid = gridOf(union(disk.span(line), waiting.span(line)), from, to, buckets);
      const slices: readonly SeriesBucket[] = grid ? foldBuckets([...disk.buckets(line, grid), ...waiting.buckets(line, grid)], grid) : [];
      return [...before(line, from).map(bucketOf), ...slices];
    },
    notes: (line) => {
      const all = new Map<EpochMs, HistoryNote>([...disk.notes(line), ...waiting.notes(line)].map((note) => [note.at, note]));
      return [...all.values()].filter(({ text }) => text !== '').sort((a, b) => a.at - b.at);
    },
  };
}

function byLine<T extends AccountUnit>(all: readonly T[], join: (a: T, b: T) => T): readonly T[] {
  const lines = new Map<string, T>();
  for (const one of all) {
    const there = lines.get(lineKey(one));
    lines.set(lineKey(one), there ? join(there, one) : one);
  }
  return [...lines.values()];
}

function union(a: Extent | null, b: Extent | null): Extent | null {
  return a && b ? { first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) } : (a ?? b);
}
