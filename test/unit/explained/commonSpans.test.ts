import assert from 'node:assert/strict';
import { hourMs } from '../../../src/core/time/durations';
import { answerOf, balances, callAt } from '../../support/explainedWorld';

const now = Date.UTC(2026, 10, 22, 15, 20);

/** Two accounts of one provider, each read at some hours before now. */
function together(first: Parameters<typeof balances>[1], second: Parameters<typeof balances>[1], hoursAgo: readonly number[] = []) {
  const rows = [...balances(now, first, 'deepseek-a'), ...balances(now, second, 'deepseek-b')];
  const [group] = answerOf({ rows, calls: hoursAgo.map((hours) => callAt(now - hours * hourMs)) }, now).groups;
  return { whole: group?.whole, spans: group?.spans.map(({ span }) => span.atLeast) };
}

describe('accounts that are compared together', () => {
  const second = [
    [30, 10],
    [20, 10],
    [10, 10],
  ] as const;

  it('spent at least as much as is seen where one was not read to the end, or from the beginning', () => {
    const early = together(
      [
        [30, 100],
        [25, 99],
      ],
      second,
    );
    assert.deepEqual([early.whole?.span.spent, early.whole?.span.atLeast], [1_000_000, true]);
    const late = together(
      [
        [25, 100],
        [10, 99],
      ],
      second,
    );
    assert.equal(late.whole?.span.atLeast, true);
  });

  it('spent what is seen where both ends are of one time, whenever each was read between', () => {
    const both = together(
      [
        [30, 100],
        [22, 99.5],
        [10, 99],
      ],
      second,
    );
    assert.equal(both.whole?.span.atLeast, false);
    assert.deepEqual(both.spans, [true, true]);
    const seconds = together(
      [
        [30.01, 100],
        [10.01, 99],
      ],
      second,
    );
    assert.equal(seconds.whole?.span.atLeast, false);
  });

  it('are still told that calls of the time that both were read would have cost more', () => {
    const many = together(
      [
        [30, 100],
        [12, 100],
      ],
      second,
      Array.from({ length: 50 }, (_, index) => 29 - index / 10),
    );
    assert.deepEqual([many.whole?.state, many.whole?.span.atLeast], ['over', true]);
  });
});
