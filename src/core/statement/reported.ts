import { sumOfDays } from '../historyPage/daySums';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import type { Month } from './month';
import type { Reported, ReportedLine } from './rows';

/** null where no day of the month was reported. */
export function reportedIn({ days }: ReportedLine, month: Month, now: EpochMs): Reported | null {
  const byStart = new Map(days.map((day) => [day.day, day]));
  const sum = sumOfDays(byStart, month.first * dayMs, (month.last + 1) * dayMs, now);
  return sum.reported === 0 ? null : sum;
}
