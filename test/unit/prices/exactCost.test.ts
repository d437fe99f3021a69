import assert from 'node:assert/strict';
import { maxMicros } from '../../../src/core/money/money';
import { exactCost, once, timesFactor, type CostParts } from '../../../src/core/prices/exactCost';
import { micros } from '../../../src/core/money/money';
import { noTokens } from '../../../src/core/usage/tokens';

function cost(parts: Partial<CostParts>): number {
  return exactCost({
    tokens: noTokens,
    prices: { miss: 1, out: 1 },
    tokenFactors: [once, once],
    searches: 0,
    perThousandSearches: 0,
    perRequest: 0,
    factor: once,
    ...parts,
  });
}
const input = (tokens: number): CostParts['tokens'] => ({ ...noTokens, input: tokens });

describe('the cost of tokens', () => {
  it('is rounded once, half to even', () => {
    assert.deepEqual(
      [499_999, 500_000, 500_001, 1_500_000, 2_500_000].map((tokens) => cost({ tokens: input(tokens) })),
      [0, 0, 1, 2, 2],
    );
    assert.equal(cost({ tokens: { ...input(500_000), output: 500_000 } }), 1, 'the halves are added before they are rounded');
  });
  it('is exact for products that are no safe integer', () => {
    assert.equal(cost({ tokens: input(9_999_999_999), prices: { miss: 150_000_001, out: 0 } }), 1_500_000_009_850);
    assert.equal(cost({ tokens: input(1_000_000), prices: { miss: 30, out: 0 }, tokenFactors: [once, 100_000], factor: 1_100_000 }), 3);
  });
  it('multiplies tokens alone by peak hours, and all of it by what the person says', () => {
    const parts = { tokens: input(1_000_000), prices: { miss: 100, out: 0 }, searches: 2, perThousandSearches: 5_000, perRequest: 7 };
    assert.equal(cost(parts), 117);
    assert.equal(cost({ ...parts, tokenFactors: [2_000_000, once] }), 217);
    assert.equal(cost({ ...parts, factor: 2_000_000 }), 234);
  });
  it('is never more than an amount can be', () => {
    assert.equal(cost({ tokens: input(9_999_999_999), prices: { miss: maxMicros, out: 0 } }), maxMicros);
  });
  it('rounds an amount by a factor half to even as well', () => {
    assert.deepEqual(
      [1, 3, 5].map((amount) => timesFactor(micros(amount), 500_000)),
      [0, 2, 2],
    );
  });
});
