import assert from 'node:assert/strict';
import { knownTime, type KnownTime } from '../../../src/core/explained/knownTime';
import { english } from '../../../src/core/text/translate';
import { hourMs } from '../../../src/core/time/durations';
import type { CountedCall } from '../../../src/core/usage/countedCall';
import { answerOf, balances, callAt, explainedViewOf } from '../../support/explainedWorld';

const now = Date.UTC(2026, 10, 22, 15, 20);
// Twice two was spent, and once a call was made; no time of the first reading less an hour of late booking and half of one for which a call may go on.
const rows = balances(now, [
  [60, 20],
  [50, 18],
  [40, 16],
  [30, 14],
]);
const first = now - 61.5 * hourMs;
const read: KnownTime = { from: first, to: now };

function told(known: KnownTime | null, calls: readonly CountedCall[] = []) {
  const answer = answerOf({ rows, calls, known }, now);
  const [group] = answer.groups;
  const { card } = explainedViewOf({ answer }, { now, locale: 'en', timeZone: 'UTC', hidden: false, sharing: null, t: english });
  const missing = card?.bar.find(({ kind }) => kind === 'missing')?.name;
  return { state: group?.whole?.state, hints: card?.hints.join(' ') ?? '', words: card?.sentences.slice(2).join(' ') ?? '', missing };
}

describe('money that went while no tool was in use', () => {
  it('is said, and said to come again, where all logs of that time were read', () => {
    const { state, hints, words } = told(read);
    assert.equal(state, 'idleSpend');
    assert.equal(words, '¥6.00 of it was spent while no tool whose logs are read was in use.');
    assert.match(hints, /^More than once money was spent while no tool whose logs are read was in use/);
  });

  for (const [why, known, idle] of [
    ['logs were passed over, not read to the end, or there are none', null, ''],
    ['a log that was passed over changed later', { from: first + 1, to: now }, '4.00'],
    ['logs were read before it ended', { from: first, to: now - 30 * hourMs - 1 }, '4.00'],
  ] as const)
    it(`is not said where ${why}, but of times of which it is known`, () => {
      const { state, hints, words, missing } = told(known);
      assert.equal(state, 'unexplained');
      const rest = idle === '' ? '' : ` ¥${idle} of it was spent while no tool whose logs are read was in use.`;
      assert.equal(words, `At least ≈ ¥6.00 is in no log that was read.${rest}`);
      assert.equal(missing, 'In no log that was read');
      assert.doesNotMatch(hints, /in use/);
    });

  it('is not said where a call began less than 90 minutes before, and may have gone on', () => {
    const began = (hours: number) =>
      told({ from: 0, to: now }, [callAt(now - hours * hourMs, { provider: { name: 'anthropic', evidence: 'model' } })]);
    assert.equal(began(61.4).state, 'unexplained');
    assert.equal(began(61.6).state, 'idleSpend');
  });

  it('is not said where a sum that was logged later may hold calls of then', () => {
    const sum = { kind: 'sum', tokens: null, provider: { name: 'openai', evidence: 'logged' } } as const;
    assert.equal(told(read, [callAt(now - hourMs, { ...sum, since: now - 40 * hourMs })]).state, 'unexplained');
    assert.equal(told(read, [callAt(now - hourMs, { ...sum, since: now - 2 * hourMs })]).state, 'idleSpend');
    assert.equal(told(read, [callAt(now - hourMs, sum)]).state, 'unexplained');
    assert.equal(told(read, [callAt(first - hourMs, sum)]).state, 'idleSpend');
  });
});

describe('the time of which every call is known', () => {
  it('begins where no log that was passed over may hold calls any more, and is none where no tool has logs', () => {
    const tool = (unreadUntil: number | null, oldest = unreadUntil === null ? null : 0) => ({ unreadUntil, oldest });
    assert.deepEqual(knownTime([tool(null), tool(5)], 9), { from: 5, to: 9 });
    assert.deepEqual(knownTime([tool(7), tool(0)], 9), { from: 7, to: 9 });
    // Logs of before may have been deleted.
    assert.deepEqual(knownTime([tool(0, 6), tool(2, 4), tool(null)], 9), { from: 4, to: 9 });
    assert.equal(knownTime([tool(null)], 9), null);
    assert.equal(knownTime([], 9), null);
  });
});
