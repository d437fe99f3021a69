import type { EpochMs } from '../time/epoch';
import type { Micros } from '../money/money';
import type { PastReading } from './pastReading';

/** One line of history: the balance of one account in one unit. */
export interface AccountUnit {
  readonly account: string;
  readonly unit: string;
}

export interface HistoryRow extends AccountUnit {
  readonly reading: PastReading;
}

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
  /** Grows with everything that is more than a row behind the newest one. */
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

/** The port of history. All calls are synchronous and quick: they run in an extension host that others share. */
export interface HistoryStore {
  readonly place: () => HistoryPlace;
  /** Keeps what changed, and one unchanged reading a day. A full or locked disk keeps it in memory and writes it later. */
  readonly record: (rows: readonly HistoryRow[]) => void;
  /** The newest reading of each line, by one prepared read. */
  readonly latest: () => readonly HistoryRow[];
  readonly lines: () => readonly HistoryLine[];
  /** Oldest first; the last one before `from` comes first, since a step chart starts there. */
  readonly readings: (line: AccountUnit, from: EpochMs, to: EpochMs) => readonly PastReading[];
  /** At most `buckets` slices of `from`…`to`, computed in SQL; the last reading before `from` comes first as a slice of its own. */
  readonly series: (line: AccountUnit, from: EpochMs, to: EpochMs, buckets: number) => readonly SeriesBucket[];
  readonly notes: (line: AccountUnit) => readonly HistoryNote[];
  /** An empty text removes the note. */
  readonly setNote: (note: HistoryNote) => void;
  /** All or none. A reading that is there already stays as it is. */
  readonly importRows: (rows: readonly HistoryRow[]) => void;
  /** A cheap number that changes when another window wrote. */
  readonly version: () => number;
  readonly close: () => void;
}
