import assert from 'node:assert/strict';
import { eventsOf } from '../../../src/core/ledger/ledgerEvents';
import type { PastReading } from '../../../src/core/history/pastReading';
import { hour, hourly, money, noon, parts } from '../../support/pastReadings';

interface Case {
  readonly name: string;
  readonly readings: readonly PastReading[];
  /** kind, amount, and whether it is "at least" */
  readonly events: readonly (readonly [string, number, boolean])[];
}

const at = (hours: number): number => noon + hours * hour;

const cases: readonly Case[] = [
  // incident 35: never 15 spent
  {
    name: '100 → 80 → 90 → 85 is 25 spent and 10 topped up',
    readings: hourly(100, 80, 90, 85),
    events: [
      ['spend', 20, false],
      ['topUp', 10, true],
      ['spend', 5, false],
    ],
  },
  { name: 'nothing changed, nothing happened', readings: hourly(5, 5, 5), events: [] },
  { name: 'the first reading is no top-up', readings: hourly(100), events: [] },
  { name: 'a rise of 1.00 is a top-up', readings: hourly(10, 11), events: [['topUp', 1, true]] },
  { name: 'a rise just under 1.00 is an adjustment', readings: hourly(10, 10.999999), events: [['adjustment', 0.999999, true]] },
  { name: 'of 1000 a rise of 9.99 is an adjustment', readings: hourly(1000, 1009.99), events: [['adjustment', 9.99, true]] },
  { name: 'of 1000 a rise of 10 is a top-up', readings: hourly(1000, 1010), events: [['topUp', 10, true]] },
  { name: 'from 0.05 to 0.10 nobody topped up', readings: hourly(0.05, 0.1), events: [['adjustment', 0.05, true]] },
  { name: '100 → 130 is a top-up, whatever its ratio', readings: hourly(100, 130), events: [['topUp', 30, true]] },
  { name: 'debt paid back is a top-up', readings: hourly(-31.15, 20), events: [['topUp', 51.15, true]] },
  { name: 'into debt is spend', readings: hourly(2, -1.5), events: [['spend', 3.5, false]] },
  {
    name: 'parts: granted money is spent before paid money',
    readings: [parts(at(0), 100, 10), parts(at(1), 100, 4)],
    events: [['spend', 6, false]],
  },
  // incident 39
  {
    name: 'parts: a grant gone at once while paid stands still has expired',
    readings: [parts(at(0), 100, 10), parts(at(1), 100, 0)],
    events: [['expiry', 10, false]],
  },
  {
    name: 'parts: a grant that ends while paid falls too was spent',
    readings: [parts(at(0), 100, 10), parts(at(1), 99, 0)],
    events: [
      ['spend', 1, false],
      ['spend', 10, false],
    ],
  },
  { name: 'parts: a new grant is a grant', readings: [parts(at(0), 20, 0), parts(at(1), 20, 15)], events: [['grant', 15, true]] },
  {
    name: 'parts: a top-up beside spent grant money hides neither',
    readings: [parts(at(0), 5, 10), parts(at(1), 55, 4)],
    events: [
      ['topUp', 50, true],
      ['spend', 6, true],
    ],
  },
  {
    name: 'parts: a credit line that grows is no top-up',
    readings: [parts(at(0), 5, 0, 20), parts(at(1), 5, 0, 50)],
    events: [['adjustment', 30, true]],
  },
  {
    name: 'parts: one that rises by a rounding error while another falls has not risen',
    readings: [parts(at(0), 10, 10), parts(at(1), 8, 10.005)],
    events: [['spend', 1.995, false]],
  },
  {
    name: 'parts: own money that rises by a rounding error while a grant expires stood still',
    readings: [parts(at(0), 100, 10), parts(at(1), 100.005, 0)],
    events: [['expiry', 9.995, false]],
  },
  {
    name: 'parts: a rounding error beside a grant is of the grant',
    readings: [parts(at(0), 10, 0), parts(at(1), 10.005, 15)],
    events: [['grant', 15.005, true]],
  },
  {
    name: 'parts: a rise of a cent is no rounding error',
    readings: [parts(at(0), 5, 5), parts(at(1), 3, 5.01)],
    events: [
      ['spend', 2, true],
      ['grant', 0.01, true],
    ],
  },
  {
    name: 'parts that come or go fall back to the total',
    readings: [...hourly(100), parts(at(1), 80, 10)],
    events: [['spend', 10, false]],
  },
];

describe('ledger events', () => {
  for (const { name, readings, events } of cases) {
    it(name, () => {
      assert.deepEqual(
        eventsOf(readings).map(({ kind, amount, atLeast }) => [kind, amount, atLeast]),
        events.map(([kind, amount, atLeast]) => [kind, money(amount), atLeast]),
      );
    });
  }

  it('knows in which window of time each happened', () => {
    const [first, , third] = eventsOf(hourly(100, 80, 90, 85));
    assert.deepEqual([first?.from, first?.to, third?.to], [at(-3), at(-2), noon]);
  });
});
