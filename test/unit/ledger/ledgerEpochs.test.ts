import assert from 'node:assert/strict';
import type { PastReading } from '../../../src/core/history/pastReading';
import { followLedger } from '../../../src/core/ledger/followLedger';
import { ledgerOf } from '../../../src/core/ledger/ledger';
import { day, hour, money, noon, total } from '../../support/pastReadings';

const keyReplaced = noon;
const of = (epoch: number, at: number, available: number): PastReading => ({ ...total(at, available), epoch });

/** Ten a day, to 12 hours before noon. */
const falling = Array.from({ length: 17 }, (_, index) => of(0, noon - 12 * hour - (16 - index) * day, 200 - index * 10));

describe('a ledger across epochs', () => {
  describe('of a key that replaced another', () => {
    const replaced = [...falling, of(keyReplaced, noon, 20), of(keyReplaced, noon + hour, 20)];

    it('has no burn rate, runway or cycle of the old key', () => {
      const { runway, burnPerDay, cycleFrom, spend, cycles } = ledgerOf(replaced, noon + hour, 'UTC');
      assert.deepEqual(runway, { kind: 'collecting' });
      assert.equal(burnPerDay?.p75 ?? 0, 0);
      assert.equal(cycleFrom, noon);
      assert.deepEqual(spend.cycle, { amount: 0, atLeast: false, atMost: false });
      assert.deepEqual(
        cycles.map(({ spent, to, atLeast }) => [spent, to, atLeast]),
        [
          [money(160), noon, true],
          [0, null, false],
        ],
      );
    });

    it('is collecting as soon as its first reading comes', () => {
      const ledger = followLedger('UTC');
      ledger.append(falling);
      assert.deepEqual(ledger.figures(noon, of(keyReplaced, noon, 20)).runway, { kind: 'collecting' });
    });

    it('burns what it spends itself, on the day of the change too', () => {
      const own = [20, 19, 18, 17, 16].map((left, index) => of(keyReplaced, noon + index * day, left));
      const { runway, burnPerDay } = ledgerOf([...falling, ...own], noon + 4 * day, 'UTC');
      assert.deepEqual([burnPerDay?.p25, burnPerDay?.p75, burnPerDay?.atLeast], [money(1), money(1), false]);
      assert.deepEqual(runway, { kind: 'days', low: 16, high: 16, atMost: false });
    });

    it('what the old one went on with behind a clock that was wrong is of no burn rate or cycle, but was spent', () => {
      const late = [of(0, noon + 2 * hour, 30), of(keyReplaced, noon + 3 * hour, 20)];
      const { cycleFrom, spend, burnPerDay } = ledgerOf([...replaced, ...late], noon + 3 * hour, 'UTC');
      assert.deepEqual([cycleFrom, spend.cycle.amount, spend.today.amount, burnPerDay?.p75 ?? 0], [noon, 0, money(10), 0]);
    });

    it('windows go on, and are bounds where they hold days that nobody looked at', () => {
      const fourDaysLater = falling.map((reading) => ({ ...reading, at: reading.at - 4 * day }));
      const { spend } = ledgerOf([...fourDaysLater, ...replaced.slice(-2)], noon + hour, 'UTC');
      assert.deepEqual(spend.sevenDays, { amount: money(20), atLeast: true, atMost: false });
      assert.equal(spend.today.atLeast, true);
      const later = ledgerOf([...fourDaysLater, ...replaced.slice(-2), of(keyReplaced, noon + day, 18)], noon + day, 'UTC');
      assert.deepEqual(later.spend.today, { amount: money(2), atLeast: false, atMost: false });
    });
  });

  describe('of a clock that went back', () => {
    const wentOn = [30, 20, 10].map((left, index) => of(1, noon + index * day, left));

    it('burn rate, runway and cycle go on', () => {
      const { runway, burnPerDay, cycleFrom, cycles } = ledgerOf([...falling, ...wentOn], noon + 2 * day, 'UTC');
      assert.deepEqual([burnPerDay?.p50, cycleFrom, cycles.length], [money(10), falling[0]?.at, 1]);
      assert.equal(runway.kind, 'days');
    });

    it('the days between the two epochs are bounds', () => {
      const { spend, burnPerDay } = ledgerOf([...falling, ...wentOn.slice(0, 1)], noon, 'UTC');
      assert.deepEqual([spend.today.atLeast, spend.cycle.atLeast, burnPerDay?.atLeast], [true, true, false]);
      const later = ledgerOf([...falling, ...wentOn], noon + 2 * day, 'UTC');
      assert.deepEqual([later.spend.today.atLeast, later.spend.sevenDays.atLeast, later.burnPerDay?.atLeast], [false, true, true]);
    });
  });
});
