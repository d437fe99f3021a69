import type { Spend, SpendDay } from '../model/reading';
import type { Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { dayMs } from '../time/durations';
import type { AccountId } from '../model/accountId';

/** What a provider said that a day cost. */
export interface PastSpendDay extends SpendDay {
  readonly epoch: EpochMs;
  /** When it said so. A day that was not over by then goes on. */
  readonly at: EpochMs;
}

/** What a provider said last of one window. */
export interface PastSpend extends Spend {
  readonly account: AccountId;
  readonly amount: Micros;
  readonly epoch: EpochMs;
  readonly at: EpochMs;
}

/** Whether a day is told anew: a later answer restates it, but a bound does not stand against what was told whole, unless it is more. */
export function isRestated(before: PastSpendDay | undefined, told: PastSpendDay, now: EpochMs): boolean {
  if (!before) return true;
  if (!isLater(before, told, now)) return false;
  if (told.atLeast && !before.atLeast && told.amount <= before.amount) return false;
  // Of a day that was booked to its end, the same again is worth no write; until then, that it was confirmed is news.
  const wasBooked = before.at >= before.day + 2 * dayMs && before.at <= now;
  return before.amount !== told.amount || before.atLeast !== told.atLeast || (!wasBooked && before.at !== told.at);
}

/** What a clock that was ahead wrote down is no later answer. */
export function isLater(before: { readonly at: EpochMs }, told: { readonly at: EpochMs }, now: EpochMs): boolean {
  return told.at >= before.at || before.at > now;
}
