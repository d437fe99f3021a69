import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonNumber, parseJson } from '../../../src/core/text/json';
import { toDecimal, unit } from '../../../src/core/money/money';
import { parseAmount } from '../../../src/core/money/parseAmount';
import { anyMicros, decimalOf } from '../../support/decimalText';

const usd = unit('USD');

describe('parseAmount: text → exact micro-units', () => {
  // incident 9
  const exact: readonly (readonly [text: string, micros: number])[] = [
    ['110.00', 110_000_000],
    ['0', 0],
    ['0.00', 0],
    ['12.340000001', 12_340_000],
    ['1,234.50', 1_234_500_000],
    ['12,345,678', 12_345_678_000_000],
    ['00012', 12_000_000],
    ['+5', 5_000_000],
    ['-31.15', -31_150_000],
    ['-0.004', -4_000],
    [' 5 ', 5_000_000],
    ['\t5\n', 5_000_000],
    ['1e3', 1_000_000_000],
    ['1.5E-3', 1_500],
    ['2.5e+2', 250_000_000],
    ['9e9', 9_000_000_000_000_000],
    ['-9000000000', -9_000_000_000_000_000],
    ['-0', 0],
    ['-0.0000001', 0],
    ['0E-6176', 0],
    ['1e-999999999', 0],
    ['0.1000000000000000055511151231257827', 100_000],
  ];
  for (const [text, micros] of exact) {
    it(`${JSON.stringify(text)} is ${micros}`, () => assert.ok(Object.is(parseAmount(text), micros), `gave ${parseAmount(text)}`));
  }

  const halfEven: readonly (readonly [text: string, micros: number])[] = [
    ['0.0000005', 0],
    ['0.0000015', 2],
    ['0.0000025', 2],
    ['0.0000035', 4],
    ['-0.0000015', -2],
    ['-0.0000025', -2],
    ['0.00000250000000001', 3],
    ['0.00000249999999999', 2],
    ['12.3400005', 12_340_000],
    ['12.3400015', 12_340_002],
  ];
  for (const [text, micros] of halfEven) {
    it(`rounds ${text} half-even at the sixth decimal to ${micros}`, () => assert.equal(parseAmount(text), micros));
  }

  const scales: readonly (readonly [text: string, scale: string, decimal: string, what: string])[] = [
    ['1234', '0.01', '12.34', 'cents'],
    ['-7', '0.01', '-0.07', 'negative cents'],
    ['1000000', '0.0001', '100.00', '1/10 000'],
    ['1', '0.0001', '0.0001', '1/10 000'],
    ['42000', '0.000000001', '0.000042', 'nano'],
    ['1500', '0.000000001', '0.000002', 'nano, half-even'],
    ['2500', '0.000000001', '0.000002', 'nano, half-even'],
    ['-3115', '-0.01', '31.15', 'inverted sign'],
    ['3115', '-0.01', '-31.15', 'inverted sign'],
    ['1,234', '0.01', '12.34', 'grouped cents'],
    ['900000000000', '0.01', '9000000000.00', 'cents up to the bound'],
  ];
  for (const [text, scale, decimal, what] of scales) {
    // incident 8
    it(`${text} × ${scale} is ${decimal} (${what})`, () => {
      const amount = parseAmount(text, scale);
      assert.equal(amount === undefined ? undefined : toDecimal(amount, usd), decimal);
    });
  }
  it('keeps an inverted zero from printing as owed', () => assert.ok(Object.is(parseAmount('0', '-0.01'), 0)));

  const refused: readonly unknown[] = [
    '',
    ' ',
    '\n',
    '12,34',
    '1,23',
    '1,2345',
    ',123',
    '1,,234',
    '-1,234.50',
    '1.234,50',
    '1 234.50',
    '1_000',
    '.5',
    '5.',
    '1.2.3',
    '--1',
    '+-1',
    '1e',
    'e5',
    '1e1.5',
    '1,234e3',
    'NaN',
    'Infinity',
    '-Infinity',
    '0x10',
    '0b1',
    '1n',
    'abc',
    'null',
    'true',
    '¥5',
    '5 USD',
    '٣',
    '５',
    '1'.repeat(40),
    '1e999',
    '-1e999',
    '1e999999999',
    '0'.repeat(201),
    '9000000000.000001',
    '9000000000.0000001',
    '-9000000000.000001',
    5,
    0,
    -1,
    NaN,
    Infinity,
    true,
    false,
    null,
    undefined,
    [],
    ['5'],
    {},
    { text: '5' },
    5n,
  ];
  for (const value of refused) {
    it(`refuses ${typeof value} ${typeof value === 'bigint' ? '5n' : JSON.stringify([value]).slice(1, 50)}`, () =>
      assert.equal(parseAmount(value), undefined));
  }
  it('refuses what lies beyond the bound only after scaling', () => {
    assert.equal(parseAmount('900000000001', '0.01'), undefined);
    assert.equal(parseAmount('9000000001', '0.01'), 90_000_000_010_000);
  });

  it('reads a JSON number by its own digits, as it reads text', () => {
    for (const text of ['12.340000001', '-0', '0E-6176', '1e3', '110.00'])
      assert.equal(parseAmount(parseJson(text)), parseAmount(text), text);
    assert.equal(parseAmount(new JsonNumber('1e999')), undefined);
    assert.equal(parseAmount(parseJson('1e999')), undefined);
  });

  it('reverses toDecimal for every amount there can be', () => {
    fc.assert(fc.property(anyMicros, (amount) => parseAmount(toDecimal(amount, usd)) === amount));
  });

  it('agrees with whole-number arithmetic to the last digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -8_999_999_999_999_999_999n, max: 8_999_999_999_999_999_999n }), (nano) => {
        assert.equal(parseAmount(decimalOf(nano, 9)), Number(halfEvenBy(nano, 1000n)));
        assert.equal(parseAmount(nano.toString(), '0.000000001'), Number(halfEvenBy(nano, 1000n)));
        assert.equal(parseAmount(nano.toString(), '-0.000000001'), Number(halfEvenBy(-nano, 1000n)));
      }),
    );
  });

  it('never gives a number for text that is not plainly one', () => {
    fc.assert(fc.property(fc.string(), (text) => parseAmount(text) === undefined || /\d/.test(text)));
  });
});

function halfEvenBy(value: bigint, divisor: bigint): bigint {
  if (value < 0n) return -halfEvenBy(-value, divisor);
  const [whole, rest] = [value / divisor, (value % divisor) * 2n];
  return rest > divisor || (rest === divisor && whole % 2n === 1n) ? whole + 1n : whole;
}
