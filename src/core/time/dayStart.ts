import type { Calendar, DayKey } from './calendar';
import type { EpochMs } from './epoch';
import { dayMs, hourMs, minuteMs } from './durations';

export interface DayStart {
  readonly day: DayKey;
  readonly at: EpochMs;
}

/**
 * The first moment of a local day, to the minute. Days are usually whole days apart, so that is tried first.
 * @param known the start of another day
 */
export function dayStart(day: DayKey, { dayOf }: Calendar, known?: DayStart): EpochMs {
  const guess = known === undefined ? undefined : known.at + (day - known.day) * dayMs;
  if (guess !== undefined && dayOf(guess) === day && dayOf(guess - 1) === day - 1) return guess;
  // Zones lie within −12 h and +14 h of UTC.
  let [low, high] = [day * dayMs - 15 * hourMs, day * dayMs + 13 * hourMs];
  while (high - low > minuteMs) {
    const middle = low + Math.floor((high - low) / 2 / minuteMs) * minuteMs;
    if (dayOf(middle) < day) low = middle;
    else high = middle;
  }
  return high;
}

/** `2026-03-29` → its day; undefined for what is not a date of the calendar. */
export function dayOfDate(date: string): DayKey | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  // `Date.parse` refuses 2026-02-30 in some engines and moves it to March in others.
  return Number.isNaN(at) || dateOfDay(at / dayMs) !== date ? undefined : at / dayMs;
}

export function dateOfDay(day: DayKey): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}
