import { boundedSum } from '../money/money';
import type { ReportedPeriod, ReportedSpend } from './reportedPeriod';

/** Several accounts together: of a period that one of them was not told of, the rest is a bound. */
export function addedUp(accounts: readonly Pick<ReportedSpend, 'periods'>[]): readonly ReportedPeriod[] {
  const [only] = accounts;
  if (only !== undefined && accounts.length === 1) return only.periods;
  const byPeriod = new Map<string, ReportedPeriod[]>();
  for (const { periods } of accounts)
    for (const period of periods) {
      const key = `${period.from} ${period.to}`;
      byPeriod.set(key, [...(byPeriod.get(key) ?? []), period]);
    }
  return [...byPeriod.values()].flatMap((told): readonly ReportedPeriod[] => {
    const [first] = told;
    if (first === undefined) return [];
    const { amount, atLeast } = boundedSum(told.map((period) => period.amount));
    const isBound = atLeast || told.length < accounts.length || told.some((period) => period.atLeast);
    return [{ ...first, amount, atLeast: isBound, parts: told.flatMap(({ parts }) => parts) }];
  });
}
