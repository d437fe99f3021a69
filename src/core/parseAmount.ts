import Big from 'big.js';
import { JsonNumber } from './json';
import { maxMicros, micros, microsPerUnit, type Micros } from './money';

const plain = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;
/** `1,234.50` is grouped; `12,34` may be a decimal comma and is refused rather than guessed. */
const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const longestText = 200;

/**
 * Decimal text, or a JSON number's own digits → micro-units, exact to the sixth decimal, half-even beyond it.
 * @param scale what one of the provider's counts is worth, as decimal text: `0.01` for cents, `-0.01` for an inverted ledger
 * @returns undefined for everything that is not plainly an amount: the balance is then unknown, never 0
 */
export function parseAmount(value: unknown, scale = '1'): Micros | undefined {
  const text = decimalText(value);
  return text === undefined ? undefined : rounded(new Big(text).times(scale));
}

/** One amount less another, rounded once: two rounded amounts could be a millionth off. */
export function parseDifference(minuend: unknown, subtrahend: unknown): Micros | undefined {
  const [from, less] = [decimalText(minuend), decimalText(subtrahend)];
  return from === undefined || less === undefined ? undefined : rounded(new Big(from).minus(less));
}

/** One amount divided by another, such as a quota by what a dollar is in it. Undefined where that is nothing. */
export function parseQuotient(dividend: unknown, divisor: unknown): Micros | undefined {
  const [of, by] = [decimalText(dividend), decimalText(divisor)];
  return of === undefined || by === undefined || !new Big(by).gt(0) ? undefined : rounded(new Big(of).div(by));
}

function decimalText(value: unknown): string | undefined {
  const text = value instanceof JsonNumber ? value.text : value;
  if (typeof text !== 'string') return undefined;
  const trimmed = text.trim();
  if (trimmed.length > longestText) return undefined;
  if (plain.test(trimmed)) return trimmed.replace(/^\+/, '');
  return grouped.test(trimmed) ? trimmed.replaceAll(',', '') : undefined;
}

function rounded(amount: Big): Micros | undefined {
  const exact = amount.times(microsPerUnit);
  if (exact.abs().gt(maxMicros)) return undefined;
  // Adding 0 turns -0 into 0, which would otherwise print as owed.
  return micros(exact.round(0, Big.roundHalfEven).toNumber() + 0);
}
