import type { AccountUnit, HistoryLine, HistoryNote, HistoryRow, SeriesBucket } from '../../core/history/historyStore';
import type { EpochMs } from '../../core/time/epoch';
import type { PastReading } from '../../core/history/pastReading';
import type { RecordRule } from './recordReading';
import type { Grid, Extent } from './buckets';

/** One place that holds readings: a database or the memory of this window. Calls throw what {@link failureOf} tells apart. */
export interface HistoryLayer {
  /** All or none. */
  readonly record: (rows: readonly HistoryRow[], notes: readonly HistoryNote[], rule: RecordRule, now: EpochMs) => void;
  readonly latest: () => readonly HistoryRow[];
  readonly lines: () => readonly HistoryLine[];
  readonly span: (line: AccountUnit) => Extent | null;
  readonly before: (line: AccountUnit, at: EpochMs) => PastReading | undefined;
  readonly readings: (line: AccountUnit, from: EpochMs, to: EpochMs) => readonly PastReading[];
  readonly buckets: (line: AccountUnit, grid: Grid) => readonly SeriesBucket[];
  /** Those with an empty text have been removed. */
  readonly notes: (line: AccountUnit) => readonly HistoryNote[];
  /** A short stretch of the daily thinning. */
  readonly applyRetention: (now: EpochMs, retentionDays: number) => void;
  readonly version: () => number;
  readonly close: () => void;
}

export function lineKey({ account, unit }: AccountUnit): string {
  return JSON.stringify([account, unit]);
}
