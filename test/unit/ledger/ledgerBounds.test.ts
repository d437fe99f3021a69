import assert from 'node:assert/strict';
import { barLength } from '../../../src/core/historyPage/historyBars';
import { ledgerOf, type Ledger } from '../../../src/core/ledger/ledger';
import { ledgersJson } from '../../../src/core/ledger/ledgerJson';
import { derivedSpendText } from '../../../src/core/views/ledgerText';
import { unit } from '../../../src/core/money/money';
import { day, hour } from '../../support/pastReadings';
import { displayAt } from '../../support/surfaces';
import { localMidnights, lookings, trueCourse, type TrueCourse } from '../../support/trueCourse';
import { spendBars } from '../../support/historyPage';
import { idOf } from '../../support/ids';

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'] as const;
const risen = ['topUp', 'grant'] as const;

interface Case {
  readonly what: string;
  readonly zone: string;
  readonly course: TrueCourse;
  readonly ledger: Ledger;
  readonly now: number;
}

/** Across the changes of clocks of spring in all of these zones. */
const cases: readonly Case[] = lookings.flatMap((looking, index) =>
  (['never', 'byHand', 'auto'] as const).flatMap((topUps) =>
    [false, true].map((hasParts): Case => {
      const zone = zones[(index + Number(hasParts) + topUps.length) % zones.length] ?? 'UTC';
      const from = Date.UTC(2026, 2, 1, 3);
      const course = trueCourse({
        seed: index * 10 + topUps.length + Number(hasParts),
        from,
        days: 40,
        looking,
        topUps,
        hasParts,
        grants: hasParts,
        midnights: localMidnights(from, from + 40 * day, zone),
      });
      const now = (course.readings.at(-1)?.at ?? from) + 60_000;
      return {
        what: `looked ${looking}, topped up ${topUps}, ${hasParts ? 'in parts' : 'in all'}, in ${zone}`,
        zone,
        course,
        ledger: ledgerOf(course.readings, now, zone),
        now,
      };
    }),
  ),
);

describe('a ledger over courses whose truth is known', () => {
  for (const { what, zone, course, ledger, now } of cases) {
    const { readings, sum } = course;
    const last = readings.at(-1)?.at ?? 0;
    /** Money came between two readings: nobody can see how much went meanwhile. */
    const isHidden = (from: number, to: number): boolean => sum(risen, from, to) > 0;
    describe(what, () => {
      it('each event is exact, or a bound that bounds', () => {
        assert.ok(ledger.events.length > 5, `${ledger.events.length} events`);
        for (const { kind, amount, from, to, atLeast } of ledger.events) {
          const [went, came] = [sum(['spend'], from, to), sum(risen, from, to)];
          if (kind === 'spend') assert.ok(amount <= went, `${amount} of ${went}`);
          else assert.ok(amount <= came, `${kind} ${amount} of ${came}`);
          assert.ok(atLeast || kind === 'spend', `${kind} is a bound`);
          if (!isHidden(from, to)) assert.equal(atLeast, false, 'nothing could be hidden');
        }
        // All that went and came between two readings in which nothing came is there, to the last digit.
        for (const [index, { at }] of readings.entries()) {
          const before = readings[index - 1];
          if (!before || isHidden(before.at, at)) continue;
          const own = ledger.events
            .filter((event) => event.to === at && event.kind === 'spend')
            .reduce((all, { amount }) => all + amount, 0);
          assert.equal(own, sum(['spend'], before.at, at));
        }
      });

      it('spent, less what came, is what the balance fell by', () => {
        const of = (...kinds: readonly string[]): number =>
          ledger.events.reduce((all, { kind, amount }) => (kinds.includes(kind) ? all + amount : all), 0);
        assert.equal(
          of('spend', 'expiry') - of('topUp', 'grant', 'adjustment'),
          (readings[0]?.available ?? 0) - (readings.at(-1)?.available ?? 0),
        );
      });

      it('each cycle, and what is spent since the latest top-up', () => {
        for (const { from, to, spent, atLeast, start, toppedUp } of ledger.cycles) {
          const end = to ?? last;
          assert.ok(spent <= sum(['spend'], from, end), 'no more than was spent');
          assert.equal(start, readings.find(({ at }) => at === from)?.available);
          if (toppedUp > 0) assert.ok(toppedUp <= sum(risen, -Infinity, from));
          if (!atLeast && !isHidden(from, end)) assert.equal(spent, sum(['spend'], from, end));
        }
        const cycle = ledger.cycles.at(-1);
        assert.equal(ledger.spend.cycle.amount, cycle?.spent);
        assert.equal(ledger.spend.cycle.atLeast, cycle?.atLeast);
      });

      it('each window of days holds at least what was spent in it, or says that it is a bound', () => {
        const midnights = localMidnights(now - 45 * day, now, zone);
        for (const [name, days] of [
          ['today', 1],
          ['sevenDays', 7],
          ['thirtyDays', 30],
        ] as const) {
          const { amount, atLeast, atMost } = ledger.spend[name];
          const start = midnights.at(-days) ?? -Infinity;
          const own = ledger.events.filter(({ to }) => to > start);
          const from = Math.min(...own.map((event) => event.from), last);
          const hidden = isHidden(Math.min(from, start), last);
          const truth = sum(['spend'], Math.max(start, readings[0]?.at ?? 0), last);
          if (!hidden) assert.ok(amount >= truth, `${name}: ${amount} of ${truth}`);
          if (!hidden) assert.equal(atLeast, false);
          if (!atMost)
            assert.ok(amount <= sum(['spend'], midnights.at(-days - 1) ?? -Infinity, last), `${name}: no more than with the night before`);
          if (!atLeast && !atMost && !hidden && from >= start) assert.equal(amount, truth, name);
          const text = derivedSpendText(ledger.spend[name], unit('USD'), displayAt(now));
          assert.equal(/^(at least|up to|about) |^not known$/.test(text), atLeast || atMost, text);
        }
      });

      it('the burn rate is no more than was spent on a day, and the runway no less than that leaves', () => {
        const { burnPerDay, runway } = ledger;
        const perDay = localMidnights(now - 45 * day, now, zone).map((end, index, all) => sum(['spend'], all[index - 1] ?? end - day, end));
        if (burnPerDay)
          assert.ok(burnPerDay.p25 <= burnPerDay.p50 && burnPerDay.p50 <= burnPerDay.p75 && burnPerDay.p50 <= 2 * Math.max(...perDay));
        if (burnPerDay && runway.kind === 'days') assert.equal(runway.atMost, burnPerDay.atLeast);
        if (burnPerDay?.atLeast) assert.ok(burnPerDay.p50 > 0, '"at least nothing" is nothing');
      });

      it('JSON says the same as the ledger', () => {
        const rows = readings.map((reading) => ({ account: idOf('a'), unit: 'USD', reading }));
        const [json] = ledgersJson(rows, now, zone);
        const names = [
          ['today', 'today'],
          ['7d', 'sevenDays'],
          ['30d', 'thirtyDays'],
          ['cycle', 'cycle'],
        ] as const;
        for (const [short, name] of names)
          assert.deepEqual([json?.atLeast[short], json?.atMost[short]], [ledger.spend[name].atLeast, ledger.spend[name].atMost]);
        assert.deepEqual(
          json?.events.map(({ atLeast }) => atLeast),
          ledger.events.map(({ atLeast }) => atLeast),
        );
        assert.equal(json.burnPerDay?.atLeast, ledger.burnPerDay?.atLeast);
      });

      it('bars hold the same spend, each its bound', () => {
        const span = { from: readings[0]?.at ?? 0, to: now };
        for (const per of ['hour', 'day', 'week', 'month'] as const) {
          const { bars } = spendBars({ events: ledger.events, span, per, now, gapLimit: 36 * hour, timeZone: zone });
          const spends = ledger.events.filter(({ kind }) => kind === 'spend');
          assert.equal(
            bars.reduce((all, { spent }) => all + spent, 0),
            spends.reduce((all, { amount }) => all + amount, 0),
          );
          for (const { from, to, atLeast } of bars)
            assert.equal(
              atLeast,
              ledger.events.some((event) => event.atLeast && event.to > from && event.to <= to),
            );
          if (per !== 'day') continue;
          const { spent, atLeast } = bars.at(-1) ?? {};
          assert.deepEqual([spent, atLeast], [ledger.spend.today.amount, ledger.spend.today.atLeast]);
        }
        assert.equal(barLength(span, 1000), 'day');
      });
    });
  }
});
