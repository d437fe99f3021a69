import assert from 'node:assert/strict';
import { dayMs, hourMs } from '../../../src/core/time/durations';
import { openrouter } from '../../../src/providers';
import { factsOf } from '../../support/accounts';
import { idOf } from '../../support/ids';
import { memoryHistory } from '../../support/memoryHistory';
import { displayAt } from '../../support/overviewWorld';
import { total } from '../../support/pastReadings';
import { statementViewOf } from '../../support/statementWorld';

const october = Date.UTC(2026, 9, 1);

/** What October's statement says was topped up and spent, of dollars that were left at noon of days from the first of October on. */
function cellsOf(left: readonly (readonly [day: number, left: number])[], today = 45) {
  const rows = left.map(([day, amount]) => ({
    account: idOf('a'),
    unit: 'USD',
    reading: total(october + (day - 1) * dayMs + 12 * hourMs, amount),
  }));
  const world = { facts: [factsOf({}, { id: idOf('a') }, openrouter)], store: memoryHistory(rows) };
  const display = displayAt(october + (today - 1) * dayMs + 13 * hourMs, { timeZone: 'UTC' });
  const { tables, legend } = statementViewOf(world, '2026-10', display);
  return { cells: tables[0]?.rows[0]?.cells.slice(1, 3), legend: legend.slice(0, -1) };
}
/** One dollar a day. */
const daily = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => [from + index, 100 - from - index] as const);

describe('what a statement says was spent in a month', () => {
  it('is a fact where each of its days was seen, and the night before it', () => {
    assert.deepEqual(cellsOf(daily(-3, 33)), { cells: ['$0.00', '$31.00'], legend: [] });
  });
  it('is so of a month that goes on, as far as it has gone', () => {
    assert.deepEqual(cellsOf(daily(-3, 20), 20).cells, ['$0.00', '$20.00']);
  });
  it('is "at least" from the first check of all on', () => {
    const { cells, legend } = cellsOf(daily(15, 33));
    assert.deepEqual(cells, ['not known', 'at least $16.00']);
    assert.match(legend.join(), /^At least: /);
  });
  it('is "at least" where the end of the month was not seen, whether or not somebody looked later', () => {
    assert.deepEqual(cellsOf(daily(-3, 7)).cells, ['not known', 'at least $7.00']);
    assert.deepEqual(cellsOf([...daily(-3, 7), [40, 20]]).cells, ['not known', 'at least $7.00']);
  });
  it('is "up to" where days before the month were not seen', () => {
    const { cells, legend } = cellsOf([[-60, 100], [10, 40], ...daily(11, 33).map(([day, left]) => [day, left - 49] as const)]);
    assert.deepEqual(cells, ['$0.00', 'up to $80.00']);
    assert.match(legend.join(), /^Up to: /);
  });
  it('is about so much where both ends were not seen', () => {
    assert.deepEqual(
      cellsOf([
        [-60, 100],
        [10, 40],
        [12, 30],
      ]).cells,
      ['not known', 'about $70.00'],
    );
  });
  it('is not known where one check is all there is', () => {
    assert.deepEqual(cellsOf([[15, 40]]).cells, ['not known', 'not known']);
  });
});
