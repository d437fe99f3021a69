import assert from 'node:assert/strict';
import type { HistorySelection } from '../../../src/core/historyPage/historySelection';
import type { SeriesView } from '../../../src/core/historyPage/seriesView';
import type { Cap } from '../../../src/core/model/reading';
import { unit } from '../../../src/core/money/money';
import { english } from '../../../src/core/text/translate';
import { factsOf, held } from '../../support/accounts';
import { historyView } from '../../support/historyPage';
import { dollars, pastChecks, type PastChecks } from '../../support/pastChecks';
import { hour } from '../../support/pastReadings';
import { idOf } from '../../support/ids';

const now = Date.UTC(2026, 2, 12, 20);
const today = Date.UTC(2026, 2, 12);
const cap = (remaining: number, limit = 20, resets: Cap['resets'] = 'daily'): Cap => ({
  unit: unit('USD'),
  limit: dollars(limit),
  remaining: dollars(remaining),
  resets,
});
const capsAt = (...some: readonly (readonly [at: number, cap: Cap])[]): PastChecks => {
  const checks = pastChecks(now);
  for (const [at, one] of some) checks.answered(at, { caps: [one] });
  return checks;
};

function viewOf({ store }: PastChecks, wanted: Partial<HistorySelection> = {}, hidden = false) {
  const reading = store.latest()[0]?.reading;
  return historyView(store, [factsOf(reading ? { reading } : {})], wanted, 1200, {
    now,
    locale: 'en',
    timeZone: 'UTC',
    hidden,
    t: english,
  });
}

function lineOf(...of: Parameters<typeof viewOf>): SeriesView {
  const { content } = viewOf(...of);
  return content.kind === 'line' ? content.line : assert.fail(content.sentence);
}

describe('the page of an account that reports a cap alone', () => {
  const checks = capsAt([today + hour, cap(18)], [today + 3 * hour, cap(11)], [today + 5 * hour, cap(10.5)]);
  it('opens on what the cap leaves, with its limit across', () => {
    const line = lineOf(checks);
    assert.deepEqual([line.of, line.title], ['cap', 'Left of the key cap (daily), USD']);
    assert.deepEqual(
      line.points.map(({ last }) => last / 1e6),
      [18, 11, 10.5],
    );
    assert.deepEqual([line.level, line.cone], [{ kind: 'limit', amount: dollars(20) }, null]);
  });
  it('tells what is left, the limit and what was spent, and no runway', () => {
    assert.deepEqual(
      lineOf(checks).summary.map(({ name, value, source }) => [name, value, source]),
      [
        ['Left', '$10.50', 'reported'],
        ['Limit', '$20.00', 'reported'],
        ['Spent today', '$7.50', 'derived'],
      ],
    );
    for (const { value, detail } of lineOf(checks, {}, true).summary) assert.doesNotMatch(value + (detail ?? ''), /\$|\d[.,]\d/);
  });
  it('calls a rise set back, never money that came, and the day a bound', () => {
    const line = lineOf(capsAt([today - 2 * hour, cap(3)], [today + hour, cap(19)], [today + 2 * hour, cap(16)]));
    assert.deepEqual(
      line.marks.map(({ kind, amount, atLeast }) => [kind, amount / 1e6, atLeast]),
      [['setBack', 16, true]],
    );
    assert.match(line.sentence, /reset 1×\.$/);
    assert.deepEqual(line.entries, []);
    const bar = line.spend.bars.at(-1);
    // One before the first look of the day, as its limit of 20 tells, and three after it.
    assert.deepEqual([(bar?.spent ?? 0) / 1e6, bar?.atLeast], [4, true]);
  });
  it('takes a fall over the time at which it is set back for a bound', () => {
    const fall = (resets: Cap['resets']) =>
      lineOf(capsAt([today - hour, cap(19, 20, resets)], [today + hour, cap(15, 20, resets)])).spend.bars.at(-1);
    assert.deepEqual(
      (['daily', 'weekly', 'monthly', 'never'] as const).map((resets) => fall(resets)?.atLeast),
      [true, false, false, false],
    );
  });
  it('says "at least" of a day over whose beginning as much was left as before', () => {
    const line = lineOf(capsAt([today - 8 * hour, cap(7, 10)], [today + 12 * hour, cap(7, 10)]));
    assert.equal(line.summary.find(({ name }) => name === 'Spent today')?.value, 'at least $3.00');
    const bar = line.spend.bars.at(-1);
    assert.deepEqual([(bar?.spent ?? 0) / 1e6, bar?.atLeast], [3, true]);
  });
  it('knows the month of a plan by the time at which it is set back next', () => {
    const plan = (remaining: number): Cap => ({ ...cap(remaining, 100, 'monthly'), owner: 'plan', resetsAt: Date.UTC(2026, 3, 11) });
    const line = lineOf(capsAt([today - 36 * hour, plan(90)], [today + 12 * hour, plan(60)]), { range: { kind: '7d' } });
    assert.equal(line.range.figures[0]?.value, 'at least $40.00');
  });
  it('sees no spend and nothing set back in a limit that was changed', () => {
    const line = lineOf(capsAt([today + hour, cap(5)], [today + 2 * hour, cap(35, 50)], [today + 3 * hour, cap(34, 50)]));
    assert.deepEqual(line.marks, []);
    assert.deepEqual([(line.spend.bars.at(-1)?.spent ?? 0) / 1e6, line.spend.bars.at(-1)?.atLeast], [1, false]);
  });
  it('is a further line beside the balance, which comes first', () => {
    const both = pastChecks(now);
    both.answered(today + hour, { balances: [held('USD', '40', {}, today + hour)], caps: [cap(18), cap(90, 100, 'monthly')] });
    const view = viewOf(both);
    assert.deepEqual(
      view.choices[0]?.lines.map(({ of, name }) => [of, name]),
      [
        ['balance', 'Balance, USD'],
        ['key daily', 'Left of the key cap (daily), USD'],
        ['key monthly', 'Left of the key cap (monthly), USD'],
      ],
    );
    assert.equal(view.selection?.of, 'balance');
    const monthly = lineOf(both, { account: idOf('work'), unit: 'USD', of: 'key monthly' });
    assert.deepEqual([monthly.points.at(-1)?.last, monthly.summary[0]?.value], [dollars(90), '$90.00']);
  });
});

describe('a history of two keys', () => {
  it('has a mark between them, and nothing across it', () => {
    const checks = pastChecks(now);
    checks.answered(today + hour, { balances: [held('USD', '40', {}, today + hour)] });
    checks.answered(today + 2 * hour, { balances: [held('USD', '39', {}, today + 2 * hour)] });
    const changed = today + 3 * hour;
    checks.answered(today + 4 * hour, { balances: [held('USD', '90', {}, today + 4 * hour)] }, changed);
    checks.answered(today + 5 * hour, { balances: [held('USD', '88', {}, today + 5 * hour)] }, changed);
    const line = lineOf(checks);
    assert.deepEqual(line.breaks, [{ from: today + 2 * hour, to: today + 4 * hour, why: 'key' }]);
    const bar = line.spend.bars.at(-1);
    // What was spent between the two keys is in no reading.
    assert.deepEqual([line.marks, (bar?.spent ?? 0) / 1e6, bar?.atLeast], [[], 3, true]);
  });
  it('says where it was the clock that went back', () => {
    const checks = pastChecks(now);
    checks.answered(today + hour, { balances: [held('USD', '40', {}, today + hour)] });
    checks.answered(today + 2 * hour, { balances: [held('USD', '39', {}, today + 2 * hour)] }, 1);
    assert.deepEqual(
      lineOf(checks).breaks.map(({ why }) => why),
      ['clock'],
    );
  });
});
