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
  return rounded(decimalOf(value)?.times(scale));
}

/**
 * Amounts added up with their signs and rounded once: rounded one by one they could be a millionth off.
 * @param divisor what one unit is in the provider's counts, as a whole number
 */
export function parseSum(
  terms: readonly { readonly value: unknown; readonly isLess?: boolean; readonly scale?: string }[],
  divisor = '1',
): Micros | undefined {
  let sum = new Big(0);
  for (const { value, isLess = false, scale = '1' } of terms) {
    const term = decimalOf(value)?.times(scale);
    if (!term) return undefined;
    sum = isLess ? sum.minus(term) : sum.plus(term);
  }
  return rounded(sum.div(divisor));
}

/** One amount less another. */
export function parseDifference(minuend: unknown, subtrahend: unknown): Micros | undefined {
  return parseSum([{ value: minuend }, { value: subtrahend, isLess: true }]);
}

/** One amount divided by another, such as a quota by what a dollar is in it, and times a rate. Undefined where one of them is none. */
export function parseQuotient(dividend: unknown, divisor: unknown, rate: unknown = '1'): Micros | undefined {
  const [of, by, times] = [decimalOf(dividend), decimalOf(divisor), decimalOf(rate)];
  return of === undefined || times === undefined || !by?.gt(0) ? undefined : rounded(of.times(times).div(by));
}

function decimalOf(value: unknown): Big | undefined {
  const text = value instanceof JsonNumber ? value.text : value;
  if (typeof text !== 'string' || text.length > longestText) return undefined;
  const trimmed = text.trim();
  const digits = decimalPattern.test(trimmed)
    ? trimmed.replace(/^\+/, '')
    : grouped.test(trimmed)
      ? trimmed.replaceAll(',', '')
      : undefined;
  return digits === undefined ? undefined : bounded(new Big(digits));
}

/** Before anything is computed, since comparing costs nothing: `1e999999999` is short text, and a billion zeros in a sum. */
function bounded(amount: Big): Big | undefined {
  if (amount.abs().gt(largest)) return undefined;
  return amount.abs().lt(smallest) ? new Big(0) : amount;
}

function rounded(amount: Big | undefined): Micros | undefined {
  const exact = amount?.times(microsPerUnit);
  if (exact === undefined || exact.abs().gt(maxMicros)) return undefined;
  // Adding 0 turns -0 into 0, which would otherwise print as owed.
  return micros(exact.round(0, Big.roundHalfEven).toNumber() + 0);
}
