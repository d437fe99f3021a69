import assert from 'node:assert/strict';
import { accountState } from '../../../src/core/model/accountState';
import { defaultThresholds } from '../../../src/core/model/headline';
import { toDecimal } from '../../../src/core/money/money';
import { openrouter } from '../../../src/providers';
import { factsOf, start } from '../../support/accounts';
import { outcomeOf } from '../../support/cannedSend';
import { everySurface, displayAt } from '../../support/surfaces';

const keyPath = '/api/v1/key';
const creditsPath = '/api/v1/credits';

function keyJson(limit: string, remaining: string, usage: string, isManagement: boolean): string {
  return `{"data":{"limit":${limit},"limit_remaining":${remaining},"limit_reset":null,"usage":${usage},"usage_daily":0,"usage_weekly":0,"usage_monthly":0,"is_management_key":${isManagement}}}`;
}

describe('what a capped key may spend', () => {
  // incident 5
  it('is unknown, not zero, where an account answers 0/0 to a key that has spent', async () => {
    const outcome = await outcomeOf(openrouter, {
      [keyPath]: keyJson('null', 'null', '3.21', true),
      [creditsPath]: '{"data":{"total_credits":0,"total_usage":0}}',
    });
    assert.ok(!outcome.ok);
    assert.equal(outcome.error.kind, 'notReported');
    assert.equal(accountState({ reading: null, error: outcome.error }, defaultThresholds), 'unknown');
    assert.doesNotMatch(
      everySurface(factsOf({ error: outcome.error, checkedAt: start }, {}, openrouter), displayAt(start)),
      /Balance USD|Exhausted|Low/,
    );
  });

  // incident 6
  for (const [remaining, bought, used, spendable] of [
    ['16.63', '5', '4.87', '0.13'],
    ['2', '100', '10', '2.00'],
    ['16.63', '5', '5.5', '-0.50'],
    ['0', '100', '10', '0.00'],
    ['16.63', '"12.0000006"', '0.0000004', '12.00'],
  ] as const) {
    it(`cap ${remaining}, account ${bought} − ${used}: ${spendable}`, async () => {
      const outcome = await outcomeOf(openrouter, {
        [keyPath]: keyJson('20', remaining, '3.37', true),
        [creditsPath]: `{"data":{"total_credits":${bought},"total_usage":${used}}}`,
      });
      assert.ok(outcome.ok);
      const [balance] = outcome.reading.balances;
      assert.ok(balance && balance.available !== null);
      assert.equal(toDecimal(balance.available, balance.unit), spendable);
    });
  }

  it('is unknown where the account has an amount that no account has', async () => {
    const outcome = await outcomeOf(openrouter, {
      [keyPath]: keyJson('null', 'null', '3.37', true),
      [creditsPath]: '{"data":{"total_credits":9000000000,"total_usage":-9000000000}}',
    });
    assert.equal(!outcome.ok && outcome.error.kind, 'unexpectedResponse');
  });

  it('takes a key that names its kind and its window in another form', async () => {
    const key = keyJson('20', '16.63', '3.37', false)
      .replace('"is_management_key":false', '"is_management_key":null')
      .replace('"limit_reset":null', '"limit_reset":7');
    const outcome = await outcomeOf(openrouter, { [keyPath]: key });
    assert.equal(outcome.ok && outcome.reading.caps[0]?.resets, 'unknown');
  });

  // incident 42
  it('is shown as money, without a percentage of anything', async () => {
    const outcome = await outcomeOf(openrouter, { [keyPath]: keyJson('20', '16.63', '3.37', false) });
    assert.ok(outcome.ok);
    const shown = everySurface(factsOf({ reading: outcome.reading, checkedAt: start }, {}, openrouter), displayAt(start));
    assert.match(shown, /\$16\.63 of key cap/);
    assert.doesNotMatch(shown, /%|\bused\b/);
  });
});
