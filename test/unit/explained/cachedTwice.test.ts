import assert from 'node:assert/strict';
import { cachedTwice } from '../../../src/core/explained/cachedTwice';
import type { GroupCall } from '../../../src/core/explained/groupCall';
import { micros, unit } from '../../../src/core/money/money';
import { once } from '../../../src/core/prices/exactCost';
import type { ProviderEvidence } from '../../../src/core/usage/loggedCall';
import { noTokens } from '../../../src/core/usage/tokens';
import { callAt } from '../../support/explainedWorld';

const basis = {
  provider: 'deepseek',
  model: 'm',
  page: null,
  checked: '2026-11-01',
  peak: 'none',
  inputAbove: 0,
  factor: once,
} as const;

/** Calls through an address that the settings name, with so many tokens of input and from the cache. */
function calls(
  counts: readonly (readonly [input: number, cacheRead: number])[],
  evidence: ProviderEvidence = 'host',
): readonly GroupCall[] {
  return counts.map(([input, cacheRead], index) => ({
    counted: callAt(index, { provider: { name: 'gw.example.com', evidence }, tokens: { ...noTokens, input, cacheRead } }),
    isCertain: true,
    isGuess: false,
    price: { kind: 'priced', unit: unit('USD'), amount: micros(1), least: micros(1), most: micros(1), source: 'own', basis, list: null },
  }));
}

const many = (count: number, input: number, cacheRead: number): readonly (readonly [number, number])[] =>
  Array.from({ length: count }, () => [input, cacheRead]);

describe('cached tokens that a gateway counts as input too', () => {
  it('are suspected where nearly all calls have as much input as was read from the cache', () => {
    assert.deepEqual(cachedTwice(calls(many(6, 1_000_000, 900_000))), ['claude-code']);
    assert.deepEqual(cachedTwice(calls([...many(18, 10, 10), ...many(2, 1, 10), ...many(50, 7, 0)])), ['claude-code']);
  });
  it('are not where sessions are as they mostly are', () => {
    assert.deepEqual(cachedTwice(calls([...many(4, 10, 10), ...many(2, 1, 10)])), []);
    assert.deepEqual(cachedTwice(calls(many(6, 900_000, 0))), []);
  });
  it('are not of a few calls, nor where the log names the provider', () => {
    assert.deepEqual(cachedTwice(calls(many(4, 10, 9))), []);
    assert.deepEqual(cachedTwice(calls(many(6, 10, 9), 'logged')), []);
  });
});
