import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearest, pleasantStep, stepped } from '../../../src/core/historyPage/pleasantStep';
import { micros, unit } from '../../../src/core/money/money';
import { exact } from '../../support/accounts';
import { anyMicros } from '../../support/decimalText';

describe('the step of a threshold that is dragged', () => {
  for (const [most, name, step] of [
    ['250', 'CNY', '5'],
    ['40', 'USD', '0.5'],
    ['0.3', 'USD', '0.01'],
    ['0.000001', 'USD', '0.01'],
    ['0', 'USD', '0.01'],
    ['0.3', 'points', '0.005'],
    ['0', 'points', '0.000001'],
    ['9000000000', 'credits', '100000000'],
  ] as const)
    it(`is ${step} where up to ${most} ${name} are shown`, () => {
      assert.equal(pleasantStep(exact(most), unit(name)), exact(step));
    });
  it('leads to multiples of itself, exactly, from any amount', () => {
    fc.assert(
      fc.property(anyMicros, anyMicros, fc.integer({ min: -10, max: 10 }), (amount, most, times) => {
        const step = pleasantStep(micros(Math.abs(most)), unit('USD'));
        const next = stepped(micros(Math.abs(amount)), step, times);
        const isMultiple = next % step === 0 || next === 9e15;
        return Number.isSafeInteger(next) && next >= 0 && isMultiple && nearest(Math.abs(amount), step) % step === 0;
      }),
    );
  });
  it('goes to the next one first, from between two', () => {
    assert.deepEqual(
      [1, -1, 10, -10].map((times) => stepped(exact('7.30'), exact('1'), times) / 1e6),
      [8, 7, 17, 0],
    );
  });
});
