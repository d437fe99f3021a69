import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readingState } from '../../../src/core/model/accountState';
import { anyUnit, defaultThresholds, headline, thresholdOf } from '../../../src/core/model/headline';
import type { Balance } from '../../../src/core/model/reading';
import { toDecimal, unit } from '../../../src/core/money/money';
import { deepseek } from '../../../src/providers';
import { exact, held, readingOf } from '../../support/accounts';
import { outcomeOf } from '../../support/cannedSend';

describe('headline: the balance that stands for an account', () => {
  // incident 2
  const rows: readonly {
    readonly what: string;
    readonly of: readonly Balance[];
    readonly shown: string | null;
    readonly pinned?: string;
  }[] = [
    { what: 'USD 12 beside CNY 0', of: [held('USD', '12'), held('CNY', '0')], shown: '12.00 USD' },
    { what: 'CNY 71.46 beside USD 0', of: [held('USD', '0'), held('CNY', '71.46')], shown: '71.46 CNY' },
    { what: 'both funded: the one nearer its threshold', of: [held('USD', '12'), held('CNY', '31')], shown: '31.00 CNY' },
    { what: 'both funded, the other way round', of: [held('USD', '6'), held('CNY', '500')], shown: '6.00 USD' },
    { what: 'both funded, one pinned', of: [held('USD', '12'), held('CNY', '31')], pinned: 'USD', shown: '12.00 USD' },
    { what: 'a pinned one that is not funded', of: [held('USD', '0'), held('CNY', '31')], pinned: 'USD', shown: '31.00 CNY' },
    { what: 'a pinned one that is not there', of: [held('CNY', '31')], pinned: 'USD', shown: '31.00 CNY' },
    { what: 'all zero: the same one whatever the order', of: [held('USD', '0'), held('CNY', '0')], shown: '0.00 CNY' },
    { what: 'a unit without threshold beside one with', of: [held('points', '5'), held('USD', '5000')], shown: '5000.00 USD' },
    { what: 'two units without threshold', of: [held('points', '5'), held('credits', '9')], shown: '9 credits' },
    { what: 'a currency without a default threshold', of: [held('EUR', '8')], shown: '8.00 EUR' },
    { what: 'debt beside nothing', of: [held('USD', '0'), held('CNY', '-31.15')], shown: '-31.15 CNY' },
    { what: 'debt beside money', of: [held('USD', '3'), held('CNY', '-31.15')], shown: '3.00 USD' },
    { what: 'an unknown one beside a funded one', of: [held('USD', null), held('CNY', '8')], shown: '8.00 CNY' },
    { what: 'only unknown ones', of: [held('USD', null)], shown: null },
    { what: 'an empty list', of: [], shown: null },
  ];
  for (const { what, of, shown, pinned } of rows) {
    it(`${what}: ${shown ?? 'none'}`, () => {
      for (const order of [of, [...of].reverse()]) {
        const chosen = headline(order, defaultThresholds, pinned);
        assert.equal(chosen && chosen.available !== null ? `${toDecimal(chosen.available, chosen.unit)} ${chosen.unit}` : null, shown);
      }
    });
  }

  const anyBalances = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom('USD', 'CNY', 'EUR', 'JPY', 'points', 'credits'),
      available: fc.option(fc.constantFrom('0', '-0.004', '-31.15', '0.01', '3', '30', '71.46', '9000000000')),
    }),
    { selector: ({ name }) => name },
  );

  it('does not depend on the order of rows', () => {
    const shuffled = anyBalances.chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    fc.assert(
      fc.property(shuffled, ([rows, others]) => {
        const [one, other] = [rows, others].map((order) => order.map(({ name, available }) => held(name, available)));
        assert.deepEqual(headline(one!, defaultThresholds), headline(other!, defaultThresholds));
        assert.equal(readingState(readingOf(one!), defaultThresholds), readingState(readingOf(other!), defaultThresholds));
      }),
      { numRuns: 300 },
    );
  });

  // incident 1
  it('gives one state and one balance for 100 shuffles of a provider’s rows', async () => {
    const rows = [
      ['USD', '0.00'],
      ['CNY', '97.68'],
      ['EUR', '0.00'],
    ].map(([currency, total]) => JSON.stringify({ currency, total_balance: total, granted_balance: '0.00', topped_up_balance: total }));
    const seen = new Set<string>();
    for (const order of fc.sample(fc.shuffledSubarray(rows, { minLength: 3 }), 100)) {
      const outcome = await outcomeOf(deepseek, { '/user/balance': `{"is_available":true,"balance_infos":[${order.join(',')}]}` });
      assert.ok(outcome.ok);
      seen.add(JSON.stringify([headline(outcome.reading.balances, defaultThresholds), readingState(outcome.reading, defaultThresholds)]));
    }
    assert.equal(seen.size, 1);
    assert.match([...seen].join(), /"unit":"CNY","available":97680000.*"ok"/);
  });
});

describe('thresholdOf', () => {
  const usd = unit('USD');
  it('is USD 5 and CNY 30 by default, and none for others', () => {
    assert.deepEqual(
      [thresholdOf(usd, defaultThresholds), thresholdOf(unit('CNY'), defaultThresholds), thresholdOf(unit('EUR'), defaultThresholds)],
      [5_000_000, 30_000_000, null],
    );
  });
  it('prefers a unit’s own over the one for every unit', () => {
    const thresholds = { USD: exact('7'), [anyUnit]: exact('2') };
    assert.deepEqual([thresholdOf(usd, thresholds), thresholdOf(unit('points'), thresholds)], [7_000_000, 2_000_000]);
  });
  it('takes a threshold of zero for one', () => assert.equal(thresholdOf(usd, { USD: exact('0'), [anyUnit]: exact('2') }), 0));
});
