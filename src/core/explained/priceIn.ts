import type { Unit } from '../money/money';
import type { PriceOutcome } from '../prices/priceOutcome';
import type { CountedCall } from '../usage/countedCall';

/** What a call costs in one unit; nothing is ever converted from another one. */
export type PriceIn = (counted: CountedCall, unit: Unit) => PriceOutcome;
