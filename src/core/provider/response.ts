import * as z from 'zod';
import { JsonNumber } from '../text/json';
import type { PartKind } from '../model/reading';
import type { Micros, Unit } from '../money/money';
import { parseExact, roundedToMicros, type Exact } from '../money/parseAmount';
import type { Problem, ReportedBalance } from './provider';

/** A field that should hold an amount, not rounded yet. What is no amount is told apart, and never 0. */
export type Amount = Exact | 'absent' | 'malformed' | 'tooLarge';

/** Schema of an amount as text or number. It never fails: one bad row must not hide the good ones. */
export function amount(scale = '1') {
  return z
    .unknown()
    .optional()
    .transform((value): Amount => {
      if (value === undefined) return 'absent';
      return parseExact(value, scale);
    });
}

/** Like {@link amount}, where the provider documents null as "none" rather than as a value that is missing. */
export function nullableAmount() {
  return z
    .unknown()
    .optional()
    .transform((value): Amount | null => (value === null ? null : value === undefined ? 'absent' : parseExact(value)));
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
  return typeof value === 'string' ? unread(value) : value;
}

/** The amount as it is shown. This is the one place where what a provider reports is rounded. */
export function known(value: Amount | null): Micros | null {
  return value === null || typeof value === 'string' ? null : (roundedToMicros(value) ?? null);
}

/** Rows of one unit added up, exactly. One that cannot be read leaves the sum unknown. */
export function sumOf(amounts: readonly Amount[]): Amount {
  return amounts.reduce(
    combined((sum, amount) => sum.plus(amount)),
    nothing,
  );
}

export function differenceOf(from: Amount, less: Amount): Amount {
  return combined((whole, part) => whole.minus(part))(from, less);
}

/** Such as a quota by what a dollar is in it. */
export function quotientOf(dividend: Amount, divisor: Amount): Amount {
  return combined((of, by) => (by.gt(0) ? of.div(by) : 'malformed'))(dividend, divisor);
}

export function productOf(amount: Amount, rate: Amount): Amount {
  return combined((of, times) => of.times(times))(amount, rate);
}

export const nothing: Amount = parseExact('0');

function combined(combine: (one: Exact, other: Exact) => Amount): (one: Amount, other: Amount) => Amount {
  return (one, other) => (typeof one === 'string' ? unread(one) : typeof other === 'string' ? unread(other) : combine(one, other));
}

/** What is made of a field that is missing cannot be read either. */
function unread(why: Extract<Amount, string>): Amount {
  return why === 'absent' ? 'malformed' : why;
}

interface ReportedPart {
  readonly kind: PartKind;
  readonly amount: Amount;
}

/** Parts that a provider always reports; an absent one is left out. */
export function parts(amounts: Readonly<Partial<Record<PartKind, Amount>>>): readonly ReportedPart[] {
  return entries(amounts).flatMap(([kind, amount]) => (amount === 'absent' ? [] : [{ kind, amount }]));
}

/** Negative cash is a debt. */
export function paidOrOwed(cash: Amount): Readonly<Partial<Record<PartKind, Amount>>> {
  return (known(cash) ?? 0) < 0 ? { owed: differenceOf(nothing, cash) } : { paid: cash };
}

/** Parts worth naming only when there is something in them. */
export function partsUnlessZero(amounts: Readonly<Partial<Record<PartKind, Amount>>>): readonly ReportedPart[] {
  return parts(amounts).filter(({ amount }) => known(amount) !== 0);
}

function entries<K extends string, V>(record: Readonly<Partial<Record<K, V>>>): readonly [K, V][] {
  return Object.entries(record) as [K, V][];
}

/** One balance and, where its amount is not known, why. */
export function balance(
  unit: Unit,
  available: Amount,
  field: string,
  of: readonly ReportedPart[],
): { balances: ReportedBalance[]; problems: Problem[] } {
  return {
    balances: [{ unit, available: known(available), parts: of.map(({ kind, amount }) => ({ kind, amount: known(amount) })) }],
    problems: [...problemOf(available, field), ...of.flatMap(({ kind, amount }) => problemOf(amount, kind))],
  };
}

export function problemOf(value: Amount, field: string): Problem[] {
  if (value === 'absent') return [{ kind: 'notReported', field }];
  if (value === 'malformed') return [{ kind: 'unexpectedResponse', field }];
  return known(value) === null ? [{ kind: 'unexpectedResponse', field, hint: tooLarge }] : [];
}

const tooLarge = 'The amount is larger than can be shown exactly.';
