import { databaseTime } from '../databaseTime';
import { JsonNumber } from '../json';
import type { EpochMs, Part, PartKind } from '../model';
import { currency, micros, unit, type Micros, type Unit } from '../money';
import { parseAmount, parseQuotient } from '../parseAmount';
import type { Report } from '../provider';
import type { Definition } from './definition';
import { find, kindOf } from './pointer';

/** The answer as its definition reads it, or exactly why there is no number. */
export function readAnswer(definition: Definition, json: unknown): Report {
  const reason = refusal(definition, json);
  if (reason !== null) return failed(reason);
  const unitOf = readUnit(definition.unit, json);
  if (typeof unitOf !== 'string') return failed(unitOf.reason);
  const available = readAmount(definition, definition.amount, json);
  if (typeof available !== 'number') return failed(available.reason);
  const parts: Part[] = [];
  for (const [kind, pointer] of Object.entries(definition.parts) as [PartKind, string][]) {
    const amount = readAmount(definition, pointer, json);
    if (typeof amount !== 'number') return failed(amount.reason);
    parts.push({ kind, amount });
  }
  const limit = definition.limit === undefined ? null : readAmount(definition, definition.limit, json);
  if (limit !== null && typeof limit !== 'number') return failed(limit.reason);
  const at = definition.at === undefined ? undefined : readTime(definition.at, json);
  if (typeof at === 'object') return failed(at.reason);
  return {
    balances: [{ unit: unitOf, available, parts, ...(at === undefined ? {} : { at }) }],
    caps: limit === null ? [] : [{ unit: unitOf, limit, remaining: available, resets: 'unknown' }],
  };
}

interface Failed {
  readonly reason: string;
}

function failed(reason: string): Report {
  return { problems: [{ kind: 'unexpectedResponse', field: reason }] };
}

/** What the answer itself says against it. Texts of the provider stay where they are. */
function refusal({ success, error, amount }: Definition, json: unknown): string | null {
  if (error !== undefined) {
    const found = find(json, error);
    if (found.ok && isTruthy(found.value)) return `${error}: the answer reports an error`;
  }
  if (success !== undefined) {
    const found = find(json, success.pointer);
    if (!found.ok) return found.reason;
    if (plain(found.value) !== String(success.equals)) return `${success.pointer}: the answer is no success`;
  }
  // A filter that fits several rows would show one of them by chance.
  if (Array.isArray(json) && json.length > 1 && /^\/0(\/|$)/.test(amount)) return `more than one row: ${json.length}`;
  return null;
}

function readAmount({ scale, sign }: Definition, pointer: string, json: unknown): Micros | Failed {
  const found = find(json, pointer);
  if (!found.ok) return found;
  const [, divisor] = /^1\/(\d+)$/.exec(scale) ?? [];
  const amount = divisor === undefined ? parseAmount(found.value, scale) : parseQuotient(found.value, divisor);
  if (amount === undefined) return { reason: `${pointer}: ${kindOf(found.value)} that is no amount` };
  return sign === 'inverted' ? micros(0 - amount) : amount;
}

function readUnit(given: Definition['unit'], json: unknown): Unit | Failed {
  if (typeof given === 'string') return currency(given) ?? unit(given);
  const found = find(json, given.pointer);
  if (!found.ok) return found;
  const named = typeof found.value === 'string' && /^[A-Za-z][\w -]{0,19}$/.test(found.value.trim()) ? found.value.trim() : undefined;
  return named === undefined ? { reason: `${given.pointer}: ${kindOf(found.value)} that is no unit` } : (currency(named) ?? unit(named));
}

/** From here on a count of time is in milliseconds rather than seconds: the year 5138 in seconds, 1973 in milliseconds. */
const firstMs = 100_000_000_000;

function readTime(pointer: string, json: unknown): EpochMs | Failed {
  const found = find(json, pointer);
  if (!found.ok) return found;
  const count = found.value instanceof JsonNumber && /^\d+(\.\d+)?$/.test(found.value.text) ? Number(found.value.text) : NaN;
  const at = typeof found.value === 'string' ? databaseTime(found.value) : Number.isNaN(count) ? null : Math.floor(count < firstMs ? count * 1000 : count);
  return at === null ? { reason: `${pointer}: ${kindOf(found.value)} that is no time` } : at;
}

function isTruthy(value: unknown): boolean {
  return value instanceof JsonNumber ? Number(value.text) !== 0 : Boolean(value);
}

function plain(value: unknown): string {
  if (value instanceof JsonNumber) return String(Number(value.text));
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : kindOf(value);
}
