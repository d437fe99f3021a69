import type { Unit } from '../money/money';
import type { PriceOutcome } from '../prices/priceOutcome';
import type { CountedCall } from '../usage/countedCall';

/** What one call costs in a unit; nothing is ever converted from another one. */
export type PriceIn = (unit: Unit) => PriceOutcome;

/** A call with its price in the unit of an account. */
export interface PricedCounted {
  readonly counted: CountedCall;
  readonly price: PriceOutcome;
}

/** The same, asked again and again, is reckoned once. */
export function remembered(priceIn: PriceIn): PriceIn {
  const known = new Map<Unit, PriceOutcome>();
  return (unit) => {
    const outcome = known.get(unit) ?? priceIn(unit);
    known.set(unit, outcome);
    return outcome;
  };
}
