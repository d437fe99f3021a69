import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseAmount } from '../../../src/core/money/parseAmount';
import { loggedAmount } from '../../../src/core/usage/loggedAmount';

describe('an amount in a log', () => {
  it('is what the library makes of the same digits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e10, noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = String(Math.abs(value));
        assert.equal(loggedAmount(text), parseAmount(text), text);
      }),
    );
  });
  for (const [text, amount] of [
    ['0', 0],
    ['0.0000005', 0],
    ['0.0000015', 2],
    ['1e-7', 0],
    ['1.5e3', 1_500_000_000],
    ['0.0012', 1200],
  ] as const)
    it(`is ${amount} micro-units for ${text}`, () => {
      assert.equal(loggedAmount(text), amount);
    });
  for (const text of ['', '-1', 'NaN', 'Infinity', '1,5', '0x10', '1e30', ' 1', '1e'])
    it(`is none for "${text}"`, () => {
      assert.equal(loggedAmount(text), undefined);
    });
  it('takes counts of parts', () => {
    assert.equal(loggedAmount('1500000000', -9), 1_500_000);
  });
});
