import assert from 'node:assert/strict';
import { spendReport } from '../../../src/core/provider/costReport';
import { unit } from '../../../src/core/money/money';
import { parseExact } from '../../../src/core/money/parseAmount';
import { dayMs } from '../../../src/core/time/durations';

describe('a cost report', () => {
  const now = Date.UTC(2026, 0, 3, 12);
  const first = Date.UTC(2026, 0, 1);
  const usd = unit('USD');
  const report = (listed?: ReadonlySet<number>) =>
    spendReport(
      [
        { at: first, unit: usd, amount: parseExact('1') },
        { at: first + 1000, unit: usd, amount: parseExact('2') },
        { at: first + 2 * dayMs, unit: usd, amount: 'malformed' },
      ],
      { now, spentSince: null },
      usd,
      listed,
    ).days;

  it('tells what each day cost that came: nothing where it is listed without costs, and not what cannot be read', () => {
    assert.deepEqual(report(new Set([0, 1, 2].map((index) => first + index * dayMs))), [
      { day: first, unit: usd, amount: 3_000_000 },
      { day: first + dayMs, unit: usd, amount: 0 },
    ]);
  });
  it('tells of no day by what several cost together', () => {
    const costs = [
      { at: first, isOfDays: true, unit: usd, amount: parseExact('9') },
      { at: first + 2 * dayMs, isOfDays: false, unit: usd, amount: parseExact('1') },
    ];
    assert.deepEqual(spendReport(costs, { now, spentSince: null }, usd).days, [{ day: first + 2 * dayMs, unit: usd, amount: 1_000_000 }]);
  });
  it('adds up before it rounds: many costs of less than a millionth are some', () => {
    const costs = Array.from({ length: 3000 }, () => ({ at: first, unit: usd, amount: parseExact('0.0000004') }));
    const { days, spend } = spendReport(costs, { now: first, spentSince: null }, usd);
    assert.deepEqual([days?.[0]?.amount, spend?.map(({ amount }) => amount)], [1_200, [1_200, 1_200]]);
  });
  it('says of a sum that it is too large, where its costs are not', () => {
    const costs = Array.from({ length: 2 }, () => ({ at: first, unit: usd, amount: parseExact('5000000000') }));
    const { spend, problems } = spendReport(costs, { now: first, spentSince: null }, usd);
    assert.deepEqual(
      spend?.map(({ amount }) => amount),
      [null, null],
    );
    assert.deepEqual(
      problems?.map(({ hint }) => hint),
      ['The amount is larger than can be shown exactly.'],
    );
  });
  it('tells of the days that have costs, where it lists none', () => {
    assert.deepEqual(report(), [{ day: first, unit: usd, amount: 3_000_000 }]);
  });
});
