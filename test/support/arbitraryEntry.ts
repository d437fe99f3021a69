import * as fc from 'fast-check';
import type { HistoryEntry } from '../../src/core/history/historyEntry';
import { maxMicros, micros, unit } from '../../src/core/money/money';
import { errorKinds } from '../../src/core/model/providerError';
import { spendWindows } from '../../src/core/model/reading';
import { idOf } from './ids';

const text = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((some) => some.trim() !== '' && !some.includes('\0') && some.isWellFormed());
const amount = fc
  .oneof(fc.integer({ min: -maxMicros, max: maxMicros }), fc.constantFrom(0, 1, -1, maxMicros, -maxMicros))
  .map((count) => micros(count === 0 ? 0 : count));
const at = fc.oneof(
  fc.integer({ min: 0, max: Date.UTC(3000, 0) - 1 }),
  fc.integer({ min: Date.UTC(2026, 9, 30), max: Date.UTC(2026, 10, 2) }),
  fc.constantFrom(0, Date.UTC(2026, 10, 1), Date.UTC(2026, 10, 1) - 1, Date.UTC(2024, 1, 29)),
);
const epoch = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
const orNull = <T>(some: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(some, { nil: null });

const row = fc.record(
  {
    unit: text,
    cap: text,
    reading: fc.record(
      { at, epoch, available: amount, paid: orNull(amount), granted: orNull(amount), limit: amount },
      { requiredKeys: ['at', 'epoch', 'available', 'paid', 'granted'], noNullPrototype: true },
    ),
    resetsAt: at,
    isImported: fc.constant<true>(true),
  },
  { requiredKeys: ['unit', 'reading'], noNullPrototype: true },
);
const isBound = fc.constant<true>(true);
const spend = fc.record(
  { unit: text.map(unit), window: fc.constantFrom(...spendWindows), amount, atLeast: isBound, since: at, epoch, at },
  { requiredKeys: ['unit', 'window', 'amount', 'epoch', 'at'], noNullPrototype: true },
);
const day = fc.record(
  { day: at, unit: text.map(unit), amount, atLeast: isBound, epoch, at },
  { requiredKeys: ['day', 'unit', 'amount', 'epoch', 'at'], noNullPrototype: true },
);

/** Any check that a machine may have made of this account. */
export function arbitraryEntry(accounts: fc.Arbitrary<string> = text): fc.Arbitrary<HistoryEntry> {
  return fc
    .record({
      account: accounts.map(idOf),
      epoch,
      at,
      outcome: fc.constantFrom('answered' as const, ...errorKinds),
      rows: fc.array(row, { maxLength: 4 }),
      spend: fc.array(spend, { maxLength: 3 }),
      days: fc.array(day, { maxLength: 3 }),
    })
    .map((entry) => ({
      ...entry,
      rows: entry.rows.map((one) => ({ ...one, account: entry.account })),
      spend: entry.spend.map((one) => ({ ...one, account: entry.account })),
    }));
}
