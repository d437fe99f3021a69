import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderReadings, type PastReading } from '../../../src/core/history/pastReading';
import { followLedger } from '../../../src/core/ledger/followLedger';
import { ledgerOf } from '../../../src/core/ledger/ledger';
import { micros } from '../../../src/core/money/money';
import { day, hour, noon } from '../../support/pastReadings';

/** Whole and rounded amounts, top-ups and grants, in parts and in all, at equal times and across changes of clocks. */
const amount = fc.oneof(
  fc.integer({ min: -5_000_000, max: 500_000_000 }),
  fc.integer({ min: 49_990_000, max: 50_010_000 }),
  fc.constantFrom(0, 50_000_000),
);
const time = fc.oneof(
  fc.integer({ min: noon - 400 * day, max: noon }),
  fc.integer({ min: -40 * 24, max: 0 }).map((hours) => noon + hours * hour),
  fc.integer({ min: -20, max: 0 }).map((halves) => noon + halves * 12 * hour),
);
/** From the start, twice since a clock went back, and of keys that replaced others. */
const epoch = fc.constantFrom(0, 0, 0, 1, 2, noon - 20 * day, noon - 20 * day + 1, noon - 3 * day);
const totalOnly = fc
  .tuple(time, epoch, amount)
  .map(([at, of, available]): PastReading => ({ at, epoch: of, available: micros(available), paid: null, granted: null }));
const withParts = fc
  .tuple(time, epoch, amount, amount, fc.constantFrom(0, 20_000_000))
  .map(([at, of, paid, granted, line]): PastReading => ({
    at,
    epoch: of,
    available: micros(paid + granted + line),
    paid: micros(paid),
    granted: micros(granted),
  }));
const readings = fc.array(fc.oneof(withParts, totalOnly), { maxLength: 80 });
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia');

describe('a ledger that readings are appended to', () => {
  it('says the same as one that is made at once, however they are sliced and whenever it is asked', () => {
    const later = fc.array(fc.integer({ min: 0, max: 45 * 24 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(readings, zone, fc.array(fc.nat(9), { minLength: 1 }), later, (history, tz, lengths, asked) => {
        const ordered = orderReadings(history, noon);
        const followed = followLedger(tz);
        for (let [start, turn] = [0, 0]; start < ordered.length; turn += 1) {
          const end = start + (lengths[turn % lengths.length] ?? 0) + 1;
          followed.append(ordered.slice(start, end));
          start = end;
          const now = ordered[Math.min(end, ordered.length) - 1]?.at ?? noon;
          const { events, cycles, ...figures } = ledgerOf(ordered.slice(0, end), now, tz);
          assert.deepEqual([followed.figures(now), followed.cycles(now)], [figures, cycles]);
          assert.ok(events.filter(({ kind }) => kind === 'topUp').length >= cycles.length - 1 - keysOf(ordered));
        }
        for (const hours of asked) {
          const { events, cycles, ...figures } = ledgerOf(history, noon + hours * hour, tz);
          assert.deepEqual([followed.figures(noon + hours * hour), events.length >= 0 && cycles], [figures, cycles]);
        }
      }),
    );
  });
  it('ignores what is not later than what it has', () => {
    fc.assert(
      fc.property(readings, zone, (history, tz) => {
        const ordered = orderReadings(history, noon);
        const followed = followLedger(tz);
        followed.append(ordered);
        const before = followed.figures(noon);
        followed.append(ordered);
        assert.deepEqual(followed.figures(noon), before);
      }),
    );
  });
});

/** Another key began no more often than that. */
function keysOf(ordered: readonly PastReading[]): number {
  return new Set(ordered.map(({ epoch: of }) => of)).size;
}
