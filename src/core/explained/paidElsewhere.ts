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

/** An account pays nothing while it spends nothing, and in a currency in which it never spends. */
export function paidElsewhere(groups: readonly SpendingGroup[]): PaidElsewhere {
  const quiet = new Map(groups.flatMap(({ accounts }) => accounts.map((one) => [one, quietTime(one)] as const)));
  return (mine, other, { since, at, booked }) =>
    other.accounts.some((one) => {
      if (booked !== null && one.account !== booked) return false;
      const span = quiet.get(one) ?? null;
      return mine.accounts.some(({ account }) => account === one.account)
        ? other.unit !== mine.unit && span === null
        : span === null || since < span.from || at > span.to;
    });
}

/** From when until when nothing is known to have gone of it; null where something did. */
function quietTime({ readings, periods }: SpendingAccount): Pick<ReportedPeriod, 'from' | 'to'> | null {
  let [from, to] = [Infinity, -Infinity];
  for (const one of [...readings.map(({ at }) => ({ from: at, to: at })), ...periods]) {
    from = Math.min(from, one.from);
    to = Math.max(to, one.to);
  }
  const moves = readings.some(({ available }) => available !== readings[0]?.available) || periods.some(({ amount }) => amount > 0);
  return moves ? null : { from, to };
}
