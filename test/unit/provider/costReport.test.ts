import assert from 'node:assert/strict';
import { spendReport } from '../../../src/core/provider/costReport';
import { micros, unit } from '../../../src/core/money/money';
import { dayMs } from '../../../src/core/time/durations';

describe('a cost report', () => {
  const now = Date.UTC(2026, 0, 3, 12);
  const first = Date.UTC(2026, 0, 1);
  const usd = unit('USD');
  const report = (listed?: ReadonlySet<number>) =>
    spendReport(
      [
        { at: first, unit: usd, amount: micros(1_000_000) },
        { at: first + 1000, unit: usd, amount: micros(2_000_000) },
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
      { at: first, isOfDays: true, unit: usd, amount: micros(9_000_000) },
      { at: first + 2 * dayMs, isOfDays: false, unit: usd, amount: micros(1_000_000) },
    ];
    assert.deepEqual(spendReport(costs, { now, spentSince: null }, usd).days, [{ day: first + 2 * dayMs, unit: usd, amount: 1_000_000 }]);
  });
  it('tells of the days that have costs, where it lists none', () => {
    assert.deepEqual(report(), [{ day: first, unit: usd, amount: 3_000_000 }]);
  });
});
