import { maxMicros, micros, type Micros } from '../money/money';

const decimal = /^(\d{1,30})(?:\.(\d{1,60}))?(?:[eE]([+-]?\d{1,3}))?$/;
const microDigits = 6;

/**
 * A plain number as a log has it → micro-units, exact and rounded half-even at the sixth decimal. As `parseAmount`, without what only
 * providers write: the thread that reads logs does without a library for it.
 * @param tenfold how often what is counted has to be multiplied by ten: -9 of billionths
 */
export function loggedAmount(text: string, tenfold = 0): Micros | undefined {
  const [, whole, fraction = '', exponent = '0'] = decimal.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const shift = Number(exponent) + tenfold + microDigits - fraction.length;
  const digits = BigInt(whole + fraction);
  const amount = shift >= 0 ? digits * 10n ** BigInt(shift) : halfEven(digits, 10n ** BigInt(-shift));
  return amount > BigInt(maxMicros) ? undefined : micros(Number(amount));
}

function halfEven(count: bigint, by: bigint): bigint {
  const whole = count / by;
  const rest = 2n * (count % by);
  return rest > by || (rest === by && whole % 2n === 1n) ? whole + 1n : whole;
}
