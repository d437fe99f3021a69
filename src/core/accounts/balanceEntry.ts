import * as z from 'zod';
import { writtenAmount } from './amountsByUnit';
import type { BalanceEntry } from '../model/account';
import { currency, unit, type Unit } from '../money/money';
import { parseAmount } from '../money/parseAmount';

const decimal = writtenAmount.transform((value, context) => {
  const amount = parseAmount(String(value));
  if (amount !== undefined) return amount;
  context.addIssue({ code: 'custom', message: 'not an amount' });
  return z.NEVER;
});

/** As it stands in an account's `estimate`: what a dashboard showed, and when. */
export const estimateEntry = z.object({
  unit: z.string().refine((text) => text.trim() !== ''),
  amount: decimal,
  /** ISO 8601. */
  at: z.iso.datetime({ offset: true }),
  /** What the provider had reported as spent on that UTC day, at the moment of the entry. */
  spentThatDay: decimal.optional(),
});

/** Null where it is not an entry. */
export function readBalanceEntry(value: unknown): BalanceEntry | null {
  const read = estimateEntry.safeParse(value);
  if (!read.success) return null;
  const { unit: named, amount, at, spentThatDay = null } = read.data;
  const known: Unit = currency(named) ?? unit(named.trim());
  return { unit: known, amount, at: Date.parse(at), spentThatDay };
}
