import type { PricedCounted } from './priceIn';

/** The day that the oldest of their prices was checked; null where none was looked up. */
export function oldestCheck(calls: readonly PricedCounted[]): string | null {
  let oldest: string | null = null;
  for (const { price } of calls) {
    const checked = price.kind === 'priced' ? price.basis.checked : null;
    if (checked !== null && (oldest === null || checked < oldest)) oldest = checked;
  }
  return oldest;
}
