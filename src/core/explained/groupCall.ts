import type { PricedCounted } from './priceIn';

/** A call that a group of accounts pays for. */
export interface GroupCall extends PricedCounted {
  /** false: another account may have paid, or a plan. */
  readonly isCertain: boolean;
  /** Only its model's name says who was called, and nobody who pays. */
  readonly isGuess: boolean;
}
