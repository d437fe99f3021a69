import type { EpochMs } from '../time/epoch';
import type { Micros } from '../money/money';
import type { HistoryEntry } from './historyEntry';
import type { LatestReading } from './latestReadings';
import type { OutcomeInterval } from './outcomeInterval';
import type { AccountUnit, HistoryRow } from './historyRow';
import type { PastReading } from './pastReading';
import type { ReportedPart } from './reportedPart';
import type { PastSpendDay } from './reportedSpend';
import type { AccountId } from '../model/accountId';

/** What a chart needs of one slice of time: extremes, so that no spike is lost, and where it ended. */
export interface SeriesBucket {
  /** Of the first and of the last reading inside. */
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly min: Micros;
  readonly max: Micros;
  readonly last: Micros;
}

export interface HistoryLine extends AccountUnit {
  readonly first: EpochMs;
  readonly last: EpochMs;
  /** Grows with everything that is written to the line. */
  readonly revision: number;
  /**
   * Grows with everything that is more than a row behind the newest one, such as a late, a restated, an imported, a thinned one. While
   * it stands, what was read before is still so; what a wrong clock stamped in the future comes in as the newest, when its time has come.
   */
  readonly rewritten: number;
}

export interface HistoryNote extends AccountUnit {
  /** The `to` of the event it belongs to. */
  readonly at: EpochMs;
  readonly text: string;
}

/**
 * Where history is kept. `memory`: nothing outlives this window, because there is no SQLite, or no place to write.
 * `newer`: the file was written by a newer version; it is read, never changed.
 */
export type HistoryPlace =
  | {
      readonly kind: 'disk';
      readonly file: string;
      /** Where a damaged file was set aside to, if that happened now. */ readonly setAside: string | null;
    }
  | { readonly kind: 'memory'; readonly why: 'noSqlite' | 'cannotWrite' }
  | { readonly kind: 'newer'; readonly file: string };

/**
 * The port of history. All calls are synchronous and quick: they run in an extension host that others share. What a wrong clock stamped
 * later than now is kept, and left out of all that is read until its time has come.
 */
export interface HistoryStore {
  readonly place: () => HistoryPlace;
  /**
   * Keeps what changed, and one unchanged reading a day. A full or locked disk keeps it in memory and writes it later. A clock that went
   * back begins an epoch: what it wrote before and what it writes now are no neighbours.
   */
  readonly record: (...entries: readonly HistoryEntry[]) => void;
  /** What is known of each account, in its newest epoch, by two prepared reads. */
  readonly latest: () => readonly LatestReading[];
  /** Of balances, by one query. */
  readonly lines: () => readonly HistoryLine[];
  /** Of caps: for `readings`, `series` and `notes`, as those of balances. */
  readonly capLines: () => readonly HistoryLine[];
  /** Oldest first, those of all epochs; the last one before `from` comes first, since a step chart starts there. */
  readonly readings: (line: AccountUnit, from: EpochMs, to: EpochMs) => readonly PastReading[];
  /** At most `buckets` slices of `from`…`to`, computed in SQL; the last reading before `from` comes first as a slice of its own. */
  readonly series: (line: AccountUnit, from: EpochMs, to: EpochMs, buckets: number) => readonly SeriesBucket[];
  /** Of an account, those that begin in `from`…`to`, oldest first; of a day that two epochs tell of, what the newer one says. */
  readonly spendDays: (account: AccountId, from: EpochMs, to: EpochMs) => readonly PastSpendDay[];
  /** How a provider divides what it reported, or what was exported of it: of an account, those that begin in `from`…`to`, oldest first. */
  readonly spendParts: (account: AccountId, from: EpochMs, to: EpochMs) => readonly ReportedPart[];
  /** Of an account, in the place of all that was known from the first to the last of them. All or none. @throws {@link HistoryNotWritten} */
  readonly importParts: (account: AccountId, parts: readonly ReportedPart[]) => void;
  /** Of an account, those that reach into `from`…`to`, oldest first. One that a wrong clock wrote may lie within another. */
  readonly intervals: (account: AccountId, from: EpochMs, to: EpochMs) => readonly OutcomeInterval[];
  readonly notes: (line: AccountUnit) => readonly HistoryNote[];
  /** An empty text removes the note. */
  readonly setNote: (note: HistoryNote) => void;
  /** All or none. A reading that is there already stays as it is. @throws {@link HistoryNotWritten} */
  readonly importRows: (rows: readonly HistoryRow[]) => void;
  /** A cheap number that changes when another window wrote. */
  readonly version: () => number;
  readonly close: () => void;
}
