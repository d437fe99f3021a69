import type * as z from 'zod';
import { shapeMistakes, type Mistake } from '../text/shapeMistakes';
import type { Booking } from './bookedOn';
import { BookingEntry, bookingFields } from './bookingEntry';
import { OverrideEntry, overrideFields, pricesFields } from './overrideEntry';
import type { PriceOverride } from './priceOverride';

/** The names of all fields that entries have. */
export const usageEntryFields: readonly string[] = [...overrideFields, ...pricesFields, ...bookingFields];

/** The two lists in which a person says what is so about prices, and which account pays. */
export interface UsageEntries {
  readonly prices: unknown;
  readonly accounts: unknown;
}

export interface ReadUsageEntries {
  readonly overrides: readonly PriceOverride[];
  readonly bookings: readonly Booking[];
  /** Each begins with the name of the list and a position. What stands there is not repeated: it may be a key. */
  readonly mistakes: readonly Mistake[];
}

/**
 * Each entry stands alone: a wrong one is named, and the others go on working.
 * @param known the ids of the accounts that there are
 */
export function readUsageEntries({ prices, accounts }: UsageEntries, known: readonly string[]): ReadUsageEntries {
  const overrides = readList('prices', prices, OverrideEntry, (path) => (path.at(-1) === 'prices' ? pricesFields : overrideFields));
  const bookings = readList('accounts', accounts, BookingEntry, () => bookingFields);
  const [strangeOverrides, strangeBookings] = [
    overrides.read.filter(({ value: { of } }) => of.account !== undefined && !known.includes(of.account)),
    bookings.read.filter(({ value }) => !known.includes(value.account)),
  ];
  return {
    overrides: overrides.read.filter((one) => !strangeOverrides.includes(one)).map(withPlace),
    bookings: bookings.read.filter((one) => !strangeBookings.includes(one)).map(withPlace),
    mistakes: [
      ...overrides.mistakes,
      ...strangeOverrides.map(({ index }) => ({ path: ['prices', index, 'account'], text: noAccount })),
      ...bookings.mistakes,
      ...strangeBookings.map(({ index }) => ({ path: ['accounts', index, 'account'], text: noAccount })),
    ],
  };
}

const noAccount = 'is the id of none of the accounts';

interface ReadEntry<T> {
  readonly index: number;
  readonly value: T;
}

function withPlace<T>({ index, value }: ReadEntry<T>): T & { readonly entry: number } {
  return { ...value, entry: index };
}

interface ReadList<T> {
  readonly read: readonly ReadEntry<T>[];
  readonly mistakes: readonly Mistake[];
}

function readList<T>(
  name: keyof UsageEntries,
  list: unknown,
  shape: z.ZodType<T>,
  fieldsAt: (path: readonly (string | number)[]) => readonly string[],
): ReadList<T> {
  if (list === undefined || list === null) return { read: [], mistakes: [] };
  if (!Array.isArray(list)) return { read: [], mistakes: [{ path: [name], text: 'must be a list' }] };
  const results = list.map((entry: unknown) => shape.safeParse(entry, { reportInput: true }));
  return {
    read: results.flatMap((result, index) => (result.success ? [{ index, value: result.data }] : [])),
    mistakes: results.flatMap((result, index) => (result.success ? [] : shapeMistakes(told(result.error), fieldsAt, [name, index]))),
  };
}

/** Of an entry with a field that was mistyped it says nothing that the field is missing as well. */
function told({ issues }: z.ZodError): Pick<z.ZodError, 'issues'> {
  const isMistyped = issues.some(({ code, path }) => code === 'unrecognized_keys' && path.length === 0);
  return { issues: issues.filter(({ code, path }) => !isMistyped || code === 'unrecognized_keys' || path.length > 0) };
}
