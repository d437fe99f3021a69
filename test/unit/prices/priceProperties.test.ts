import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { unit } from '../../../src/core/money/money';
import { listTables } from '../../../src/core/prices/listTables';
import { ownTables } from '../../../src/core/prices/ownTables';
import { priceCall } from '../../../src/core/prices/priceCall';
import type { PricedCall } from '../../../src/core/prices/pricedCall';
import type { PriceTable } from '../../../src/core/prices/priceTable';
import { addTokens, tokenClasses, type Tokens } from '../../../src/core/usage/tokens';
import { callOf } from '../../support/pricedCalls';
import { shippedPrices } from '../../support/shippedPrices';

const prices = shippedPrices();
const units = ['USD', 'CNY', 'EUR'].map(unit);
const rows = [...ownTables, ...listTables].flatMap((table: PriceTable) =>
  table.rows.map(({ names }) => ({ provider: table.provider, model: names[0] ?? '' })),
);

const count = fc.integer({ min: 0, max: 5_000_000 });
const tokens: fc.Arbitrary<Tokens> = fc.record({
  input: count,
  cacheRead: count,
  cacheWrite5m: count,
  cacheWrite1h: count,
  output: count,
  reasoning: count,
});
const inUnit = fc.constantFrom(...units);
const at = fc.integer({ min: Date.UTC(2026, 5, 1), max: Date.UTC(2027, 5, 1) });
const named = fc.constantFrom(...rows, { provider: 'nobody', model: 'nothing' });
const calls: fc.Arbitrary<PricedCall> = fc
  .record({
    at,
    named,
    tokens,
    webSearches: fc.integer({ min: 0, max: 3 }),
    mayHoldCache: fc.boolean(),
    quality: fc.constantFrom('reported', 'total'),
  })
  .map(({ named: { provider, model }, ...call }) => callOf({ ...call, model, provider: { name: provider, evidence: 'logged' } }));

/** The tokens cut in two at some place of each class. */
function halves(all: Tokens, cut: number): readonly [Tokens, Tokens] {
  const part = (share: (value: number) => number): Tokens => {
    const of = Object.fromEntries(tokenClasses.map((name) => [name, share(all[name])]));
    return { input: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 0, reasoning: 0, ...of };
  };
  return [part((value) => Math.floor(value * cut)), part((value) => value - Math.floor(value * cut))];
}

describe('prices, whatever the calls', () => {
  it('are in the unit that was asked for, and the amount lies in its range', () => {
    fc.assert(
      fc.property(calls, inUnit, (call, asked) => {
        const outcome = priceCall(call, asked, prices);
        if (outcome.kind !== 'priced') return;
        assert.equal(outcome.unit, asked);
        assert.ok(outcome.least <= outcome.amount && outcome.amount <= outcome.most && outcome.least >= 0);
        if (asked !== 'USD') assert.equal(outcome.source, 'own');
      }),
    );
  });
  it('of a call in two parts come to the same, but for one rounding', () => {
    fc.assert(
      fc.property(calls, inUnit, fc.double({ min: 0, max: 1, noNaN: true }), (any, asked, cut) => {
        // Searches are not cut, and of one half nobody knows in which tier the whole was.
        const call = { ...any, webSearches: 0 };
        const whole = priceCall(call, asked, prices);
        const [a, b] = halves(call.tokens ?? assert.fail(), cut);
        assert.deepEqual(addTokens(a, b), call.tokens);
        const parts = [a, b].map((half) => priceCall({ ...call, tokens: half }, asked, prices));
        const [first, second] = parts;
        if (first?.kind !== 'priced' || second?.kind !== 'priced' || whole.kind !== 'priced') return;
        assert.deepEqual([first.unit, second.unit], [whole.unit, whole.unit]);
        if (first.basis.inputAbove !== whole.basis.inputAbove || second.basis.inputAbove !== whole.basis.inputAbove) return;
        assert.ok(Math.abs(first.amount + second.amount - whole.amount) <= 1);
      }),
      { numRuns: 300 },
    );
  });
  it('are nothing without a price, and never 0 for it', () => {
    fc.assert(
      fc.property(calls, inUnit, (call, asked) => {
        const outcome = priceCall({ ...call, model: `${call.model ?? ''}-x` }, asked, prices);
        assert.equal(outcome.kind, 'unpriced');
        assert.ok(!('amount' in outcome));
      }),
    );
  });
  it('are left alone by what is said of another model', () => {
    const others = shippedPrices({ of: { model: 'another-*' }, from: null, to: null, use: 'ignore', factor: 2_000_000, peak: false });
    fc.assert(
      fc.property(calls, inUnit, (call, asked) => assert.deepEqual(priceCall(call, asked, others), priceCall(call, asked, prices))),
    );
  });
  it('are multiplied before they are rounded', () => {
    fc.assert(
      fc.property(calls, inUnit, fc.integer({ min: 0, max: 3 }), (call, asked, factor) => {
        const plain = priceCall(call, asked, prices);
        const times = priceCall(call, asked, shippedPrices({ of: {}, from: null, to: null, factor: factor * 1_000_000 }));
        if (plain.kind !== 'priced' || times.kind !== 'priced') return void assert.deepEqual(times, plain);
        // Both were rounded, by half a micro-unit at most, and one of them was multiplied afterwards.
        assert.ok(Math.abs(times.amount - plain.amount * factor) <= (factor + 1) / 2);
        return undefined;
      }),
    );
  });
});
