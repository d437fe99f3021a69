import type { PastSpendDay } from '../history/reportedSpend';
import { clamped, maxMicros, type Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { dayMs } from '../time/durations';
import { utcDayStart } from '../time/utcDays';

/** What a provider reported of some of its days. */
export interface DaySum {
  readonly amount: Micros;
  /** Some of the days were not reported, or not to their end. Today ends later, which is no bound. */
  readonly atLeast: boolean;
  readonly reported: number;
  readonly days: number;
}

export type DaysByStart = ReadonlyMap<EpochMs, PastSpendDay>;

/** @param from the start of the first day, @param to the end of the last; what is later than now is no day yet */
export function sumOfDays(days: DaysByStart, from: EpochMs, to: EpochMs, now: EpochMs): DaySum {
  const end = Math.min(to, utcDayStart(now) + dayMs);
  let [amount, hasBound, reported] = [0, false, 0];
  for (let day = from; day < end; day += dayMs) {
    const told = days.get(day);
    if (!told) continue;
    reported += 1;
    amount += told.amount;
    hasBound ||= isBound(told, now);
  }
  const count = Math.max(0, Math.ceil((end - from) / dayMs));
  return { amount: clamped(amount), atLeast: hasBound || reported < count || amount > maxMicros, reported, days: count };
}

/** Some of the day was not told; or it was told of before it was over, and went on. */
export function isBound({ day, at, atLeast }: PastSpendDay, now: EpochMs): boolean {
  return atLeast === true || (at < day + dayMs && now >= day + dayMs);
}
