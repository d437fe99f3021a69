import type { Micros, Unit } from '../money/money';
import type { CountedCall } from './countedCall';

/** Where a price is from. `own`: our table. `list`: what a public list says. `tool`: the tool's own reckoning, as logged. */
export type PriceSource = 'override' | 'provider' | 'own' | 'list' | 'tool';

export type PricedCall =
  | {
      readonly kind: 'priced';
      readonly amount: Micros;
      /** The bounds where it is not certain, such as at the border of a price; else both are the amount. */
      readonly least: Micros;
      readonly most: Micros;
      readonly source: PriceSource;
    }
  | { readonly kind: 'unpriced' };

/** What a call costs in one unit; nothing is ever converted from another one. */
export type PriceIn = (call: CountedCall, unit: Unit) => PricedCall;
