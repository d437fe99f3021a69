import assert from 'node:assert/strict';
import fc from 'fast-check';
import { currency, isCurrency, maxMicros, micros, toDecimal, unit } from '../../../src/core/money/money';
import { anyMicros, decimalOf } from '../../support/decimalText';

describe('money', () => {
  for (const [count, unitName, text] of [
    [110_000_000, 'CNY', '110.00'],
    [4_200, 'USD', '0.0042'],
    [-31_150_000, 'CNY', '-31.15'],
    [0, 'USD', '0.00'],
    [1, 'USD', '0.000001'],
    [-1, 'USD', '-0.000001'],
    [1_500_000_000, 'points', '1500'],
    [1_500_000, 'credits', '1.5'],
    [5_000_000, 'JPY', '5.00'],
    [maxMicros, 'USD', '9000000000.00'],
    [maxMicros - 1, 'USD', '8999999999.999999'],
  ] as const) {
    it(`writes ${count} micro-${unitName} as ${text}`, () => assert.equal(toDecimal(micros(count), unit(unitName)), text));
  }

  it('writes every amount exactly', () => {
    fc.assert(
      fc.property(anyMicros, (amount) => {
        const text = toDecimal(amount, unit('USD'));
        assert.match(text, /^-?\d+\.\d{2,6}$/);
        const [whole = '', fraction = ''] = text.split('.');
        assert.equal(`${whole}.${fraction.padEnd(6, '0')}`, decimalOf(BigInt(amount), 6));
      }),
    );
  });

  for (const count of [0.5, NaN, Infinity, 2 ** 53, maxMicros + 1, -maxMicros - 1]) {
    it(`is never ${count} micro-units`, () => assert.throws(() => micros(count), RangeError));
  }

  for (const [text, code] of [
    ['USD', 'USD'],
    [' usd ', 'USD'],
    ['cny', 'CNY'],
    ['Eur', 'EUR'],
  ] as const) {
    it(`reads ${JSON.stringify(text)} as the currency ${code}`, () => assert.equal(currency(text), code));
  }
  // incident 2, incident 3
  for (const value of ['', ' ', 'XYZ', 'RMB', '$', '¥', 'US', 'USDT', 'credits', 'U S D', null, undefined, 840, ['USD'], {}]) {
    it(`guesses no currency from ${JSON.stringify(value)}`, () => assert.equal(currency(value), undefined));
  }

  it('tells currencies from units of a provider’s own', () => {
    assert.ok(isCurrency('CNY'));
    assert.ok(!isCurrency('points') && !isCurrency('cny') && !isCurrency('DIEM'));
    assert.throws(() => unit(' '), TypeError);
  });
});
