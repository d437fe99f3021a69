import fc from 'fast-check';
import { maxMicros, micros } from '../../src/core/money/money';

/** Every amount there can be, the bounds and small ones often. */
export const anyMicros = fc
  .oneof(
    fc.integer({ min: -maxMicros, max: maxMicros }),
    fc.integer({ min: -100, max: 100 }),
    fc.constantFrom(maxMicros, -maxMicros, maxMicros - 1),
  )
  .map((count) => micros(count));

/** A whole count of 10⁻ⁿ as decimal text, by whole-number arithmetic alone. */
export function decimalOf(count: bigint, decimals: number): string {
  const digits = (count < 0n ? -count : count).toString().padStart(decimals + 1, '0');
  return `${count < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
