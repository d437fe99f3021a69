import * as z from 'zod';
import type { BalanceEntry } from '../model/account';
import { currency, unit, type Unit } from '../money/money';
import { parseAmount } from '../money/parseAmount';

/** As it stands in an account's `estimate`: what a dashboard showed, and when. */
export interface EstimateEntry {
  readonly unit: string;
  readonly amount: string | number;
  /** ISO 8601. */
  readonly at: string;
  /** What the provider had reported as spent on that UTC day, at the moment of the entry. */
  readonly spentThatDay?: string | number;
}

const decimal = z.union([z.string(), z.number()]).transform((value, context) => {
  const amount = parseAmount(String(value));
  if (amount !== undefined) return amount;
  context.addIssue({ code: 'custom', message: 'not an amount' });
  return z.NEVER;
});

const Entry = z.object({
  unit: z.string().refine((text) => text.trim() !== ''),
  amount: decimal,
  at: z.iso.datetime({ offset: true }),
  spentThatDay: decimal.optional(),
});

/** Null where it is not an entry. */
export function readBalanceEntry(value: unknown): BalanceEntry | null {
  const read = Entry.safeParse(value);
  if (!read.success) return null;
  const { unit: named, amount, at, spentThatDay = null } = read.data;
  const known: Unit = currency(named) ?? unit(named.trim());
  return { unit: known, amount, at: Date.parse(at), spentThatDay };
}
