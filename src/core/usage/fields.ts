import { objectOf } from '../text/objectOf';
import { type Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { loggedAmount } from './loggedAmount';

/** Named fields of what another program wrote. What is not plainly of the kind is undefined, never 0 and never a guess. */

/** Follows the names into objects; undefined where one of them is not there. */
export function fieldAt(value: unknown, ...names: readonly string[]): unknown {
  let found: unknown = value;
  for (const name of names) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

const longestText = 1_000;

export function textAt(value: unknown, ...names: readonly string[]): string | undefined {
  const found = fieldAt(value, ...names);
  return typeof found === 'string' && found !== '' && found.length <= longestText ? found : undefined;
}

const mostTokens = 1e10;

/** A whole count such as tokens: finite, not negative, and no more than anybody could use. */
export function countAt(value: unknown, ...names: readonly string[]): number | undefined {
  const found = fieldAt(value, ...names);
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 0 && found < mostTokens ? found : undefined;
}

/** An amount that a log has as a number. What JSON made of its digits is written out again, and is exact as far as a millionth. */
export function amountAt(value: unknown, ...names: readonly string[]): Micros | undefined {
  const found = fieldAt(value, ...names);
  const text = typeof found === 'number' && Number.isFinite(found) ? String(found) : found;
  return typeof text === 'string' ? loggedAmount(text) : undefined;
}

export function listAt(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = fieldAt(value, ...names);
  return Array.isArray(found) ? found : [];
}

export function entriesAt(value: unknown, ...names: readonly string[]): Readonly<Record<string, unknown>> {
  return objectOf(fieldAt(value, ...names));
}

/** ISO 8601 with a zone, or `YYYY-MM-DD HH:MM:SS`, which databases write in UTC. */
export function isoTime(text: string | undefined): EpochMs | undefined {
  if (text === undefined) return undefined;
  const utc = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
  const at = /^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(utc) ? Date.parse(utc) : NaN;
  return Number.isNaN(at) ? undefined : at;
}

/** Seconds, milliseconds or microseconds since 1970: no log is older than this century's second decade, which tells them apart. */
export function epochTime(value: unknown): EpochMs | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return undefined;
  return Math.floor(value < 1e11 ? value * 1000 : value < 1e14 ? value : value / 1000);
}
