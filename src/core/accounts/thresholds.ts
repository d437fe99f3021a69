import type { Thresholds } from '../model/account';
import { unitNamed, type Micros, type Unit } from '../money/money';
import { parseAmount } from '../money/parseAmount';

/** Amounts by unit as a person writes them; null where one cannot be read, or is below 0. */
export function thresholdsFrom(lowBalance: Readonly<Record<string, unknown>>): Thresholds | null {
  const known = readPairs(lowBalance);
  return known.length === Object.keys(lowBalance).length ? Object.fromEntries(known) : null;
}

/** The same for all accounts: what cannot be read counts as not written, since there is no one account to show it at. */
export function generalThresholds(setting: unknown): Thresholds {
  return typeof setting === 'object' && setting !== null ? Object.fromEntries(readPairs(setting)) : {};
}

function readPairs(amounts: object): readonly (readonly [Unit, Micros])[] {
  return Object.entries(amounts)
    .map(([name, value]: [string, unknown]) => [unitNamed(name), amountOf(value)] as const)
    .filter((pair): pair is readonly [Unit, Micros] => pair[0] !== undefined && pair[1] !== undefined);
}

function amountOf(value: unknown): Micros | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  return text.trimStart().startsWith('-') ? undefined : parseAmount(text);
}
