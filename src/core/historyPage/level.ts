import type { Micros } from '../money/money';

/** Across the chart: what the person set as low, or what a cap leaves whole. */
export interface Level {
  readonly kind: 'threshold' | 'limit';
  readonly amount: Micros;
}

export function levelOf(kind: Level['kind'], amount: Micros | null | undefined): Level | null {
  return amount === null || amount === undefined ? null : { kind, amount };
}
