import assert from 'node:assert/strict';
import fc from 'fast-check';
import { micros, unit } from '../../../../src/core/money/money';
import type { LoggedCall } from '../../../../src/core/usage/loggedCall';
import { risesOf } from '../../../../src/core/usage/risesOf';
import { noTokens } from '../../../../src/core/usage/tokens';

const usd = unit('USD');

function total(session: string, at: number, amount: number, output?: number): LoggedCall {
  return {
    key: `${session} ${amount} ${output ?? ''}`,
    at,
    kind: 'sum',
    isCumulative: true,
    provider: null,
    model: null,
    tokens: output === undefined ? null : { ...noTokens, output },
    quality: 'total',
    costs: [{ amount: micros(amount), unit: usd, source: 'tool' }],
    project: null,
    session,
    isSubAgent: false,
  };
}

const amounts = (totals: readonly LoggedCall[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...risesOf(totals)].map(([key, { costs }]) => [key, costs[0]?.amount ?? 0]));

describe('rises of totals', () => {
  it('are what each adds to the one before, in each session by itself', () => {
    assert.deepEqual(amounts([total('a', 1, 10), total('a', 3, 30), total('b', 2, 5)]), { 'a 10 ': 10, 'a 30 ': 20, 'b 5 ': 5 });
  });
  it('are no totals themselves', () => {
    for (const rise of risesOf([total('a', 1, 10, 7)]).values()) {
      assert.ok(!('isCumulative' in rise));
      assert.deepEqual(rise.tokens, { ...noTokens, output: 7 });
    }
  });
  it('are none where it fell, until it is above what it was', () => {
    assert.deepEqual(amounts([total('a', 1, 10), total('a', 2, 4), total('a', 3, 12)]), { 'a 10 ': 10, 'a 12 ': 2 });
  });
  it('of tokens and of money are told together', () => {
    const [rise] = risesOf([total('a', 1, 10, 100), total('a', 2, 10, 150)]).values();
    assert.equal(rise?.tokens?.output, 100);
    const second = [...risesOf([total('a', 1, 10, 100), total('a', 2, 10, 150)]).values()][1];
    assert.deepEqual([second?.costs, second?.tokens?.output], [[], 50]);
  });
  it('come to the highest total, whatever looks there were and in whatever order they are known', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(1000)), { minLength: 1 }), (looks) => {
        const totals = looks.map(([at, amount]) => total('a', at, amount));
        const known = [...new Map(totals.map((one) => [one.key, one])).values()];
        const sum = Object.values(amounts(known)).reduce((all, amount) => all + amount, 0);
        assert.equal(sum, Math.max(...known.map(({ costs }) => costs[0]?.amount ?? 0)));
        assert.deepEqual(amounts([...known].reverse()), amounts(known));
      }),
    );
  });
});
