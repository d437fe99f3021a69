import type { AccountUnit, HistoryLine, HistoryNote, HistoryRow, SeriesBucket } from '../../core/historyStore';
import type { EpochMs } from '../../core/model';
import type { PastReading } from '../../core/pastReading';
import type { KeepRule } from './keepReading';
import type { Grid, Span } from './slices';

/** One place that holds readings: a database or the memory of this window. Calls throw what {@link failureOf} tells apart. */
export interface HistoryLayer {
  /** All or none. */
  readonly keep: (rows: readonly HistoryRow[], notes: readonly HistoryNote[], rule: KeepRule, now: EpochMs) => void;
  readonly latest: () => readonly HistoryRow[];
  readonly lines: () => readonly HistoryLine[];
  readonly span: (line: AccountUnit) => Span | null;
  readonly before: (line: AccountUnit, at: EpochMs) => PastReading | undefined;
  readonly readings: (line: AccountUnit, from: EpochMs, to: EpochMs) => readonly PastReading[];
  readonly slices: (line: AccountUnit, grid: Grid) => readonly SeriesBucket[];
  /** Those with an empty text have been removed. */
  readonly notes: (line: AccountUnit) => readonly HistoryNote[];
  /** A short stretch of the daily thinning. */
  readonly tidy: (now: EpochMs, retentionDays: number) => void;
  readonly version: () => number;
  readonly close: () => void;
}

export function lineKey({ account, unit }: AccountUnit): string {
  return JSON.stringify([account, unit]);
}
