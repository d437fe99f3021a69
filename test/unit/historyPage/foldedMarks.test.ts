import assert from 'node:assert/strict';
import { foldedMarks } from '../../../src/core/historyPage/foldedMarks';
import type { LedgerEvent } from '../../../src/core/ledger/ledgerEvents';
import { maxMicros, micros } from '../../../src/core/money/money';
import { day, minute, start, units } from '../../support/historyRows';

const topUps = (count: number, amount = units(1)): readonly LedgerEvent[] =>
  Array.from({ length: count }, (_, index): LedgerEvent => {
    const to = start + (index + 1) * 10 * minute;
    return { kind: index % 2 === 0 ? 'topUp' : 'adjustment', amount, from: to - minute, to, atLeast: false };
  });

describe('marks of a balance that wavers at each check', () => {
  const span = { from: start, to: start + 365 * day };
  it('are no more than can be told apart, and none of their money is gone', () => {
    const events = topUps(52_560);
    const marks = foldedMarks(events, span, 1200);
    assert.ok(marks.length <= 602, String(marks.length));
    const sum = (list: readonly { readonly amount: number }[]): number => list.reduce((all, { amount }) => all + amount, 0);
    assert.deepEqual([sum(marks), marks.reduce((all, { count }) => all + count, 0)], [sum(events), events.length]);
    assert.deepEqual([Math.min(...marks.map(({ from }) => from)), marks.at(-1)?.to], [events[0]?.from, events.at(-1)?.to]);
  });
  it('stay as they are while they are few, however near', () => {
    const events = topUps(500);
    assert.deepEqual(
      foldedMarks(events, span, 10),
      events.map((event) => ({ ...event, count: 1 })),
    );
  });
  it('whose sum is more than an amount holds are a bound', () => {
    const marks = foldedMarks(topUps(600, micros(maxMicros - 1)), span, 10);
    assert.ok(marks.every(({ amount, atLeast }) => amount === maxMicros && atLeast));
  });
});
