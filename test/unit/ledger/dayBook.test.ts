import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BookDay } from '../../../src/core/ledger/dayBook';
import { followLedger } from '../../../src/core/ledger/followLedger';
import { day, hour, money, noon, parts, total } from '../../support/pastReadings';

const balance = ({ opening, toppedUp, granted, adjusted, expired, spent }: BookDay): number =>
  opening + toppedUp + granted + adjusted - expired - spent;

describe('the book of days', () => {
  it('has opening, what came and went, and closing of each day', () => {
    const ledger = followLedger('UTC');
    ledger.append([
      total(noon, 10),
      total(noon + hour, 9),
      total(noon + day, 7),
      total(noon + day + hour, 27),
      total(noon + day + 2 * hour, 26.5),
      total(noon + 4 * day, 20.5),
    ]);
    const rows = ledger.book.days().map((one) => [one.opening, one.spent, one.toppedUp, one.closing, one.atLeast, one.day - one.since]);
    assert.deepEqual(rows, [
      [money(10), money(1), 0, money(9), false, 0],
      [money(9), money(2.5), money(20), money(26.5), true, 1],
      [money(26.5), money(6), 0, money(20.5), false, 3],
    ]);
    assert.deepEqual(
      ledger.book.entries().map(({ kind, amount }) => [kind, amount]),
      [['topUp', money(20)]],
    );
  });
  it('tells grants and expiries apart', () => {
    const ledger = followLedger('UTC');
    ledger.append([parts(noon, 10, 0), parts(noon + hour, 10, 5), parts(noon + 2 * hour, 10, 0)]);
    assert.deepEqual(
      ledger.book.days().map(({ granted, expired, spent }) => [granted, expired, spent]),
      [[money(5), money(5), 0]],
    );
  });
  it('is broken where another key came, and goes on with what that one has', () => {
    const ledger = followLedger('UTC');
    ledger.append([total(noon, 10), { ...total(noon + day, 3), epoch: noon + hour }, { ...total(noon + 2 * day, 2), epoch: noon + hour }]);
    assert.deepEqual(
      ledger.book.days().map(({ opening, closing, spent, atLeast, broken }) => [opening, closing, spent, atLeast, broken]),
      [
        [money(10), money(10), 0, false, null],
        [money(10), money(3), 0, true, 'key'],
        [money(3), money(2), money(1), false, null],
      ],
    );
  });
  it('is broken where a clock that went back left changes of an older time behind', () => {
    const ledger = followLedger('UTC');
    const ahead = [total(noon, 10), total(noon + 2 * day, 8)];
    const [first, second] = [1, 1.5].map((days) => ({ ...total(noon + days * day, 7), epoch: 1 }));
    ledger.append([ahead[0]!, first!, second!, ahead[1]!]);
    assert.deepEqual(
      ledger.book.days().map(({ closing, spent, broken }) => [closing, spent, broken]),
      [
        [money(10), 0, null],
        [money(7), 0, 'clock'],
        [money(7), money(2), 'clock'],
      ],
    );
  });
  it('adds up for whatever a balance does, by whole units', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: -9, max: 9 })), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(steps, (jumps) => {
        let [at, left] = [noon, 100];
        const ledger = followLedger('Europe/Berlin');
        ledger.append([total(at, left)]);
        for (const [hours, change] of jumps) {
          at += hours * hour;
          left += change;
          ledger.append([total(at, left)]);
        }
        const days = ledger.book.days();
        for (const one of days) assert.equal(balance(one), one.closing);
        for (const [index, one] of days.entries()) assert.equal(one.opening, index === 0 ? money(100) : days[index - 1]?.closing);
        assert.equal(days.at(-1)?.closing, money(left));
      }),
    );
  });
});
