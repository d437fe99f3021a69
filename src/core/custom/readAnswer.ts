import { databaseTime } from '../time/databaseTime';
import { JsonNumber } from '../text/json';
import type { Cap, Part, PartKind } from '../model/reading';
import type { EpochMs } from '../time/epoch';
import { micros, unitNamed, type Micros, type Unit } from '../money/money';
import { parseExact } from '../money/parseAmount';
import type { Report } from '../provider/provider';
import { known, productOf, quotientOf, sumOf } from '../provider/response';
import type { Definition } from './definition';
import { findTerms, isNamed } from './expression';
import { find, kindOf } from './pointer';

/** The answer as its definition reads it, or exactly why there is no number. */
export function readAnswer(definition: Definition, json: unknown): Report {
  const reason = refusal(definition, json);
  if (reason !== null) return failed(reason);
  const unitOf = readUnit(definition.unit, json);
  if (typeof unitOf !== 'string') return failed(unitOf.reason);
  const available = readAmount(definition, definition.amount, json);
  if (typeof available === 'string') return withoutAmount(available, definition);
  if (typeof available !== 'number') return failed(available.reason);
  const parts = readParts(definition, json);
  if ('reason' in parts) return failed(parts.reason);
  const caps = readLimit(definition, unitOf, available, json);
  if ('reason' in caps) return failed(caps.reason);
  const at = definition.at === undefined ? undefined : readTime(definition.at, json);
  if (typeof at === 'object') return failed(at.reason);
  return { balances: [{ unit: unitOf, available, parts, ...(at === undefined ? {} : { at }) }], caps };
}

interface Failed {
  readonly reason: string;
}

/** What a value says that stands for no amount: by the person's own word, or as services commonly mean it. */
type NoAmount = 'noLimit' | 'none' | 'perhapsNoLimit';

function failed(reason: string): Report {
  return { problems: [{ kind: 'unexpectedResponse', field: reason }] };
}

const hints: Readonly<Record<NoAmount, string>> = {
  noLimit: 'The answer says that there is no limit, so there is nothing that could run out.',
  none: 'The answer says that the amount is not known.',
  perhapsNoLimit:
    'The amount is exactly -1, by which many services mean "no limit". ' +
    'Say so in the description with "noLimit": [-1], or with "noLimit": [] that it is an amount.',
};

function withoutAmount(kind: NoAmount, { amount }: Definition): Report {
  return { problems: [{ kind: 'notReported', field: amount, hint: hints[kind] }] };
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
    if (shownValue(found.value) !== String(success.equals)) return `${success.pointer}: the answer is no success`;
  }
  // A filter that fits several rows would show one of them by chance.
  if (Array.isArray(json) && json.length > 1 && /^\/0(\/|$)/.test(amount)) return `more than one row: ${json.length}`;
  return null;
}

function readAmount({ scale, sign, noLimit, none = [] }: Definition, expression: string, json: unknown): Micros | NoAmount | Failed {
  const found = findTerms(json, expression);
  if (!found.ok) return found;
  const values = found.terms.map(({ value }) => value);
  if (values.some((value) => isNamed(value, none))) return 'none';
  if (values.some((value) => isNamed(value, noLimit ?? []))) return 'noLimit';
  if (noLimit === undefined && values.some((value) => isNamed(value, [-1, '-1']))) return 'perhapsNoLimit';
  const [, divisor] = /^1\/(\d+)$/.exec(scale) ?? [];
  const sum = sumOf(found.terms.map(({ value, isLess }) => parseExact(value, isLess ? '-1' : '1')));
  const exact = divisor === undefined ? productOf(sum, parseExact(scale)) : quotientOf(sum, parseExact(divisor));
  const amount = known(exact);
  if (amount === null)
    return {
      reason: `${expression}: ${values.map(kindOf).join(' and ')} that ${exact === 'malformed' ? 'is not an amount' : 'is larger than can be shown exactly'}`,
    };
  return sign === 'inverted' ? micros(0 - amount) : amount;
}

function readParts(definition: Definition, json: unknown): readonly Part[] | Failed {
  const parts: Part[] = [];
  for (const [kind, expression] of Object.entries(definition.parts) as [PartKind, string][]) {
    const amount = readAmount(definition, expression, json);
    if (typeof amount === 'object') return amount;
    if (typeof amount === 'number') parts.push({ kind, amount });
  }
  return parts;
}

function readLimit(definition: Definition, unit: Unit, remaining: Micros, json: unknown): readonly Cap[] | Failed {
  if (definition.limit === undefined) return [];
  const limit = readAmount(definition, definition.limit, json);
  if (typeof limit === 'object') return limit;
  return typeof limit === 'number' ? [{ unit, limit, remaining, resets: 'unknown' }] : [];
}

function readUnit(given: Definition['unit'], json: unknown): Unit | Failed {
  const found = typeof given === 'string' ? { ok: true as const, value: given } : find(json, given.pointer);
  if (!found.ok) return found;
  return (
    unitNamed(found.value) ?? { reason: `${typeof given === 'string' ? 'unit' : given.pointer}: ${kindOf(found.value)} that is not a unit` }
  );
}

/** From here on a count of time is in milliseconds rather than seconds: the year 5138 in seconds, 1973 in milliseconds. */
const firstMs = 100_000_000_000;

function readTime(pointer: string, json: unknown): EpochMs | Failed {
  const found = find(json, pointer);
  if (!found.ok) return found;
  const count = found.value instanceof JsonNumber && /^\d{1,15}(\.\d+)?$/.test(found.value.text) ? Number(found.value.text) : NaN;
  const at =
    typeof found.value === 'string'
      ? databaseTime(found.value)
      : Number.isNaN(count)
        ? null
        : Math.floor(count < firstMs ? count * 1000 : count);
  return at === null ? { reason: `${pointer}: ${kindOf(found.value)} that is no time` } : at;
}

function isTruthy(value: unknown): boolean {
  return value instanceof JsonNumber ? Number(value.text) !== 0 : Boolean(value);
}

function shownValue(value: unknown): string {
  if (value instanceof JsonNumber) return String(Number(value.text));
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : kindOf(value);
}
