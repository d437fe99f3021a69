import * as z from 'zod';
import { alertRules, type Alert } from '../checks/alerts';
import { capOwners } from '../model/reading';
import { errorKinds } from '../model/providerError';
import { unit as unitOf } from '../money/money';
import { isoTime } from '../time/isoTime';
import type { Display } from '../views/amountText';
import { exactly } from '../views/exactAmounts';
import { Decimal } from './exactAccount';

const True = z.literal(true).exactOptional();

/** What was crossed, as a program wants it: the title says the same in words. Times are ISO 8601 in UTC. */
export const ExactAlert = z
  .object({
    rule: z.enum(alertRules),
    /** The account's id; what else is known of it stands in the first line. */
    account: z.string(),
    provider: z.string(),
    /** null where it is about the whole account. */
    unit: z.string().nullable(),
    /** What was left; of `idleSpend` what was spent. null where it is about no amount, or hidden. */
    amount: Decimal,
    threshold: Decimal,
    /** No less than `amount`, no more than it; both: about as much. */
    atLeast: True,
    atMost: True,
    /** Whose cap the amount is left of; absent where it is a balance. */
    cap: z.enum(capOwners).exactOptional(),
    /** The amount is one's own money: credit lines, and what is owed, are not in it. */
    ownMoney: True,
    /** One unit is gone, and the account is not. */
    onlyThisUnit: True,
    /** Of `runway`: an estimate of ours. */
    days: z.number().nullable(),
    /** It may be sooner. */
    daysAtMost: True,
    /** Of `checkFailing`: what was refused; absent where nobody answered, or not as expected. */
    error: z.enum(errorKinds).exactOptional(),
    /** When that was so, which may be long before it is told. */
    at: z.string(),
    amountsHidden: True,
  })
  .readonly();
export type ExactAlert = z.infer<typeof ExactAlert>;

export function exactAlert(alert: Alert, provider: string, { hidden = false }: Display): ExactAlert {
  const { rule, account, unit, amount, threshold, days, at, refusal } = alert;
  const decimal = (of: Alert['amount']): string | null => (hidden || unit === null ? null : exactly(of, unitOf(unit)));
  return {
    rule,
    account,
    provider,
    unit,
    amount: decimal(amount),
    threshold: decimal(threshold),
    ...(alert.atLeast ? { atLeast: true } : {}),
    ...(alert.atMost ? { atMost: true } : {}),
    ...(alert.cap === undefined ? {} : { cap: alert.cap }),
    ...(alert.isOwn ? { ownMoney: true } : {}),
    ...(alert.isPart ? { onlyThisUnit: true } : {}),
    days,
    ...(alert.isAtMostDays ? { daysAtMost: true } : {}),
    ...(refusal === undefined ? {} : { error: refusal.kind }),
    at: isoTime(at),
    ...(hidden ? { amountsHidden: true } : {}),
  };
}
