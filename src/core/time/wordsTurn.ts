import { dayMs } from './durations';
import type { EpochMs } from './epoch';
import { monthEnd, utcDayStart, weekStart } from './utcDays';

/**
 * When words about what was known at `now` turn, in order: `18:51` and `yesterday` with days of this machine, `Nov 23` with its years,
 * and what was spent "today", "this week" and "this month" with the days of providers, which are of UTC.
 */
export function wordsTurn(now: EpochMs): readonly EpochMs[] {
  const today = new Date(now);
  const dayIn = (days: number): EpochMs => new Date(today.getFullYear(), today.getMonth(), today.getDate() + days).getTime();
  const newYear = new Date(today.getFullYear() + 1, 0, 1).getTime();
  const turns = [dayIn(1), dayIn(2), newYear, utcDayStart(now) + dayMs, weekStart(now) + 7 * dayMs, monthEnd(now)];
  return [...new Set(turns)].sort((a, b) => a - b);
}
