import { objectOf } from '../text/objectOf';
import { type Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { loggedAmount } from './loggedAmount';

/** Named fields of what another program wrote. What is not plainly of the kind is never a guess. */

/** Follows the names into objects; undefined where one of them is not there. */
export function fieldAt(value: unknown, ...names: readonly string[]): unknown {
  let found: unknown = value;
  for (const name of names) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return found;
}

export function textAt(value: unknown, ...names: readonly string[]): string | undefined {
  const found = fieldAt(value, ...names);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

const mostTokens = 1e10;

/**
 * A whole count such as tokens, also as digits in quotes.
 * @returns NaN where something else stands there, such as a part of one, less than nothing, or more than anybody could use: not known,
 * which is not nothing
 */
export function countAt(value: unknown, ...names: readonly string[]): number | undefined {
  const found = fieldAt(value, ...names);
  if (found === undefined || found === null) return undefined;
  const count = digitsIn(found);
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 && count < mostTokens ? count : NaN;
}

/** A number, or one as text. */
function digitsIn(found: unknown): unknown {
  return typeof found === 'string' && /^\d+(\.\d+)?$/.test(found) ? Number(found) : found;
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

/** Of a call whose log tells none that can be read: its file is told of, since nobody knows when it was. */
export const unknownTime: EpochMs = 0;

/**
 * ISO 8601 with a zone, `YYYY-MM-DD HH:MM:SS`, which databases write in UTC, or seconds, milliseconds or microseconds since 1970: no log is
 * older than this century's second decade, which tells them apart. Tools have changed from one to another.
 * @returns {@link unknownTime}, which is falsy, where there is none
 */
export function timeAt(value: unknown, ...names: readonly string[]): EpochMs {
  const found = digitsIn(fieldAt(value, ...names));
  if (typeof found === 'number') return Math.floor(found < 1e11 ? found * 1000 : found < 1e14 ? found : found / 1000);
  const text = typeof found === 'string' ? found.replace(/^([\d-]{10}) ([\d:.]{8,})$/, '$1T$2Z') : '';
  return (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) && Date.parse(text)) || unknownTime;
}
