import assert from 'node:assert/strict';
import { grandTotal, typedRates } from '../../../src/core/overview/grandTotal';
import { unit } from '../../../src/core/money/money';
import { exact, start } from '../../support/accounts';
import { displayAt } from '../../support/overviewWorld';

const held = (name: string, amount: string, kind: 'exact' | 'atMost' | 'estimate' = 'exact') =>
  ({ unit: unit(name), amount: exact(amount), at: start, kind }) as const;
const each = (...all: readonly ReturnType<typeof held>[]) => all.map((one) => [one]);
const typed = typedRates({ currency: 'usd', rates: { CNY: '0.14', credits: '0.000001' } });

describe('a total of several currencies', () => {
  it('is there only where the person typed a currency and a rate', () => {
    const both = each(held('USD', '10'), held('CNY', '100'));
    assert.equal(grandTotal(both, typedRates({ currency: '', rates: { CNY: '0.14' } }), displayAt(start)), null);
    assert.equal(grandTotal(both, typedRates({ currency: 'USD', rates: {} }), displayAt(start)), null);
    assert.equal(grandTotal(each(held('USD', '10'), held('USD', '1')), typed, displayAt(start)), null);
  });
  it('is about, says its rates and what is not in it, and takes off what is owed', () => {
    const all = [...each(held('USD', '10'), held('CNY', '100'), held('USD', '-3'), held('EUR', '5'), held('credits', '7')), []];
    assert.deepEqual(grandTotal(all, typed, displayAt(start)), {
      amount: '≈ $21.00',
      asOf: 'just now',
      rates: 'at your rates: 1 CNY = 0.14 USD, 1 credits = 0.000001 USD',
      without: ['without EUR: no rate is set', 'without 1 account: its balance is not known'],
    });
  });
  it('is bounded by a bound, and hidden with all amounts', () => {
    const parts = each(held('USD', '10'), held('CNY', '100', 'atMost'));
    assert.equal(grandTotal(parts, typed, displayAt(start))?.amount, 'up to ≈ $24.00');
    assert.doesNotMatch(grandTotal(parts, typed, displayAt(start, { hidden: true }))?.amount ?? '', /\d/);
  });
  it('is exact in its arithmetic, up to the largest amounts', () => {
    const rates = typedRates({ currency: 'USD', rates: { VND: '0.000039' } });
    assert.equal(grandTotal(each(held('USD', '0.000001'), held('VND', '9000000000')), rates, displayAt(start))?.amount, '≈ $351,000.00');
  });
  for (const rates of [null, 7, ['0.14'], { CNY: 0.14 }, { CNY: '1e3' }, { CNY: '-1' }, { CNY: '' }, { '': '1' }])
    it(`takes ${JSON.stringify(rates)} for no rate`, () => {
      const read = typedRates({ currency: 'USD', rates });
      assert.deepEqual([...(read?.rates.keys() ?? [])], ['USD']);
    });
});
