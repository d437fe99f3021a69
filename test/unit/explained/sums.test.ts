import assert from 'node:assert/strict';
import { usesInOrder, type Use } from '../../../src/core/explained/usesInOrder';
import { micros, unit } from '../../../src/core/money/money';
import { hourMs } from '../../../src/core/time/durations';
import type { LoggedCall } from '../../../src/core/usage/loggedCall';
import { risesOf } from '../../../src/core/usage/risesOf';
import { answerOf, balances, callAt } from '../../support/explainedWorld';

const now = Date.UTC(2026, 10, 22, 15, 20);
const rows = balances(now, [
  [30, 20],
  [10, 15],
]);
const cost = 148_000;

/** What a session came to by the hours before now at which it is known to have begun and to have ended; null: not known. */
function told(since: number | null, at: number, changed: Partial<LoggedCall<number>> = {}) {
  const sum = { kind: 'sum', ...(since === null ? {} : { since: now - since * hourMs }), ...changed } as const;
  const [group] = answerOf({ rows, calls: [callAt(now - at * hourMs, sum)] }, now).groups;
  return [group?.whole?.explainedMin, group?.whole?.explainedMax, group?.parts.tool.length];
}

describe('a sum of calls of which it is not known when each was made', () => {
  it('is surely of a time that it lies in as a whole, and may be of one that it reaches into', () => {
    assert.deepEqual(told(29, 12), [cost, cost, 1]);
    assert.deepEqual(told(31, 12), [0, cost, 1]);
    // What was used by the end may be booked after it.
    assert.deepEqual(told(29, 10.5), [0, cost, 1]);
    assert.deepEqual(told(29, 5), [0, cost, 1]);
    assert.deepEqual(told(40, 5), [0, cost, 1]);
    assert.deepEqual(told(9, 5), [0, 0, 0]);
    assert.deepEqual(told(50, 32), [0, 0, 0]);
  });
  it('reaches back without an end where it is not known when it began', () => {
    assert.deepEqual(told(null, 12), [0, cost, 1]);
    assert.deepEqual(told(null, 5), [0, cost, 1]);
    assert.deepEqual(told(null, 32), [0, 0, 0]);
    assert.deepEqual(told(12, 12), [cost, cost, 1]);
  });
  it('is of a whole that has it between two readings of which none has', () => {
    const between = balances(now, [
      [30, 20],
      [20, 18],
      [10, 15],
    ]);
    const sum = callAt(now - 12 * hourMs, { kind: 'sum', since: now - 28 * hourMs });
    const [group] = answerOf({ rows: between, calls: [sum] }, now).groups;
    assert.deepEqual(
      group?.spans.map(({ explainedMin, explainedMax }) => [explainedMin, explainedMax]),
      [
        [0, cost],
        [0, cost],
      ],
    );
    assert.equal(group.whole?.explainedMin, cost);
  });
  it('is of what a day reports in the same way', () => {
    const day = Date.UTC(2026, 10, 19);
    const period = (from: number) => ({ from, to: from + 24 * hourMs, amount: micros(2_000_000), atLeast: false, parts: [] });
    const account = rows[0]?.account;
    assert.ok(account !== undefined);
    const explained = (since: number, at: number) => {
      const reported = [{ account, unit: unit('CNY'), periods: [period(day), period(day + 24 * hourMs)] }];
      const calls = [callAt(day + at * hourMs, { kind: 'sum', since: day + since * hourMs })];
      const [group] = answerOf({ rows: [], reported, calls }, now).groups;
      return [...(group?.spans ?? []), group?.whole].map((span) => [span?.explainedMin, span?.explainedMax]);
    };
    const [none, may, all] = [
      [0, 0],
      [0, cost],
      [cost, cost],
    ];
    assert.deepEqual(explained(1, 20), [all, none, all]);
    assert.deepEqual(explained(20, 29), [may, may, all]);
    assert.deepEqual(explained(30, 60), [none, may, may]);
  });

  it('is, of what rose between two looks, of the time between them', () => {
    const total = (at: number, amount: number, since?: number): LoggedCall<number> => ({
      ...callAt(at).call,
      ...{
        key: amount,
        kind: 'sum',
        isCumulative: true,
        tokens: null,
        costs: [{ amount: micros(amount), unit: unit('CNY'), source: 'tool' }],
      },
      ...(since === undefined ? {} : { since }),
    });
    const rises = risesOf([total(30, 7, 10), total(50, 9, 10), total(90, 12, 10)]);
    assert.deepEqual(
      [...rises.values()].map(({ since, at }) => [since, at]),
      [
        [10, 30],
        [30, 50],
        [50, 90],
      ],
    );
    assert.deepEqual(
      [...risesOf([total(30, 7)]).values()].map(({ since }) => since),
      [undefined],
    );
  });

  it('adds up as each one by itself would, whatever the times', () => {
    const uses: Use[] = [];
    for (let since = 0; since < 6; since++)
      for (let at = since; at < 6; at++) uses.push({ since, at, kind: 'priced', least: micros(1 << since), most: micros(100 << at) });
    const sums = usesInOrder(uses);
    for (let from = -1; from < 7; from++)
      for (let to = -1; to < 7; to++) {
        const within = uses.filter((use) => use.since >= from && use.at <= to);
        const into = uses.filter((use) => from <= to && use.at >= from && use.since <= to);
        for (const [which, wanted] of [['within', within] as const, ['into', into] as const]) {
          const { calls, least, most } = sums(from, to, which);
          const add = (of: (use: Use) => number): number => wanted.reduce((sum, use) => sum + of(use), 0);
          assert.deepEqual(
            [calls, least, most],
            [wanted.length, add((use) => use.least), add((use) => use.most)],
            `${from} ${to} ${which}`,
          );
        }
      }
  });
});
