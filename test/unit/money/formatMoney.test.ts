import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatMoney, formatTick } from '../../../src/core/money/formatMoney';
import { isCurrency, unit } from '../../../src/core/money/money';
import { exact } from '../../support/accounts';
import { anyMicros } from '../../support/decimalText';

const locales = ['en', 'zh-TW', 'ja', 'en-CA', 'es-MX'] as const;

describe('formatMoney', () => {
  const rows: readonly (readonly [amount: string, unitName: string, locale: string, text: string])[] = [
    ['110', 'CNY', 'en', '¥110.00'],
    ['12.34', 'USD', 'en', '$12.34'],
    ['1234.5', 'USD', 'en', '$1,234.50'],
    ['0', 'USD', 'en', '$0.00'],
    ['-31.15', 'CNY', 'en', '-¥31.15'],
    ['0.0042', 'USD', 'en', '$0.0042'],
    ['0.004251', 'USD', 'en', '$0.0043'],
    ['0.000001', 'USD', 'en', '$0.000001'],
    ['-0.004', 'USD', 'en', '-$0.004'],
    ['0.01', 'USD', 'en', '$0.01'],
    ['0.009999', 'USD', 'en', '$0.01'],
    ['110', 'CNY', 'zh-CN', '¥110.00'],
    ['12.34', 'USD', 'zh-CN', '$12.34'],
    ['110', 'CNY', 'de', '110,00 ¥'],
    ['1234.5', 'USD', 'de', '1.234,50 $'],
    ['12.34', 'USD', 'pt-BR', '$ 12,34'],
    ['0.0042', 'USD', 'pt-BR', '$ 0,0042'],
    ['1500', 'points', 'en', '1,500 points'],
    ['1.5', 'credits', 'en', '1.5 credits'],
    ['0.0042', 'DIEM', 'en', '0.0042 DIEM'],
    ['1500', 'points', 'de', '1.500 points'],
    ['0', 'points', 'en', '0 points'],
    ['500', 'JPY', 'en', 'JPY 500'],
    ['0.3', 'JPY', 'en', 'JPY 0.3'],
    ['12.34', 'EUR', 'en', '€12.34'],
    ['12.34', 'CAD', 'en', 'CA$12.34'],
    ['9000000000', 'USD', 'en', '$9,000,000,000.00'],
    ['8999999999.98', 'CNY', 'en', '¥8,999,999,999.98'],
    ['-8999999999.98', 'USD', 'de', '-8.999.999.999,98 $'],
  ];
  for (const [amount, unitName, locale, text] of rows) {
    it(`shows ${amount} ${unitName} in ${locale} as ${text}`, () =>
      assert.equal(spaced(formatMoney(exact(amount), unit(unitName), locale)), text));
  }

  // incident 3
  it('gives the bare dollar sign to no currency but USD, and the bare yen sign to none but CNY', () => {
    for (const locale of locales) {
      for (const code of Intl.supportedValuesOf('currency')) {
        const symbol = spaced(formatMoney(exact('1234.5'), unit(code), locale)).replace(/[\d.,\s’'٬٫-]/g, '');
        if (symbol === '$') assert.equal(code, 'USD', locale);
        if (symbol === '¥' || symbol === '￥') assert.equal(code, 'CNY', locale);
      }
    }
  });

  it('shows nothing but zero as zero', () => {
    fc.assert(
      fc.property(anyMicros, fc.constantFrom('USD', 'CNY', 'JPY', 'KRW', 'points'), (amount, name) => {
        const digits = formatMoney(amount, unit(name), 'en').replace(/\D/g, '');
        assert.equal(/^0+$/.test(digits), amount === 0);
      }),
    );
  });

  it('passes no amount through a float', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 899_999_999_999n }), (cents) => {
        const text = cents.toString().padStart(3, '0');
        const shown = formatMoney(exact(`${text.slice(0, -2)}.${text.slice(-2)}`), unit('USD'), 'en');
        assert.equal(BigInt(shown.replace(/\D/g, '')), cents);
      }),
    );
  });

  it('names a unit that is no currency behind the number', () => {
    assert.ok(!isCurrency('points'));
    assert.match(formatMoney(exact('2'), unit('points'), 'zh-CN'), /^2 points$/);
  });
});

/** Formats use spaces of several kinds. */
function spaced(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

describe('formatTick', () => {
  const rows: readonly (readonly [amount: string, unitName: string, locale: string, text: string])[] = [
    ['10', 'USD', 'en', '$10'],
    ['200', 'CNY', 'en', '¥200'],
    ['200', 'JPY', 'en', 'JPY 200'],
    ['0.5', 'USD', 'en', '$0.50'],
    ['0.000002', 'USD', 'en', '$0.000002'],
    ['0', 'CNY', 'zh-cn', '¥0'],
    ['-20', 'USD', 'en', '-$20'],
    ['1500.5', 'credits', 'en', '1,500.5'],
    ['9000000000', 'USD', 'en', '$9B'],
    ['250000', 'tokens', 'en', '250K'],
    ['10', 'EUR', 'de', '10 €'],
  ];
  for (const [amount, unitName, locale, text] of rows)
    it(`writes ${amount} ${unitName} as ${text} beside an axis, in ${locale}`, () => {
      assert.equal(spaced(formatTick(exact(amount), unit(unitName), locale)), text);
    });
});
