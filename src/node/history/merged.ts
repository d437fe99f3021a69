import type { AccountUnit, HistoryRow } from '../../core/history/historyRow';
import type { HistoryLine, HistoryNote, HistoryStore, SeriesBucket } from '../../core/history/historyStore';
import { latestReadings } from '../../core/history/latestReadings';
import type { ReportedPart } from '../../core/history/reportedPart';
import type { PastSpend, PastSpendDay } from '../../core/history/reportedSpend';
import type { EpochMs } from '../../core/time/epoch';
import type { PastReading } from '../../core/history/pastReading';
import { lineKey, type HistoryLayer } from './layer';
import { foldBuckets, gridOf, bucketOf, union } from './buckets';
import { newestOf, readingsInOrder } from './order';

type HistoryReads = Pick<
  HistoryStore,
  'latest' | 'lines' | 'capLines' | 'readings' | 'series' | 'notes' | 'spendDays' | 'spendParts' | 'intervals'
>;

/**
 * Both layers read as one. What waits in memory may be older or newer than what is on disk.
 * @param until what is stamped later waits for its time
 */
export function merged(disk: HistoryLayer, waiting: HistoryLayer, until: EpochMs): HistoryReads {
  const before = (line: AccountUnit, at: EpochMs): readonly PastReading[] => {
    const moment = Math.min(at, until + 1);
    return [newestOf([disk.before(line, moment), waiting.before(line, moment)])].filter((one) => one !== undefined);
  };
  const lines = (isOfCaps: boolean): readonly HistoryLine[] =>
    byKey<HistoryLine>([...disk.lines(until), ...waiting.lines(until)], lineKey, (a, b) => ({
      ...a,
      first: Math.min(a.first, b.first),
      last: Math.max(a.last, b.last),
      revision: a.revision + b.revision,
      rewritten: a.rewritten + b.rewritten,
    })).filter(({ cap }) => (cap !== undefined) === isOfCaps);
  return {
    latest: () => {
      const [onDisk, late] = [disk.latest(until), waiting.latest(until)];
      return latestReadings({
        rows: byKey<HistoryRow>([...onDisk.rows, ...late.rows], lineKey, (a, b) => (isNewer(b.reading, a.reading) ? b : a)),
        spend: byKey<PastSpend>([...onDisk.spend, ...late.spend], spendKey, (a, b) => (isNewer(b, a) ? b : a)),
      });
    },
    lines: () => lines(false),
    capLines: () => lines(true),
    readings: (line, from, to) => {
      const end = Math.min(to, until);
      return [...before(line, from), ...readingsInOrder([disk.readings(line, from, end), waiting.readings(line, from, end)])];
    },
    series: (line, from, to, buckets) => {
      const grid = gridOf(union(disk.span(line, until), waiting.span(line, until)), from, to, buckets);
      const inRange: readonly SeriesBucket[] = grid ? foldBuckets([...disk.buckets(line, grid), ...waiting.buckets(line, grid)], grid) : [];
      return [...before(line, from).map(bucketOf), ...inRange];
    },
    spendDays: (account, from, to) => {
      const end = Math.min(to, until);
      const all = [...disk.spendDays(account, from, end), ...waiting.spendDays(account, from, end)];
      const newest = byKey<PastSpendDay>(
        all,
        ({ day, unit }) => `${day} ${unit}`,
        (a, b) => (isNewer(b, a) ? b : a),
      );
      return [...newest].sort((a, b) => a.day - b.day);
    },
    spendParts: (account, from, to) => {
      const end = Math.min(to, until);
      const late = waiting.spendParts(account, from, end);
      const retold = new Set(late.map(stretchKey));
      return [...disk.spendParts(account, from, end).filter((part) => !retold.has(stretchKey(part))), ...late].sort(
        (a, b) => a.from - b.from,
      );
    },
    intervals: (account, from, to) => {
      const end = Math.min(to, until);
      return [...disk.intervals(account, from, end), ...waiting.intervals(account, from, end)]
        .map((one) => ({ ...one, to: Math.min(one.to, until) }))
        .sort((a, b) => a.from - b.from);
    },
    notes: (line) => {
      const all = new Map<EpochMs, HistoryNote>([...disk.notes(line), ...waiting.notes(line)].map((note) => [note.at, note]));
      return [...all.values()].filter(({ text }) => text !== '').sort((a, b) => a.at - b.at);
    },
  };
}

interface Stamped {
  readonly epoch: EpochMs;
  readonly at: EpochMs;
}

function isNewer(a: Stamped, b: Stamped): boolean {
  return a.epoch > b.epoch || (a.epoch === b.epoch && a.at > b.at);
}

function stretchKey({ from, to, unit }: ReportedPart): string {
  return `${from} ${to} ${unit}`;
}

function spendKey({ account, unit, window }: PastSpend): string {
  return JSON.stringify([account, unit, window]);
}

function byKey<T>(all: readonly T[], keyOf: (one: T) => string, join: (a: T, b: T) => T): readonly T[] {
  const known = new Map<string, T>();
  for (const one of all) {
    const there = known.get(keyOf(one));
    known.set(keyOf(one), there ? join(there, one) : one);
  }
  return [...known.values()];
}
