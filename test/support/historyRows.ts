import type { HistoryRow } from '../../src/core/history/historyStore';
import { micros, type Micros } from '../../src/core/money/money';
import type { PastReading } from '../../src/core/history/pastReading';

/** A whole second, long ago enough that nothing about it lies in the future. */
export const start = Date.UTC(2026, 0, 1);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export const units = (count: number): Micros => micros(Math.round(count * 1_000_000));

export function past(at: number, available: number, paid: number | null = null, granted: number | null = null): PastReading {
  return { at, available: units(available), paid: paid === null ? null : units(paid), granted: granted === null ? null : units(granted) };
}

export const work = { account: 'work', unit: 'USD' };

export function rowsOf(readings: readonly PastReading[], line = work): readonly HistoryRow[] {
  return readings.map((reading) => ({ ...line, reading }));
}
