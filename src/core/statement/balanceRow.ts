import type { BookDay } from '../ledger/dayBook';
import { clamped, maxMicros, micros, microsPerUnit, type Micros } from '../money/money';
import { isOfEarlierDay } from '../ledger/ledgerDays';
import type { DayKey } from '../time/calendar';
import type { Month } from './month';
import type { BalanceRow, Flows, StatementLine } from './rows';

/** null where nobody looked in the month. @param today on which a month that is not over ends so far */
export function balanceRow({ account, title, unit, days }: StatementLine, month: Month, today: DayKey): BalanceRow | null {
  const own = days.filter(({ day }) => day >= month.first && day <= month.last);
  const [first, last] = [own[0], own.at(-1)];
  if (!first || !last) return null;
  const before = days.findLast(({ day }) => day < month.first);
  const sum = (of: (day: BookDay) => Micros): Micros => clamped(own.reduce((all, day) => all + of(day), 0));
  const flows = {
    toppedUp: sum(({ toppedUp }) => toppedUp),
    granted: sum(({ granted }) => granted),
    adjusted: sum(({ adjusted }) => adjusted),
    expired: sum(({ expired }) => expired),
    spent: sum(({ spent }) => spent),
  };
  const rest = restOf(first.opening, flows, last.closing);
  // A day without a look is the usual gap of somebody who checks each day.
  const isEarly = last.day < Math.min(month.last, today) - 1;
  const cut = own.find(({ broken }) => broken !== null);
  const isRounding = Math.abs(rest) < microsPerUnit && Math.abs(flows.adjusted + rest) <= maxMicros;
  const broken = cut?.broken ? { why: cut.broken, day: cut.day } : isRounding ? null : ({ why: 'size', day: last.day } as const);
  return {
    kind: 'balance',
    account,
    title,
    unit,
    opening: { amount: first.opening, day: before?.day ?? first.day },
    isFirst: before === undefined,
    ...flows,
    adjusted: broken ? flows.adjusted : micros(flows.adjusted + rest),
    closing: { amount: last.closing, day: last.day },
    atLeast: before === undefined || isEarly || own.some(({ atLeast }) => atLeast),
    atMost: own.some(({ since }) => isOfEarlierDay(since, month.first)),
    isEarly,
    broken,
    reported: null,
  };
}

/** Not all of the month was seen: of what came in the rest of it nothing is known. */
export function isPartly({ isFirst, isEarly, broken }: Pick<BalanceRow, 'isFirst' | 'isEarly' | 'broken'>): boolean {
  return isFirst || isEarly || broken !== null;
}

export function addsUp(row: BalanceRow): boolean {
  return restOf(row.opening.amount, row, row.closing.amount) === 0;
}

/** What is missing for opening and flows to make the closing. Sums of several amounts may be more than a number holds exactly. */
function restOf(opening: number, { toppedUp, granted, adjusted, expired, spent }: Flows, closing: number): number {
  const [came, went] = [
    [opening, toppedUp, granted, adjusted],
    [expired, spent, closing],
  ].map((list) => list.reduce((sum, amount) => sum + BigInt(amount), 0n));
  return Number((went ?? 0n) - (came ?? 0n));
}
