declare const microsBrand: unique symbol;
declare const unitBrand: unique symbol;

/** A whole count of 10⁻⁶ of its unit, a safe integer. Never a float of money: 12.34 USD is 12_340_000. */
export type Micros = number & { readonly [microsBrand]: true };

/** An ISO 4217 code (`USD`), or a provider's own unit (`credits`, `points`). */
export type Unit = string & { readonly [unitBrand]: true };

export const microsPerUnit = 1_000_000;

/** The largest amount that is believed: ±9×10⁹ units stays within safe integers as micro-units. */
export const maxMicros = 9_000_000_000 * microsPerUnit;

export function micros(count: number): Micros {
  if (!isMicros(count)) throw new RangeError('An amount must be a whole number of micro-units within ±9e15');
  return count;
}

function isMicros(count: number): count is Micros {
  return Number.isSafeInteger(count) && Math.abs(count) <= maxMicros;
}

/** Of a sum that may be more than any amount can be: the most there is, which is then a bound. */
export function clamped(count: number): Micros {
  return micros(Math.max(-maxMicros, Math.min(maxMicros, count)));
}

/** What amounts make together; where that is more than any amount can be, the most there is as a bound. */
export function boundedSum(amounts: readonly number[]): { readonly amount: Micros; readonly atLeast: boolean } {
  const sum = amounts.reduce((all, amount) => all + amount, 0);
  return { amount: clamped(sum), atLeast: sum > maxMicros };
}

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export function isCurrency(unit: string): boolean {
  return currencies.has(unit);
}

/** `usd ` → `USD`; undefined for anything that is not an ISO 4217 code, since a currency is never guessed. */
export function currency(text: unknown): Unit | undefined {
  if (typeof text !== 'string') return undefined;
  const code = text.trim().toUpperCase();
  return isCurrency(code) ? unit(code) : undefined;
}

/** A unit as others may name it, in a row, an answer, a setting or a file: a currency, or a short plain word. */
const ownUnit = /^[A-Za-z][\w -]{0,29}$/;

export function unitNamed(text: unknown): Unit | undefined {
  if (typeof text !== 'string') return undefined;
  const name = text.trim();
  return currency(name) ?? (ownUnit.test(name) ? unit(name) : undefined);
}

/** Names a unit the code itself knows. What others write goes through {@link currency} or {@link unitNamed}. */
export function unit(name: string): Unit {
  if (!isUnit(name)) throw new TypeError('A unit needs a name');
  return name;
}

function isUnit(name: string): name is Unit {
  return name.trim() !== '';
}

/** The exact decimal text: `110.00`, `0.0042`, `-31.15`; currencies keep at least two decimals. */
export function toDecimal(amount: Micros, unitOfAmount: Unit): string {
  const digits = Math.abs(amount).toString().padStart(7, '0');
  const fraction = digits
    .slice(-6)
    .replace(/0+$/, '')
    .padEnd(isCurrency(unitOfAmount) ? 2 : 0, '0');
  const whole = `${amount < 0 ? '-' : ''}${digits.slice(0, -6)}`;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
