import assert from 'node:assert/strict';
import fc from 'fast-check';
import { metricFamilies } from '../../../src/core/metrics/metricFamilies';
import { metricsText } from '../../../src/core/metrics/metricsText';
import { maxMicros, micros, unit } from '../../../src/core/money/money';
import type { Account } from '../../../src/core/model/account';
import type { Balance } from '../../../src/core/model/reading';
import { cap, factsOf, held, readingOf, start } from '../../support/accounts';
import { readExposition } from '../../support/expositionText';
import { foreignTexts } from '../../support/foreignTexts';
import { idOf } from '../../support/ids';
import { markedKey } from '../../support/testKeys';

const forms = ['classic', 'openMetrics'] as const;
const texts = [...foreignTexts, 'x'.repeat(10_000), '积分', '1K tokens', 'a\\', 'a"b', 'a\nb', '{x="y"} 1', '# EOF'];

describe('metrics of what others named', () => {
  it('are valid text without a repeated series, whatever accounts, channels and units are called', () => {
    const accounts = [...texts, ...texts].map((text) => {
      const balances = text.trim() === '' ? [] : [{ ...held('USD', '1'), unit: unit(text) }];
      return factsOf({ reading: readingOf(balances, { caps: [cap('1')] }) }, { id: idOf(text), label: text, site: text });
    });
    const messages = new Map(texts.map((text) => [text, { posted: 1 }]));
    const checks = new Map(texts.map((text) => [idOf(text), { answered: 1 }]));
    for (const form of forms) {
      const samples = readExposition(metricsText(metricFamilies({ accounts, now: start, checks, messages }), form));
      assert.equal(samples.filter(({ name }) => name === 'api_balance_account_info').length, accounts.length);
      assert.equal(samples.filter(({ labels }) => labels['outcome'] === 'posted').length, messages.size);
    }
  });

  it('hold no key that stands where a name should', () => {
    const accounts = [factsOf({ reading: readingOf([held('USD', '1')]) }, { id: idOf(markedKey), label: markedKey, site: markedKey })];
    const messages = new Map([
      [markedKey, { posted: 1 }],
      ['https://hooks.example.com/services/T0/B0', { posted: 1 }],
    ]);
    const text = metricsText(metricFamilies({ accounts, now: start, messages }), 'classic');
    assert.doesNotMatch(text, /MARKED|hooks/);
  });

  it('say nothing of a unit that is said in two ways, and once what is said twice', () => {
    const valueOf = (balances: readonly Balance[]): readonly string[] =>
      metricFamilies({ accounts: [factsOf({ reading: readingOf(balances) })], now: start })
        .filter(({ name }) => name === 'api_balance_remaining_usd')
        .flatMap(({ samples }) => samples.map(({ value }) => value));
    assert.deepEqual(valueOf([held('USD', '1'), held('USD', '2')]), []);
    assert.deepEqual(valueOf([held('USD', '1'), held('USD', '2'), held('USD', '1')]), []);
    assert.deepEqual(valueOf([held('USD', '1'), held('USD', '1.0')]), ['1.00']);
  });

  it('add up parts of one kind, unless one of them is not known', () => {
    const partsOf = (amounts: readonly (number | null)[]): readonly string[] => {
      const parts = amounts.map((amount) => ({ kind: 'granted', amount: amount === null ? null : micros(amount) }) as const);
      const facts = factsOf({ reading: readingOf([{ ...held('USD', '1'), parts }]) });
      return metricFamilies({ accounts: [facts], now: start })
        .filter(({ name }) => name === 'api_balance_part_usd')
        .flatMap(({ samples }) => samples.map(({ value }) => value));
    };
    assert.deepEqual(partsOf([1_500_000, 1]), ['1.500001']);
    assert.deepEqual(partsOf([1_500_000, null]), []);
    assert.deepEqual(partsOf([maxMicros, 1]), []);
  });

  it('tell limits of one kind apart by their size', () => {
    const caps = [cap('1', '30'), cap('2', '10'), { ...cap('3', '20'), owner: 'team' as const }];
    const samples = metricFamilies({ accounts: [factsOf({ reading: readingOf([], { caps }) })], now: start })
      .filter(({ name }) => name === 'api_balance_cap_limit_usd')
      .flatMap((family) => family.samples);
    assert.deepEqual(
      samples.map(({ labels, value }) => [labels['cap'], labels['number'], value]),
      [
        ['key', '1', '10.00'],
        ['team', '1', '20.00'],
        ['key', '2', '30.00'],
      ],
    );
  });

  it('keep every digit of any amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -maxMicros, max: maxMicros }), (count) => {
        const balance: Balance = { ...held('USD', '0'), available: micros(count) };
        const [family] = metricFamilies({ accounts: [factsOf({ reading: readingOf([balance]) })], now: start });
        const value = family?.samples[0]?.value ?? '';
        assert.match(value, /^-?\d+\.\d{2,6}$/);
        assert.equal(BigInt(value.replace('.', '') + '0'.repeat(6 - (value.split('.')[1] ?? '').length)), BigInt(count));
      }),
    );
  });

  it('are valid text for any names', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), { maxLength: 5 }), (names) => {
        const accounts = names.map(([id, label]) => factsOf({}, { id: idOf(id), label } satisfies Partial<Account>));
        for (const form of forms) readExposition(metricsText(metricFamilies({ accounts, now: start }), form));
      }),
      { numRuns: 200 },
    );
  });
});
