import type { HistoryEntry } from '../../core/history/historyEntry';
import type { AccountUnit, HistoryRow } from '../../core/history/historyRow';
import type { HistoryLine, HistoryNote, SeriesBucket } from '../../core/history/historyStore';
import type { LatestRows } from '../../core/history/latestReadings';
import type { OutcomeInterval } from '../../core/history/outcomeInterval';
import type { PastReading } from '../../core/history/pastReading';
import type { ReportedPart } from '../../core/history/reportedPart';
import type { PastSpendDay } from '../../core/history/reportedSpend';
import type { EpochMs } from '../../core/time/epoch';
import type { Grid, Extent } from './buckets';
import type { AccountId } from '../../core/model/accountId';

/** What is known of an account. */
export interface KnownAccount {
  readonly epoch: EpochMs;
  /** The latest stamp in that epoch, which a wrong clock may have set in the future; 0 without any. */
  readonly seen: EpochMs;
}

/** One place that holds readings: a database or the memory of this window. Calls throw what `sqliteFailure` tells apart. */
export interface HistoryLayer {
  /** All or none, each under the epoch that it names. */
  readonly record: (entries: readonly HistoryEntry[], notes: readonly HistoryNote[], now: EpochMs) => void;
  /** All or none. Each row is meant, and what is there already stays. */
  readonly importRows: (rows: readonly HistoryRow[]) => void;
  readonly knownAccount: (account: AccountId) => KnownAccount | null;
  /** Up to `until`, as all that is read: what is stamped later waits for its time. */
  readonly latest: (until: EpochMs) => LatestRows;
  readonly lines: (until: EpochMs) => readonly HistoryLine[];
  readonly span: (line: AccountUnit, until: EpochMs) => Extent | null;
  readonly before: (line: AccountUnit, at: EpochMs) => PastReading | undefined;
  readonly readings: (line: AccountUnit, from: EpochMs, to: EpochMs) => readonly PastReading[];
  readonly buckets: (line: AccountUnit, grid: Grid) => readonly SeriesBucket[];
  readonly spendDays: (account: AccountId, from: EpochMs, to: EpochMs) => readonly PastSpendDay[];
  readonly spendParts: (account: AccountId, from: EpochMs, to: EpochMs) => readonly ReportedPart[];
  /** All or none, in the place of all that was there from the first to the last of them. */
  readonly importParts: (account: AccountId, parts: readonly ReportedPart[]) => void;
  readonly intervals: (account: AccountId, from: EpochMs, to: EpochMs) => readonly OutcomeInterval[];
  /** Those with an empty text have been removed. */
  readonly notes: (line: AccountUnit) => readonly HistoryNote[];
  /** A short stretch of the daily thinning. */
  readonly applyRetention: (now: EpochMs, retentionDays: number) => void;
  readonly version: () => number;
}

export function lineKey({ account, unit, cap = '' }: AccountUnit): string {
  return JSON.stringify([account, unit, cap]);
}

/** Without what else a line may carry. */
export function lineNames({ account, unit, cap }: AccountUnit): AccountUnit {
  return { account, unit, ...(cap === undefined ? {} : { cap }) };
}
