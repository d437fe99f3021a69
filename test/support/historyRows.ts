import type { HistoryEntry } from '../../src/core/history/historyEntry';
import { historyRows } from '../../src/core/history/historyRows';
import type { HistoryRow } from '../../src/core/history/historyRow';
import type { HistoryStore } from '../../src/core/history/historyStore';
import { micros, type Micros } from '../../src/core/money/money';
import type { PastReading } from '../../src/core/history/pastReading';
import { idOf } from './ids';

/** A whole second, long ago enough that nothing about it lies in the future. */
export const start = Date.UTC(2026, 0, 1);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const units = (count: number): Micros => micros(Math.round(count * 1_000_000));

export function past(at: number, available: number, paid: number | null = null, granted: number | null = null): PastReading {
  return {
    at,
    epoch: 0,
    available: units(available),
    paid: paid === null ? null : units(paid),
    granted: granted === null ? null : units(granted),
  };
}

export const work = { account: idOf('work'), unit: 'USD' };

export function rowsOf(readings: readonly PastReading[], line = work): readonly HistoryRow[] {
  return readings.map((reading) => ({ ...line, reading }));
}

/** What checks that gave these rows alone would hand over, one for each account. */
function entriesOf(rows: readonly HistoryRow[]): readonly HistoryEntry[] {
  return [...new Set(rows.map(({ account }) => account))].map((account) => {
    const own = rows.filter((row) => row.account === account);
    return {
      account,
      epoch: Math.max(...own.map(({ reading }) => reading.epoch)),
      at: Math.max(...own.map(({ reading }) => reading.at)),
      outcome: 'answered',
      rows: own,
      spend: [],
      days: [],
    };
  });
}

export function recordRows(store: Pick<HistoryStore, 'record'>, rows: readonly HistoryRow[]): void {
  store.record(...entriesOf(rows));
}

/** The balances among what is known. */
export function latestRows(store: Pick<HistoryStore, 'latest'>): readonly HistoryRow[] {
  return store.latest().flatMap(({ account, epoch, reading }) => historyRows(account, reading, epoch));
}
