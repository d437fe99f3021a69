import { unit } from '../money/money';
import { amountAt } from './fields';
import type { LoggedCost } from './loggedCall';

const dollars = unit('USD');

/** What a log says a call cost, in dollars. 0 means that the tool knows no price, or that a plan pays: no cost at all. */
export function dollarCost(cost: unknown, source: LoggedCost['source']): readonly LoggedCost[] {
  const amount = amountAt(cost);
  return amount === undefined || amount === 0 ? [] : [{ amount, unit: dollars, source }];
}
