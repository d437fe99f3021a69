import assert from 'node:assert/strict';
import { callsBetween } from '../../../src/core/explained/callsBetween';
import { hourMs } from '../../../src/core/time/durations';
import { answerOf, balances, callAt } from '../../support/explainedWorld';

const now = Date.UTC(2026, 10, 22, 15, 20);
const rows = balances(now, [
  [30, 20],
  [2, 12],
]);
const stateWith = (calls: Parameters<typeof answerOf>[0]['calls']): string | undefined =>
  answerOf({ rows, calls }, now).groups[0]?.whole?.state;

describe('calls between two moments', () => {
  it('are counted with both ends', () => {
    const between = callsBetween([30, 10, 20, 20].map((at) => ({ since: at, at })));
    assert.deepEqual(
      [between(10, 20), between(11, 19), between(20, 20), between(31, 99), between(0, 99), between(20, 10)],
      [3, 0, 2, 0, 4, 0],
    );
  });
  it('of any provider tell that somebody was at work', () => {
    assert.equal(stateWith([callAt(now - 300 * hourMs)]), 'idleSpend');
    assert.equal(stateWith([callAt(now - 20 * hourMs, { provider: { name: 'openrouter', evidence: 'logged' } })]), 'unexplained');
  });
});
