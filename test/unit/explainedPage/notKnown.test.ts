import assert from 'node:assert/strict';
import { explainedOf } from '../../../src/core/explained/explainedLine';
import { micros, unit } from '../../../src/core/money/money';
import { hourMs } from '../../../src/core/time/durations';
import type { CountedCall } from '../../../src/core/usage/countedCall';
import { answerOf, balances, callAt, explainedViewOf } from '../../support/explainedWorld';
import { idOf } from '../../support/ids';
import { displayAt } from '../../support/overviewWorld';

const now = Date.UTC(2026, 10, 22, 15, 20);
const rows = balances(now, [
  [30, 20],
  [2, 12],
]);
const view = (calls: readonly CountedCall[]) => explainedViewOf({ answer: answerOf({ rows, calls }, now) }, displayAt(now));
// What Crush logs: a sum of money, in dollars alone, of an account in yuan.
const costs = [{ amount: micros(30_000), unit: unit('USD'), source: 'tool' as const }];
const sum = callAt(now - 20 * hourMs, { kind: 'sum', tokens: null, costs, quality: 'total' });

describe('what is not known, on the page', () => {
  it('is no 0: neither what a sum in another currency cost here, nor how many calls it is', () => {
    const { card, usage } = view([sum]);
    assert.deepEqual(
      card?.rows.map(({ calls, amount, notes }) => [calls, amount, notes]),
      [['–', 'not known', ['without a price: 1']]],
    );
    assert.deepEqual(
      usage.map(({ calls, amount }) => [calls, amount]),
      [['–', '≈\u00a0$0.03']],
    );
    assert.deepEqual(
      view([callAt(now - 20 * hourMs, { model: 'nobody-knows' })]).usage.map(({ calls, amount }) => [calls, amount]),
      [['1', 'not known']],
    );
  });
  it('is in no line of the account', () => {
    const lines = (calls: readonly CountedCall[]) => explainedOf(answerOf({ rows, calls }, now).groups, idOf('deepseek'));
    assert.deepEqual(lines([sum]), []);
    assert.equal(lines([sum, callAt(now - 20 * hourMs)])[0]?.amount, 148_000);
  });
  it('is told of two currencies only where there are two', () => {
    assert.equal(view([sum]).usageNote, null);
    assert.match(view([callAt(now - 20 * hourMs)]).usageNote ?? '', /^Amounts in two currencies/);
  });
  it('is when logs were read, where no tool is chosen', () => {
    const answer = answerOf({ rows, calls: [] }, now);
    assert.equal(explainedViewOf({ answer, tools: [] }, displayAt(now)).readAt, null);
    assert.match(explainedViewOf({ answer }, displayAt(now)).readAt ?? '', /^Logs read at/);
  });
});
