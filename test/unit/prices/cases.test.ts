import assert from 'node:assert/strict';
import * as z from 'zod';
import { unit } from '../../../src/core/money/money';
import { priceCall } from '../../../src/core/prices/priceCall';
import { readText } from '../../support/sources';
import { shippedPrices } from '../../support/shippedPrices';
import { callOf } from '../../support/pricedCalls';

const amount = z.int().nullable();
const Cases = z.array(
  z.strictObject({
    model: z.string(),
    at: z.iso.datetime(),
    tokens: z.strictObject({ hit: z.int(), miss: z.int(), out: z.int() }),
    microCNY: amount,
    microUSD: amount,
    why: z.string(),
  }),
);

describe('the price of a call', () => {
  const cases = Cases.parse(JSON.parse(readText('test/fixtures/usage/prices/cases.json')));
  for (const { model, at, tokens, microCNY, microUSD, why } of cases)
    it(`${model} at ${at}: ${why}`, () => {
      const call = callOf({
        at: Date.parse(at),
        model,
        provider: { name: 'api.deepseek.com', evidence: 'host' },
        tokens: { input: tokens.miss, cacheRead: tokens.hit, output: tokens.out },
      });
      for (const [currency, expected] of [
        ['CNY', microCNY],
        ['USD', microUSD],
      ] as const) {
        const outcome = priceCall(call, unit(currency), shippedPrices());
        assert.equal(outcome.kind === 'priced' ? outcome.amount : null, expected, currency);
        assert.equal(outcome.kind, expected === null ? 'unpriced' : 'priced');
      }
    });
});
