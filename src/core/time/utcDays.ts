import { dayMs } from './durations';
import type { EpochMs } from './epoch';

/** Costs are reported by UTC day, and a vendor's month is one of UTC days. */
export function utcDayStart(at: EpochMs): EpochMs {
  return Math.floor(at / dayMs) * dayMs;
}

export function monthStart(at: EpochMs): EpochMs {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

export function monthEnd(at: EpochMs): EpochMs {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

export function weekStart(at: EpochMs): EpochMs {
  return mondayOf(Math.floor(at / dayMs)) * dayMs;
}

/** The first day of its week. Day 0, the first of 1970, was a Thursday. */
export function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7);
}
