import type { EpochMs } from '../time/epoch';
import type { Micros } from '../money/money';

/** One balance of one account and unit as history keeps it. Parts are null where the provider names none. */
export interface PastReading {
  readonly at: EpochMs;
  readonly available: Micros;
  readonly paid: Micros | null;
  readonly granted: Micros | null;
}

/**
 * Oldest first. Readings of the future (a clock that was wrong) say nothing yet. Of several at one moment the least
 * is kept: which of them came first cannot be told, and the order they arrive in must not matter.
 */
export function orderReadings(readings: readonly PastReading[], now: EpochMs): readonly PastReading[] {
  const past = readings.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at || compare(a, b));
  return past.filter((reading, index) => past[index - 1]?.at !== reading.at);
}

/** One that names its parts says more than one that does not. */
function least(a: Micros | null, b: Micros | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}

function compare(a: PastReading, b: PastReading): number {
  return a.available - b.available || least(a.paid, b.paid) || least(a.granted, b.granted);
}
