import assert from 'node:assert/strict';
import { spendDaysCsv, spendDaysJson } from '../../../src/core/history/spendDaysFile';
import type { HistorySelection } from '../../../src/core/historyPage/historySelection';
import type { SeriesView } from '../../../src/core/historyPage/seriesView';
import type { BalanceEntry } from '../../../src/core/model/account';
import type { Spend, SpendDay } from '../../../src/core/model/reading';
import { unit } from '../../../src/core/money/money';
import { english } from '../../../src/core/text/translate';
import { anthropic } from '../../../src/providers';
import { underCursor } from '../../../src/webview/underCursor';
import { factsOf, readingOf } from '../../support/accounts';
import { historyView } from '../../support/historyPage';
import { costOf, dollars, pastChecks, type PastChecks } from '../../support/pastChecks';
import { day, hour } from '../../support/pastReadings';
import { idOf } from '../../support/ids';

/** Half past ten in the evening in Berlin is the next day there before it is in UTC. */
const now = Date.UTC(2026, 2, 12, 22, 30);
const today = Date.UTC(2026, 2, 12);
const usd = unit('USD');
const monthOf = (amount: number): Spend => ({ unit: usd, window: 'month', amount: dollars(amount) });
const dayOf = (amount: number): Spend => ({ unit: usd, window: 'day', amount: dollars(amount) });

/** The last days up to today, a dollar more each. */
const days = (count: number): readonly SpendDay[] =>
  Array.from({ length: count }, (_, index) => costOf(today - (count - 1 - index) * day, index + 1));

function viewOf(
  { store }: PastChecks,
  wanted: Partial<HistorySelection> = {},
  {
    hidden = false,
    spend = [] as readonly Spend[],
    estimate,
  }: { hidden?: boolean; spend?: readonly Spend[]; estimate?: BalanceEntry } = {},
) {
  const reading = readingOf([], { at: now - hour, spend });
  const facts = factsOf(spend.length === 0 ? {} : { reading }, estimate ? { estimate } : {}, anthropic);
  return historyView(store, [facts], wanted, 1200, { now, locale: 'en', timeZone: 'Europe/Berlin', hidden, t: english });
}

function lineOf(...of: Parameters<typeof viewOf>): SeriesView {
  const { content } = viewOf(...of);
  return content.kind === 'line' ? content.line : assert.fail(content.sentence);
}

const told = (...some: readonly SpendDay[]): PastChecks => {
  const checks = pastChecks(now);
  checks.answered(now - hour, { days: some });
  return checks;
};
const barsOf = (line: SeriesView): readonly (number | null)[] =>
  line.spend.bars.map(({ spent, unreported }) => (unreported ? null : spent / 1e6));

describe('the page of an account that reports spend alone', () => {
  it('opens on the days that the provider reported, in UTC', () => {
    const view = viewOf(told(...days(3)));
    assert.deepEqual([view.selection?.unit, view.selection?.of], ['USD', 'spend']);
    const line = lineOf(told(...days(3)));
    assert.deepEqual(barsOf(line), [1, 2, 3]);
    assert.deepEqual([line.timeZone, line.spend.bars[0]?.from], ['UTC', today - 2 * day]);
    assert.match(line.spendTitle, /Spend per day \(UTC days, as the provider counts\)/);
    assert.deepEqual([line.points, line.marks, line.entries], [[], [], []]);
  });
  it('opens on days that its latest answer tells nothing of, beside an account that has a balance', () => {
    const { store } = told(...days(3));
    const other = factsOf({}, { id: idOf('other') });
    store.importRows([
      { account: idOf('other'), unit: 'USD', reading: { at: now - hour, epoch: 0, available: dollars(1), paid: null, granted: null } },
    ]);
    const view = historyView(store, [factsOf({}, {}, anthropic), other], {}, 800, {
      now,
      locale: 'en',
      timeZone: 'UTC',
      hidden: false,
      t: english,
    });
    assert.deepEqual([view.selection?.account, view.selection?.of], ['work', 'spend']);
  });
  it('survives JSON, as a message to the page must', () => {
    const view = viewOf(told(...days(40)));
    assert.deepEqual(JSON.parse(JSON.stringify(view)), view);
  });
  it('has no bar for a day that was not reported, which is not one of nothing', () => {
    const [first, , third] = days(3);
    const line = lineOf(told({ ...first!, amount: dollars(0) }, third!));
    assert.deepEqual(barsOf(line), [0, null, 3]);
    assert.match(line.sentence, /1 not reported/);
  });
  it('shows a restated day as it was told last, and a bound as one', () => {
    const checks = pastChecks(now);
    checks.answered(now - 2 * day, { days: [costOf(today - 3 * day, 5)] });
    checks.answered(now - hour, {
      days: [costOf(today - 3 * day, 7), costOf(today - 2 * day, 4, true), costOf(today - day, 1), costOf(today, 1)],
    });
    const line = lineOf(checks);
    assert.deepEqual(barsOf(line), [7, 4, 1, 1]);
    assert.deepEqual(
      line.spend.bars.map(({ atLeast, settling }) => [atLeast, settling]),
      [
        [false, false],
        [true, false],
        [false, false],
        [false, true],
      ],
    );
  });
  it('takes a day that was told of before its end for a bound, once it is over', () => {
    const checks = pastChecks(now);
    checks.answered(now - 2 * day, { days: [costOf(today - 2 * day, 5)] });
    assert.deepEqual(
      lineOf(checks).spend.bars.map(({ atLeast, unreported }) => [atLeast, unreported === true]),
      [
        [true, false],
        [false, true],
        [false, true],
      ],
    );
  });
  it('says what was spent, and this month against the last up to the same day', () => {
    const figures = new Map(lineOf(told(...days(60)), {}, { spend: [dayOf(60), monthOf(654)] }).summary.map((one) => [one.name, one]));
    assert.deepEqual(
      [...figures].map(([name, { value, source }]) => [name, value, source]),
      [
        ['Spent today (UTC)', '$60.00', 'reported'],
        ['Spent this month (UTC)', '$654.00', 'reported'],
      ],
    );
    // Feb 1 to Feb 12 were the days that cost 21 to 32.
    assert.equal(figures.get('Spent this month (UTC)')?.detail, 'last month up to the same day: $318.00 (+106%)');
  });
  it('sums the days of the range, against as many before it, and lists them', () => {
    const { range, days: table } = lineOf(told(...days(60)), { range: { kind: '7d' } });
    assert.equal(range.title, '7 days (UTC days)');
    assert.deepEqual(range.figures.slice(0, 2), [
      { name: 'Spent', value: '$399.00', detail: 'The 7 days before: $350.00, so 14% more now', source: 'reported' },
      { name: 'Typical day', value: '$57.00', detail: 'half of the days: $55.00 to $58.00', source: 'reported' },
    ]);
    assert.deepEqual(
      table?.rows.map(({ spent = 0, settling }) => [spent / 1e6, settling === true]),
      [60, 59, 58, 57, 56, 55, 54].map((amount) => [amount, amount === 60]),
    );
  });
  it('says how much of a window was reported, and takes no part for the whole', () => {
    const { summary, range } = lineOf(told(...days(3)), { range: { kind: '7d' } });
    const figures = new Map(summary.map((one) => [one.name, one]));
    assert.deepEqual([range.figures[0]?.value, range.figures[0]?.detail], ['at least $6.00', '3 of 7 days reported']);
    assert.equal(figures.get('Spent this month (UTC)')?.value, 'at least $6.00');
    const late = new Map(lineOf(told(costOf(today - 2 * day, 5))).summary.map((one) => [one.name, one.value]));
    assert.equal(late.get('Spent today (UTC)'), 'not reported yet');
  });
  it('lets what was entered fall by what is reported, as far as that is known', () => {
    const estimate = { unit: usd, amount: dollars(50), at: today - 2 * day + hour, spentThatDay: dollars(0.5) };
    const steps = lineOf(told(...days(5)), {}, { estimate }).points.map(({ to, last }) => [to, last / 1e6]);
    assert.deepEqual(steps, [
      [today - 2 * day + hour, 50],
      [today - day, 47.5],
      [today, 43.5],
      [now - hour, 38.5],
    ]);
    const holed = told(...days(5).filter((one) => one.day !== today - day));
    assert.deepEqual(
      lineOf(holed, {}, { estimate }).points.map(({ last }) => last / 1e6),
      [50, 47.5],
      'ends where a day is missing',
    );
  });
  it('lets it fall no further than to a day of which some was not told, or that went on behind what was told', () => {
    const estimate = { unit: usd, amount: dollars(50), at: today - 2 * day + hour, spentThatDay: dollars(0.5) };
    const leftOf = (checks: PastChecks) => lineOf(checks, {}, { estimate }).points.map(({ last }) => last / 1e6);
    assert.deepEqual(
      leftOf(told(...days(5).map((one) => ({ ...one, ...(one.day === today - day ? { atLeast: true as const } : {}) })))),
      [50, 47.5],
    );
    const unfinished = pastChecks(now);
    unfinished.answered(today - hour, { days: days(5).slice(0, -1) });
    unfinished.answered(now - hour, { days: days(5).slice(-1) });
    assert.deepEqual(leftOf(unfinished), [50, 47.5]);
  });
  it('tells of a day at the cursor, with what was left by then', () => {
    const estimate = { unit: usd, amount: dollars(50), at: today - 2 * day + hour, spentThatDay: dollars(0) };
    const line = lineOf(told(...days(5)), {}, { estimate });
    const under = underCursor(line, today - day + 5 * hour, now, hour);
    assert.deepEqual(under.kind === 'bar' && [under.bar.spent / 1e6, (under.left ?? 0) / 1e6], [4, 43]);
  });
  it('masks every amount where amounts are hidden', () => {
    const estimate = { unit: usd, amount: dollars(50), at: today - 2 * day + hour, spentThatDay: dollars(0.5) };
    const line = lineOf(told(...days(60)), {}, { hidden: true, estimate, spend: [dayOf(60), monthOf(654)] });
    for (const text of [line.sentence, ...line.summary.flatMap(({ value, detail }) => [value, detail ?? ''])])
      assert.doesNotMatch(text, /\$|\d[.,]\d|%/, text);
  });
  it('draws weeks and months of the provider, which are bounds where a day of them is missing', () => {
    const { spend } = lineOf(told(...days(800)), { range: { kind: 'all' } });
    assert.equal(spend.per, 'week');
    assert.deepEqual(
      [spend.bars[0]?.atLeast, spend.bars[5]?.atLeast, spend.bars.at(-1)?.settling],
      [spend.bars[0]!.from < today - 799 * day, false, true],
    );
  });
  it('draws nothing of a day that lies ahead', () => {
    const bars = lineOf(told(...days(2), costOf(today + day, 99))).spend.bars;
    assert.deepEqual(
      bars.map(({ spent }) => spent / 1e6),
      [1, 2],
    );
  });
  it('says which days are of another key', () => {
    const checks = told(...days(3).slice(0, 2));
    checks.answered(now, { days: [costOf(today, 9)] }, now - hour);
    assert.deepEqual(lineOf(checks).breaks, [{ from: today - day, to: today, why: 'key' }]);
  });
  it('says that days will appear, before there are any', () => {
    const { content } = viewOf(pastChecks(now));
    assert.match(content.kind === 'empty' ? content.sentence : '', /^Anthropic.* reports spend per day/);
  });
});

describe('the days of an account as a file', () => {
  const some = [
    { ...costOf(today, 1.25), epoch: 0, at: now },
    { ...costOf(today - day, 2, true), epoch: 0, at: now },
  ];
  it('are rows of CSV and of JSON, each with its bound', () => {
    assert.equal(
      spendDaysCsv(idOf('work'), some),
      '\uFEFFaccount,unit,day,amount,atLeast,reportedAt\r\nwork,USD,2026-03-12,1.25,false,2026-03-12T22:30:00.000Z\r\nwork,USD,2026-03-11,2.00,true,2026-03-12T22:30:00.000Z\r\n',
    );
    const rest = { account: 'work', unit: 'USD', reportedAt: '2026-03-12T22:30:00.000Z' };
    assert.deepEqual(JSON.parse(spendDaysJson(idOf('work'), some)), [
      { ...rest, day: '2026-03-12', amount: '1.25', atLeast: false },
      { ...rest, day: '2026-03-11', amount: '2.00', atLeast: true },
    ]);
    assert.equal(spendDaysJson(idOf('work'), []), '[]\n');
  });
});
