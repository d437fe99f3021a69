import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHistoryFile } from '../../../src/node/history/readHistoryFile';
import { ledgerCommand } from '../../../src/cli/ledgerCommand';
import { historySummary } from '../../../src/core/historyPage/historySummary';
import { ledgerOf, type Ledger } from '../../../src/core/ledger/ledger';
import type { Runway } from '../../../src/core/ledger/runway';
import { runwayText } from '../../../src/core/views/ledgerText';
import { unit } from '../../../src/core/money/money';
import type { PastReading } from '../../../src/core/history/pastReading';
import { runwayCone } from '../../../src/core/ledger/runwayCone';
import { exact, factsOf, readingOf } from '../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { day, hour, noon, total } from '../../support/pastReadings';
import { displayAt } from '../../support/surfaces';
import { localMidnights } from '../../support/trueCourse';
import { gapLimit, spendBars } from '../../support/historyPage';

const usd = unit('USD');
const money2 = (amount: number): string => `$${(amount / 1e6).toFixed(2)}`;

describe('days that somebody looks at midnight alone', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York']) {
    it(`a drop over a whole day without a look is "up to" in ${zone}, at midnight as a minute before`, () => {
      const [, start = 0, end = 0] = localMidnights(noon - 3 * day, noon, zone);
      const today = (from: number) =>
        ledgerOf([total(start - day, 50), total(from, 40), total(end + 10 * hour, 30)], end + 11 * hour, zone).spend.today;
      assert.equal(today(start - 60_000).atMost, true);
      assert.equal(today(start).atMost, true, 'yesterday has no reading: midnight belongs to the day before');
    });
  }
});

describe('what is not known is no exact figure', () => {
  it('what was spent on days since the latest reading', () => {
    const { spend } = ledgerOf([total(noon - 5 * day, 50), total(noon - 4 * day, 45), total(noon - 3 * day, 40)], noon, 'UTC');
    assert.ok(spend.today.atLeast, 'nobody looked today, so "$0.00" is not known');
    assert.ok(spend.sevenDays.atLeast, 'nobody looked for three days');
  });
  it('what was spent on days before the first reading', () => {
    const { spend } = ledgerOf([total(noon - 2 * day, 50), total(noon - day, 45), total(noon, 40)], noon, 'UTC');
    assert.deepEqual([spend.today.atLeast, spend.sevenDays.atLeast, spend.thirtyDays.atLeast], [false, true, true]);
  });
  it('a single change that is more than an amount can hold', () => {
    const most = 9_000_000_000;
    const { spend, events } = ledgerOf([total(noon - hour, most), total(noon, -most)], noon, 'UTC');
    assert.deepEqual([events[0]?.atLeast, spend.today.atLeast], [true, true]);
  });
});

describe('text and picture say the same of a bound', () => {
  const rows: readonly (readonly [what: string, readings: readonly PastReading[]])[] = [
    ['a day and two nights', [total(noon - 40 * hour, 10), total(noon - 37 * hour, 10), total(noon - 1 * hour, 4)]],
    ['a week each time', [29, 22, 15, 8].map((ago, index) => total(noon - ago * day, 50 - 7 * index)).concat(total(noon - day, 22))],
  ];
  for (const [what, readings] of rows) {
    it(`a bar of a day that may hold spend of earlier days is marked: ${what}`, () => {
      const last = readings.at(-1)?.at ?? 0;
      const { events, spend } = ledgerOf(readings, last, 'UTC');
      const limit = gapLimit(readings.map(({ at }) => at));
      const { bars } = spendBars({
        events,
        span: { from: readings[0]?.at ?? 0, to: last },
        per: 'day',
        now: last,
        gapLimit: limit,
        timeZone: 'UTC',
      });
      assert.deepEqual([spend.today.atMost, bars.at(-1)?.late], [true, true]);
    });
  }
  const ledgerWith = (more: Partial<Ledger>): Ledger => ({ ...ledgerOf([total(noon, 10)], noon, 'UTC'), ...more });
  const figures = (ledger: Ledger, more: Parameters<typeof factsOf>[0] = {}) =>
    historySummary({
      facts: factsOf(more),
      unit: usd,
      ledger,
      last: total(noon, 10),
      display: { ...displayAt(noon), timeZone: 'UTC', hidden: false },
      money: money2,
    });

  it('a runway that may be shorter is not called "not before" a day', () => {
    const runway = { kind: 'days', low: 5, high: null, atMost: true } as const;
    const figure = figures(ledgerWith({ runway })).find(({ name }) => name === 'Runway');
    assert.equal(figure?.value, runwayText(runway, displayAt(noon)));
    assert.doesNotMatch(figure.detail ?? '', /not before/);
  });
  it('what a runway that may be shorter leaves on a later day is "at most" too', () => {
    const atMostOf = (runway: Runway) => runwayCone(total(noon, 10), runway)?.atMost;
    assert.equal(atMostOf({ kind: 'days', low: 5, high: 8, atMost: true }), true);
    assert.equal(atMostOf({ kind: 'days', low: 5, high: null, atMost: false }), false);
    assert.equal(atMostOf({ kind: 'days', low: 5, high: null, atMost: true }), undefined, 'neither end is known');
  });
  it('what a provider reports as a least is "at least" on the page of the history', () => {
    const reading = readingOf([], { at: noon, spend: [{ unit: usd, window: 'month', amount: exact('7'), atLeast: true }] });
    const figure = figures(ledgerWith({}), { reading }).find(({ name }) => name.startsWith('Spent this month'));
    assert.equal(figure?.value, 'at least $7.00');
  });
  it('the command line does not call an open end "at most"', () => {
    const file = join(historyFolder(), 'readings.json');
    // Nothing on a third of the days, and a top-up on one of them, beside what was spent.
    let left = 100;
    const readings = [0, 5, 0, 5, 5, 0, 5, 5, 5, 0, 0, 5].flatMap((spent, index) => {
      left -= spent;
      const at = noon - (12 - index) * day;
      if (index !== 6) return [{ at, left }];
      left += 50;
      return [
        { at, left: left - 50 },
        { at: at + hour, left },
      ];
    });
    writeFileSync(
      file,
      JSON.stringify(
        readings.map(({ at, left: available }) => ({
          account: 'a',
          unit: 'USD',
          at: new Date(at).toISOString(),
          available: available.toFixed(2),
        })),
      ),
    );
    const said = ledgerCommand(file, { command: 'ledger', file, json: false, now: noon, timeZone: 'UTC' }, readHistoryFile);
    removeHistoryFolders();
    assert.ok(said.ok);
    assert.match(said.text, /runway/);
    assert.doesNotMatch(said.text, /at most .*∞/);
  });
});
