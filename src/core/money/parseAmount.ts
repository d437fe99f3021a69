import Big from 'big.js';
import { JsonNumber } from '../text/json';
import { maxMicros, micros, microsPerUnit, type Micros } from './money';

const decimalPattern = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;
/** `1,234.50` is grouped; `12,34` may be a decimal comma and is refused rather than guessed. */
const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const longestText = 200;
/** No quota, rate or amount that becomes one is as large, and arithmetic pads with as many zeros as an exponent asks for. */
const largest = new Big('1e30');
/** Less than any share of a micro-unit at any scale, as some write 0. */
const smallest = new Big('1e-60');

/**
 * Decimal text, or a JSON number's own digits → micro-units, exact to the sixth decimal, half-even beyond it.
 * @param scale what one of the provider's counts is worth, as decimal text: `0.01` for cents, `-0.01` for an inverted ledger
 * @returns undefined for everything that is not plainly an amount: the balance is then unknown, never 0
 */
export function parseAmount(value: unknown, scale = '1'): Micros | undefined {
  const amount = parseExact(value, scale);
  return typeof amount === 'string' ? undefined : roundedToMicros(amount);
}

/** An amount as it was written, before it is rounded. */
export type Exact = Big;

/** The same before rounding: amounts that are added up are rounded once, since rounded one by one the sum could be off. */
export function parseExact(value: unknown, scale = '1'): Exact | 'malformed' | 'tooLarge' {
  const text = value instanceof JsonNumber ? value.text : value;
  if (typeof text !== 'string' || text.length > longestText) return 'malformed';
  const trimmed = text.trim();
  const digits = decimalPattern.test(trimmed)
    ? trimmed.replace(/^\+/, '')
    : grouped.test(trimmed)
      ? trimmed.replaceAll(',', '')
      : undefined;
  if (digits === undefined) return 'malformed';
  const amount = bounded(new Big(digits));
  return amount === undefined ? 'tooLarge' : amount.times(scale);
}

/** Before anything is computed, since comparing costs nothing: `1e999999999` is short text, and a billion zeros in a sum. */
function bounded(amount: Big): Big | undefined {
  if (amount.abs().gt(largest)) return undefined;
  return amount.abs().lt(smallest) ? new Big(0) : amount;
}

/** Undefined: it is larger than can be shown exactly. */
export function roundedToMicros(amount: Exact): Micros | undefined {
  const exact = amount.times(microsPerUnit);
  if (exact.abs().gt(maxMicros)) return undefined;
  // Adding 0 turns -0 into 0, which would otherwise print as owed.
  return micros(exact.round(0, Big.roundHalfEven).toNumber() + 0);
}
