import assert from 'node:assert/strict';
import { reconcile, type ReconcileState } from '../../../src/core/explained/reconcile';
import { usesInOrder, type Use } from '../../../src/core/explained/usesInOrder';
import { micros } from '../../../src/core/money/money';
import { minuteMs } from '../../../src/core/time/durations';
import { countAt, entriesAt, fieldAt, listAt, textAt } from '../../../src/core/usage/fields';
import { readText } from '../../support/sources';

const cases: unknown = JSON.parse(readText('test/fixtures/usage/reconcile/cases.json'));
const minute = (value: unknown): number => Number(value) * minuteMs;

describe('the comparison of spend and logs', () => {
  for (const one of listAt({ cases }, 'cases'))
    it(`finds ${textAt(one, 'want')}: ${textAt(one, 'name')}`, () => {
      const uses = listAt(one, 'usage').map((pair): Use => {
        const amount = micros(Number(fieldAt(pair, '1')));
        return { since: minute(fieldAt(pair, '0')), at: minute(fieldAt(pair, '0')), kind: 'priced', least: amount, most: amount };
      });
      const moment = (name: string) => ({ first: minute(fieldAt(one, name)), last: minute(fieldAt(one, name)) });
      const span = {
        from: moment('from'),
        to: moment('to'),
        spent: micros(countAt(one, 'spent') ?? NaN),
        atLeast: fieldAt(one, 'atLeast') === true,
      };
      const rule = {
        settleMs: minute(fieldAt(one, 'settleMin')),
        quantum: micros(countAt(one, 'quantum') ?? NaN),
        now: minute(fieldAt(one, 'now')),
      };
      const found = reconcile(span, usesInOrder(uses), rule);
      const { unpricedCalls, overAtLeast = null, unexplainedAtLeast = null, ...wanted } = entriesAt(one, 'result');
      assert.deepEqual(found, {
        ...wanted,
        unmeasured: 0,
        unpriced: unpricedCalls,
        logsExceedBy: overAtLeast,
        unexplainedAtLeast,
        isAllRead: true,
      });
    });

  const spent = (amount: number, atLeast = false) => ({
    from: { first: 0, last: 0 },
    to: { first: 600 * minuteMs, last: 600 * minuteMs },
    spent: micros(amount),
    atLeast,
  });
  const rule = { settleMs: 60 * minuteMs, quantum: micros(10_000), now: 10_000 * minuteMs };
  const stateOf = (amount: number, uses: readonly Use[], now = rule.now, atLeast = false): ReconcileState =>
    reconcile(spent(amount, atLeast), usesInOrder(uses), { ...rule, now }).state;
  const use = (at: number, amount: number, kind: Use['kind'] = 'priced'): Use => ({
    since: at * minuteMs,
    at: at * minuteMs,
    kind,
    least: micros(amount),
    most: micros(amount),
  });

  it('waits as long as a provider may still be booking', () => {
    assert.equal(stateOf(2_000_000, [], 659 * minuteMs), 'settling');
    assert.equal(stateOf(2_000_000, [], 660 * minuteMs), 'idleSpend');
  });
  it('is no idle spend where a tool made a call, whatever is known of it', () => {
    for (const kind of ['priced', 'unmeasured', 'unpriced'] as const)
      assert.equal(stateOf(2_000_000, [use(300, 0, kind)]), 'unexplained', kind);
  });
  it('calls nothing unexplained within two units of the last digit, or a fiftieth', () => {
    assert.equal(stateOf(20_000, []), 'reconciled');
    assert.equal(stateOf(20_001, []), 'idleSpend');
    assert.equal(stateOf(100_000_000, [use(300, 98_000_000)]), 'reconciled');
    assert.equal(stateOf(100_000_000, [use(300, 97_999_999)]), 'unexplained');
  });
  it('finds more missing than is certain even where a top-up hides some', () => {
    assert.equal(stateOf(2_000_000, [use(300, 500_000)], rule.now, true), 'unexplained');
    assert.equal(stateOf(500_000, [use(300, 500_000)], rule.now, true), 'reconciled');
  });
});
