import type { EpochMs } from '../time/epoch';
import type { SpendingAccount, SpendingGroup } from './explainedGroup';
import type { ReportedPeriod } from './reportedPeriod';

interface Asked {
  /** Its first and last moment. */
  readonly since: EpochMs;
  readonly at: EpochMs;
  /** The account that a person names for it. */
  readonly booked: string | null;
}

/** Whether the money of another group can have paid for a call that one of them may have paid for: a call is paid once. */
export type PaidElsewhere = (mine: SpendingGroup, other: SpendingGroup, call: Asked) => boolean;

/** An account that never spent anything, as far as it was looked at, paid for nothing of that time; nor in a currency in which it never did. */
export function paidElsewhere(groups: readonly SpendingGroup[]): PaidElsewhere {
  const quiet = new Map(groups.flatMap(({ accounts, settleMs }) => accounts.map((one) => [one, quietTime(one, settleMs)] as const)));
  return (mine, other, { since, at, booked }) =>
    other.accounts.some((one) => {
      if (booked !== null && one.account !== booked) return false;
      const span = quiet.get(one) ?? null;
      return mine.accounts.some(({ account }) => account === one.account)
        ? other.unit !== mine.unit && span === null
        : span === null || since < span.from || at > span.to;
    });
}

/** Of calls from when until when it is known that it paid for none; null where it spent something, or days between are not told. */
function quietTime({ readings, periods }: SpendingAccount, settleMs: number): Pick<ReportedPeriod, 'from' | 'to'> | null {
  let [from, to, days] = [Infinity, -Infinity, 0];
  for (const one of [...readings.map(({ at }) => ({ from: at, to: at })), ...periods]) {
    from = Math.min(from, one.from);
    to = Math.max(to, one.to);
    days += one.to - one.from;
  }
  const moves = readings.some(({ available }) => available !== readings[0]?.available) || periods.some(({ amount }) => amount > 0);
  const hasGaps = periods.length > 0 && days < to - from;
  // What was called just before the end may be booked after it.
  return moves || hasGaps ? null : { from, to: to - settleMs };
}
