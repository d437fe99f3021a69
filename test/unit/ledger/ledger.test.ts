import assert from 'node:assert/strict';
import { ledgerOf } from '../../../src/core/ledger/ledger';
import type { SpendWindow } from '../../../src/core/ledger/ledgerDays';
import { ledgersJson } from '../../../src/core/ledger/ledgerJson';
import { boundText, derivedSpendText } from '../../../src/core/views/ledgerText';
import { unit } from '../../../src/core/money/money';
import type { PastReading } from '../../../src/core/history/pastReading';
import { day, hour, hourly, money, noon, total } from '../../support/pastReadings';
import { displayAt } from '../../support/surfaces';
import { idOf } from '../../support/ids';

const utc = 'UTC';

/** One reading at noon of each day, today last, each `spend` less than the one before. */
function daily(start: number, ...spends: readonly number[]): readonly PastReading[] {
  let left = start;
  return [0, ...spends].map((spend, index) => {
    left -= spend;
    return total(noon - (spends.length - index) * day, left);
  });
}

describe('ledger', () => {
  it('counts local calendar days, today included', () => {
    const { spend } = ledgerOf(daily(1000, 1, 2, 4, 8, 16, 32, 64, 128), noon, utc);
    assert.equal(spend.today.amount, money(128));
    assert.equal(spend.sevenDays.amount, money(254));
    assert.equal(spend.thirtyDays.amount, money(255));
  });

  it('knows nothing of what was spent before the first reading, on its day too', () => {
    const first = [total(noon - day, 10)];
    const text = (spent: SpendWindow) => derivedSpendText(spent, unit('USD'), displayAt(noon));
    const told = (readings: readonly PastReading[], now: number) => text(ledgerOf(readings, now, utc).spend.today);
    assert.equal(told(first, noon - day), 'not known');
    assert.equal(told([...first, total(noon - day + hour, 7)], noon - day + hour), 'at least $3.00');
    assert.equal(told([...first, total(noon - hour, 7), total(noon, 6)], noon), '$4.00');
  });

  it('knows whose midnight it is', () => {
    const lateEvening = [total(noon, 10), total(noon + 11 * hour, 8)];
    assert.equal(ledgerOf(lateEvening, noon + 13 * hour, utc).spend.today.amount, 0, 'in UTC it was yesterday');
    assert.equal(ledgerOf(lateEvening, noon + 13 * hour, 'America/New_York').spend.today.amount, money(2), 'in New York it is still today');
  });

  for (const [name, evening, zone] of [
    ['spring', Date.UTC(2026, 2, 29, 12), 'Europe/Berlin'],
    ['autumn', Date.UTC(2026, 9, 25, 12), 'Europe/Berlin'],
  ] as const) {
    it(`a day of the ${name} change of clocks is one day`, () => {
      const readings = [total(evening - day, 10), total(evening - hour, 9), total(evening + 6 * hour, 7)];
      const { spend } = ledgerOf(readings, evening + 9 * hour, zone);
      assert.equal(spend.today.amount, money(3));
      assert.equal(ledgerOf(readings, evening + day, zone).spend.today.amount, 0);
    });
  }

  it('is not idle where few days cost all of it', () => {
    const { runway } = ledgerOf(daily(1000, ...new Array<number>(12).fill(0), 50, 50, 50, 0), noon, utc);
    assert.deepEqual(runway, { kind: 'days', low: 17, high: null, atMost: false });
  });

  it('says "at least" of more than an amount can hold, rather than failing', () => {
    const most = 9_000_000_000;
    const { spend, cycles } = ledgerOf(hourly(most, 0, most, 0), noon, utc);
    assert.deepEqual([spend.today.amount, spend.today.atLeast, cycles.length], [money(most), true, 2]);
    assert.doesNotThrow(() => ledgerOf(hourly(-most, most, -most), noon, utc));
  });

  it('says "at least" where a top-up may have hidden spend', () => {
    const { spend } = ledgerOf(hourly(100, 80, 90, 85), noon, utc);
    assert.deepEqual([spend.today.amount, spend.today.atLeast], [money(25), true]);
    assert.deepEqual([spend.cycle.amount, spend.cycle.atLeast], [money(5), false]);
  });

  it('a cycle runs from one top-up to the next', () => {
    const { cycles } = ledgerOf(hourly(100, 80, 180, 150, 250), noon, utc);
    assert.deepEqual(
      cycles.map(({ start, toppedUp, spent }) => [start, toppedUp, spent]),
      [
        [100, 0, 20],
        [180, 100, 30],
        [250, 100, 0],
      ].map((row) => row.map(money)),
    );
    assert.deepEqual(
      cycles.map(({ to }) => to),
      [noon - 2 * hour, noon, null],
    );
  });

  it('keeps the newest 200 cycles', () => {
    const readings = Array.from({ length: 501 }, (_, index) => total(noon - (500 - index) * hour, index % 2 === 0 ? 10 : 60));
    const { cycles } = ledgerOf(readings, noon, utc);
    assert.equal(cycles.length, 200);
    assert.equal(cycles.at(-1)?.to, null);
  });

  it('burn rate: quartiles of the last 14 days with data, today apart', () => {
    const { burnPerDay } = ledgerOf(daily(1000, 90, 90, ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], 500), noon, utc);
    assert.deepEqual(burnPerDay, { p25: money(4.25), p50: money(7.5), p75: money(10.75), atLeast: false });
  });

  it('burn rate of today alone is a least: three hours of readings are no day', () => {
    const threeHours = [50, 48, 47, 45].map((left, index) => total(noon - (3 - index) * hour, left));
    assert.deepEqual(ledgerOf(threeHours, noon, utc).burnPerDay, { p25: money(5), p50: money(5), p75: money(5), atLeast: true });
    const idle = [50, 50].map((left, index) => total(noon - (1 - index) * hour, left));
    assert.equal(ledgerOf(idle, noon, utc).burnPerDay?.atLeast, false, 'at least nothing says nothing');
    assert.equal(ledgerOf([total(noon - 25 * hour, 50), total(noon, 50)], noon, utc).runway.kind, 'idle');
    const sinceYesterday = [60, 55, ...[50, 45]].map((left, index) =>
      total(noon - (index < 2 ? day - index * hour : (3 - index) * hour), left),
    );
    assert.equal(ledgerOf(sinceYesterday, noon, utc).burnPerDay?.atLeast, false);
  });

  it('a drop over days without a reading is shared by them in the burn rate, and counts where it was seen in the rest', () => {
    const weekly = [50, 43, 36, 29].map((left, index) => total(noon - (22 - 7 * index) * day, left));
    const { spend, burnPerDay, runway } = ledgerOf(weekly, noon, utc);
    assert.deepEqual(burnPerDay, { p25: money(1), p50: money(1), p75: money(1), atLeast: false });
    assert.deepEqual(runway, { kind: 'days', low: 29, high: 29, atMost: false });
    assert.deepEqual(
      [spend.sevenDays, spend.thirtyDays],
      [
        { amount: money(7), atLeast: true, atMost: true },
        { amount: money(21), atLeast: true, atMost: false },
      ],
      'nobody looked today, nor before three weeks ago',
    );
    assert.deepEqual(ledgerOf([total(noon - 81 * day, 100), total(noon - day, 20)], noon, utc).burnPerDay?.p50, money(1));
  });

  it('says "up to" where days without a reading before a window may have a share in it, and not for a night', () => {
    const seen = (from: number, topUp = 0) =>
      ledgerOf([total(noon - 40 * day, 10), total(from, 10), total(noon - hour, 7 + topUp)], noon, utc).spend;
    const bounds = (from: number, topUp?: number) =>
      Object.values(seen(from, topUp)).map(({ atLeast, atMost }: SpendWindow) => `${atLeast ? 'at least' : ''}${atMost ? 'up to' : ''}`);
    assert.deepEqual(bounds(noon - day), ['', '', '', '']);
    assert.deepEqual(bounds(noon - 2 * day), ['up to', '', '', '']);
    assert.deepEqual(bounds(noon - 8 * day), ['up to', 'up to', '', '']);
    assert.deepEqual(bounds(noon - 31 * day), ['up to', 'up to', 'up to', '']);
    const display = displayAt(noon);
    assert.equal(derivedSpendText(seen(noon - 2 * day).today, unit('USD'), display), 'up to $3.00');
    assert.equal(boundText({ atLeast: true, atMost: true }, '$3.00', display.t), 'about $3.00');
  });

  it('a weekend away is part of what Monday shows', () => {
    const [friday, monday] = [total(noon - 5 * day, 12), total(noon - 2 * day, 9)];
    assert.deepEqual(ledgerOf([total(noon - 6 * day, 13), friday, monday, total(noon - day, 8)], noon, utc).burnPerDay, {
      p25: money(1),
      p50: money(1),
      p75: money(1),
      atLeast: false,
    });
  });

  it('runway is a range from the faster to the slower days', () => {
    const { runway } = ledgerOf(daily(100, 4, 4, 4, 8, 0), noon, utc);
    assert.deepEqual(runway, { kind: 'days', low: 16, high: 20, atMost: false });
  });

  it('the slower end is open where a quarter of the days spent nothing', () => {
    assert.deepEqual(ledgerOf(daily(100, 0, 0, 0, 5, 5, 5, 0), noon, utc).runway, { kind: 'days', low: 17, high: null, atMost: false });
  });

  // incident 37: precise numbers from six hours of data
  it('is "collecting" before a day has passed, and before three drops', () => {
    assert.deepEqual(ledgerOf(hourly(10, 9, 8, 7, 6, 5), noon, utc).runway, { kind: 'collecting' });
    assert.deepEqual(ledgerOf(daily(10, 1, 1), noon, utc).runway, { kind: 'collecting' });
    assert.deepEqual(ledgerOf([], noon, utc).runway, { kind: 'collecting' });
  });

  it('is "idle" when nothing is spent', () => {
    assert.deepEqual(ledgerOf(daily(10, 0, 0, 0), noon, utc).runway, { kind: 'idle' });
  });

  it('prints decimals, one ledger for each account and unit', () => {
    const rows = hourly(100, 80).map((reading) => ({ account: idOf('b'), unit: 'USD', reading }));
    const [first, second] = ledgersJson([...rows, { account: idOf('a'), unit: 'points', reading: total(noon, 1500) }], noon, utc);
    assert.deepEqual([first?.account, first?.events, first?.runwayDays], ['a', [], null]);
    assert.deepEqual(second?.spend, { today: '20.00', '7d': '20.00', '30d': '20.00', cycle: '20.00' });
  });
});
