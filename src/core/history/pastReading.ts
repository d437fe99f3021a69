import type { EpochMs } from '../time/epoch';
import type { Micros } from '../money/money';

/** One amount of one account and unit as history keeps it. Parts are null where the provider names none. */
export interface PastReading {
  readonly at: EpochMs;
  /** Since when the account had the key and the place it was read with; 0: from the start. It only grows. */
  readonly epoch: EpochMs;
  readonly available: Micros;
  readonly paid: Micros | null;
  readonly granted: Micros | null;
  /** Of a cap: what it leaves whole, where that is known. */
  readonly limit?: Micros;
}

/**
 * Oldest first. Readings of the future (a clock that was wrong) say nothing yet. Of several at one moment the least
 * is kept: which of them came first cannot be told, and the order they arrive in must not matter.
 */
export function orderReadings(readings: readonly PastReading[], now: EpochMs): readonly PastReading[] {
  if (isOrdered(readings, now)) return readings;
  const past = readings.filter(({ at }) => at <= now).sort((a, b) => a.at - b.at || a.epoch - b.epoch || compare(a, b));
  return past.filter((reading, index) => past[index - 1]?.at !== reading.at || past[index - 1]?.epoch !== reading.epoch);
}

/** As history mostly gives them: then nothing is compared, left out or copied. */
function isOrdered(readings: readonly PastReading[], now: EpochMs): boolean {
  let before: PastReading | undefined;
  for (const reading of readings) {
    if (before && (before.at > reading.at || (before.at === reading.at && before.epoch >= reading.epoch))) return false;
    before = reading;
  }
  return before === undefined || before.at <= now;
}

/** Says the same of the money, whenever it was. */
export function isSameMoney(a: PastReading, b: PastReading): boolean {
  return a.available === b.available && a.paid === b.paid && a.granted === b.granted && a.limit === b.limit;
}

/** One that names its parts says more than one that does not. */
function least(a: Micros | null, b: Micros | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}

function compare(a: PastReading, b: PastReading): number {
  return a.available - b.available || least(a.paid, b.paid) || least(a.granted, b.granted) || least(a.limit ?? null, b.limit ?? null);
}
