import type { EpochMs } from '../time/epoch';
import { once } from './exactCost';
import { holdsAt } from './holdsAt';
import type { Factor, PeakRule } from './priceTable';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What prices are multiplied by at that moment, the likelier first; two where nobody can say yet whether the day is a holiday. */
export function peakFactors(rules: readonly PeakRule[], at: EpochMs): readonly Factor[] {
  const rule = rules.find((one) => holdsAt(one, at));
  if (!rule) return [once];
  const local = at + rule.zoneMinutes * minuteMs;
  const day = Math.floor(local / dayMs);
  const hour = (local - day * dayMs) / hourMs;
  if (!rule.weekdays.includes(weekdayOf(day)) || !rule.hours.some(([from, to]) => from <= hour && hour < to)) return [once];
  if (rule.holidays?.days.some(([first, last]) => first <= day && day <= last) === true) return [once];
  return rule.holidays !== undefined && day > rule.holidays.knownUntil ? [rule.factor, once] : [rule.factor];
}

/** 1 is Monday. The first day of 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
