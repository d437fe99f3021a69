import assert from 'node:assert/strict';
import { ledgerOf } from '../../../src/core/ledger/ledger';
import { micros } from '../../../src/core/money/money';
import type { PastReading } from '../../../src/core/history/pastReading';
import { day, hour, money, noon, total } from '../../support/pastReadings';
import { randomFrom } from '../../support/randomFrom';
import { localMidnights } from '../../support/trueCourse';
import { spendBars } from '../../support/historyPage';

describe('a balance that is only rounded', () => {
  /** The true balance falls by `fall` each quarter of an hour; what is shown wavers around it by less than a cent. */
  const wavering = (seed: number, fall: number, count = 2000): readonly PastReading[] => {
    const random = randomFrom(seed);
    return Array.from({ length: count }, (_, index) => ({
      at: noon - (count - index) * 900_000,
      epoch: 0,
      available: micros(Math.round(90_000_000 - index * fall + (random() - 0.5) * 8000)),
      paid: null,
      granted: null,
    }));
  };
  for (const fall of [0, 100, 5000, 20_000]) {
    it(`and falls by ${fall} micro-units at a time: no top-up, no bound, and what is spent is right to a cent, for long`, () => {
      for (const seed of [1, 2, 3]) {
        const readings = wavering(seed, fall);
        const { events, spend } = ledgerOf(readings, noon, 'UTC');
        assert.deepEqual(
          events.filter(({ kind, atLeast }) => kind !== 'spend' || atLeast),
          [],
        );
        const spent = events.reduce((all, { amount }) => all + amount, 0);
        assert.ok(Math.abs(spent - fall * (readings.length - 1)) <= 10_000, `${spent}`);
        assert.equal(spend.cycle.atLeast, false);
      }
    });
  }
  it('and of thousands, by a thousandth: neither', () => {
    const random = randomFrom(9);
    const readings = Array.from({ length: 500 }, (_, index) =>
      total(noon - (500 - index) * hour, 4000 + Math.round((random() - 0.5) * 90) / 100),
    );
    assert.deepEqual(
      ledgerOf(readings, noon, 'UTC').events.filter(({ kind, atLeast }) => kind !== 'spend' || atLeast),
      [],
    );
  });
  it('a cent more is no rounding', () =>
    assert.equal(ledgerOf([total(noon - hour, 5), total(noon, 5.01)], noon, 'UTC').events[0]?.kind, 'adjustment'));
});

describe('the day of a change that ends at midnight', () => {
  const changes: readonly (readonly [zone: string, day: string])[] = [
    ['UTC', '2026-01-12'],
    ['Europe/Berlin', '2026-03-29'],
    ['Europe/Berlin', '2026-10-25'],
    ['America/New_York', '2026-03-08'],
    ['America/New_York', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Africa/Cairo', '2026-04-24'],
    ['Asia/Beirut', '2026-03-29'],
    ['America/Santiago', '2026-09-06'],
  ];
  for (const [zone, date] of changes) {
    it(`is the one that ended: ${date} in ${zone}`, () => {
      const around = Date.parse(date);
      const [, start = 0, end = 0] = localMidnights(around - 36 * hour, around + 60 * hour, zone);
      const readings = [total(start - day, 50), total(start, 40), total(end, 33), total(end + 60_000, 32)];
      const at = (now: number) => ledgerOf(readings, now, zone).spend.today.amount;
      assert.deepEqual(
        [at(end - 1), at(end), at(end + 60_000)].map((amount) => amount),
        [0, 0, 1].map(money),
      );
      const { bars } = spendBars({
        events: ledgerOf(readings, end + 60_000, zone).events,
        span: { from: start, to: end + 60_000 },
        per: 'day',
        now: end + hour,
        gapLimit: 36 * hour,
        timeZone: zone,
      });
      assert.deepEqual(
        bars.map(({ spent }) => spent),
        [7, 1].map(money),
      );
    });
  }
});

/** One unit is spent each day; looked at on the hour that is named, but for the days that are left out. */
function steady(hourOfDay: number, leftOut: readonly number[], days = 12): readonly PastReading[] {
  const start = noon - 12 * hour - days * day;
  return Array.from({ length: days + 1 }, (_, index) => total(start + index * day + hourOfDay * hour, 100 - index)).filter(
    (_, index) => !leftOut.includes(index),
  );
}

describe('days that somebody looks at midnight alone', () => {
  for (const leftOut of [
    [1, 3, 5, 7, 9, 11],
    [1, 2, 4, 5, 7, 8, 10, 11],
    [2, 3, 5, 6, 8, 10],
  ]) {
    it(`a steady day costs what it costs, with ${leftOut.length} of twelve looks missing (${leftOut.join(', ')})`, () => {
      const ofMorning = ledgerOf(steady(9, leftOut), noon, 'UTC').burnPerDay;
      assert.deepEqual(ofMorning, { p25: money(1), p50: money(1), p75: money(1), atLeast: false }, 'at nine it is right');
      assert.deepEqual(ledgerOf(steady(0, leftOut), noon, 'UTC').burnPerDay, ofMorning);
    });
  }
});
