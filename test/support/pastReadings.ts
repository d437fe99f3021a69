import { micros, microsPerUnit, type Micros } from '../../src/core/money/money';
import type { PastReading } from '../../src/core/history/pastReading';

export const hour = 3_600_000;
export const day = 24 * hour;
/** A Monday, noon UTC, far from any change of clocks. */
export const noon = Date.UTC(2026, 0, 12, 12);

export function money(amount: number): Micros {
  return micros(Math.round(amount * microsPerUnit));
}

/** Balances an hour apart, the last at `noon`. */
export function hourly(...balances: readonly number[]): readonly PastReading[] {
  return balances.map((available, index) => total(noon - (balances.length - 1 - index) * hour, available));
}

export function total(at: number, available: number): PastReading {
  return { at, epoch: 0, available: money(available), paid: null, granted: null };
}

export function parts(at: number, paid: number, granted: number, creditLine = 0): PastReading {
  return { at, epoch: 0, available: money(paid + granted + creditLine), paid: money(paid), granted: money(granted) };
}
