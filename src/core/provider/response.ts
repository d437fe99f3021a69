import * as z from 'zod';
import { JsonNumber } from '../text/json';
import type { Part, PartKind } from '../model/reading';
import { maxMicros, micros, type Micros, type Unit } from '../money/money';
import { parseAmount } from '../money/parseAmount';
import type { Problem, ReportedBalance } from './provider';

/** A field that should hold an amount. Absent and malformed are told apart, and neither is ever 0. */
export type Amount = Micros | 'absent' | 'malformed';

/** Schema of an amount as text or number. It never fails: one bad row must not hide the good ones. */
export function amount(scale = '1') {
  return z
    .unknown()
    .optional()
    .transform((value): Amount => {
      if (value === undefined) return 'absent';
      return parseAmount(value, scale) ?? 'malformed';
    });
}

/** Like {@link amount}, where the provider documents null as "none" rather than as a value that is missing. */
export function nullableAmount() {
  return z
    .unknown()
    .optional()
    .transform((value): Amount | null => (value === null ? null : value === undefined ? 'absent' : (parseAmount(value) ?? 'malformed')));
}

/** A whole number of a response, such as an envelope's `code`. */
export const integer = z.instanceof(JsonNumber).transform((number, context) => {
  const value = Number(number.text);
  if (Number.isSafeInteger(value)) return value;
  context.addIssue({ code: 'custom', message: 'not a whole number' });
  return z.NEVER;
});

/** For a field that the provider always sends: without it the answer is not what was documented. */
export function required(value: Amount): Amount {
  return value === 'absent' ? 'malformed' : value;
}

export function known(value: Amount | null): Micros | null {
  return typeof value === 'number' ? value : null;
}

/** Rows of one unit added up, exactly. One that cannot be read leaves the sum unknown. */
export function sumOf(amounts: readonly Amount[]): Amount {
  const numbers = amounts.filter((value) => typeof value === 'number');
  return numbers.length === amounts.length ? believed(numbers.reduce<number>((sum, value) => sum + value, 0)) : 'malformed';
}

export function differenceOf(from: Amount, less: Amount): Amount {
  return typeof from === 'number' && typeof less === 'number' ? believed(from - less) : 'malformed';
}

function believed(count: number): Amount {
  return Math.abs(count) <= maxMicros ? micros(count) : 'malformed';
}

/** Parts that a provider always reports; an absent one is left out. */
export function parts(amounts: Readonly<Partial<Record<PartKind, Amount>>>): readonly Part[] {
  return entries(amounts).flatMap(([kind, value]) => (value === 'absent' ? [] : [{ kind, amount: known(value) }]));
}

/** Parts worth naming only when there is something in them. */
export function partsUnlessZero(amounts: Readonly<Partial<Record<PartKind, Amount>>>): readonly Part[] {
  return parts(amounts).filter((part) => part.amount !== 0);
}

function entries<K extends string, V>(record: Readonly<Partial<Record<K, V>>>): readonly [K, V][] {
  return Object.entries(record) as [K, V][];
}

/** One balance and, where its amount is not known, why. */
export function balance(
  unit: Unit,
  available: Amount,
  field: string,
  of: readonly Part[],
): { balances: ReportedBalance[]; problems: Problem[] } {
  const unread = of.filter((part) => part.amount === null).map(({ kind }): Problem => ({ kind: 'unexpectedResponse', field: kind }));
  return { balances: [{ unit, available: known(available), parts: of }], problems: [...problemOf(available, field), ...unread] };
}

export function problemOf(value: Amount, field: string): Problem[] {
  if (value === 'absent') return [{ kind: 'notReported', field }];
  return value === 'malformed' ? [{ kind: 'unexpectedResponse', field }] : [];
}
