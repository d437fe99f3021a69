import type { EpochMs } from './epoch';

export const dayMs = 86_400_000;

/** Costs are reported by UTC day, and a vendor's month is one of UTC days. */
export function utcDayStart(at: EpochMs): EpochMs {
  return Math.floor(at / dayMs) * dayMs;
}

export function monthStart(at: EpochMs): EpochMs {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/** On Monday; day 0, the first of 1970, was a Thursday. */
export function weekStart(at: EpochMs): EpochMs {
  const day = Math.floor(at / dayMs);
  return (day - ((((day + 3) % 7) + 7) % 7)) * dayMs;
}
