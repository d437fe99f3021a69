import assert from 'node:assert/strict';
import { readAccountEntries } from '../../../src/core/accounts/accountEntries';
import { accountView } from '../../../src/core/views/accountView';
import { driftWords, estimateOf, spentToday } from '../../../src/core/views/estimate';
import { fetchReading, fetchTarget } from '../../../src/core/provider/fetchReading';
import type { BalanceEntry } from '../../../src/core/model/account';
import type { Reading, Spend } from '../../../src/core/model/reading';
import { toDecimal, unit } from '../../../src/core/money/money';
import { parseAmount } from '../../../src/core/money/parseAmount';
import { receiptJson, receiptMarkdown } from '../../../src/core/views/receiptView';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import { startSandbox } from '../../sandbox/startSandbox';
import { undiciTransport } from '../../../src/node/network/undiciTransport';
import { factsOf } from '../../support/accounts';
import { displayAt } from '../../support/surfaces';
import { originAt } from '../../support/ids';

const money = (text: string) => parseAmount(text) ?? assert.fail(text);
const usd = unit('USD');
const day = 86_400_000;
const now = Date.UTC(2026, 10, 25, 15);
const entry = (change: Partial<BalanceEntry> = {}): BalanceEntry => ({
  unit: usd,
  amount: money('50.00'),
  at: Date.UTC(2026, 10, 22, 9),
  spentThatDay: money('1.20'),
  ...change,
});
const spent = (window: Spend['window'], amount: string | null, since?: number): Spend => ({
  unit: usd,
  window,
  amount: amount === null ? null : money(amount),
  ...(since === undefined ? {} : { since }),
});
const reading = (...spend: readonly Spend[]): Reading => ({ at: now, balances: [], caps: [], spend, callsRefused: false, problems: [] });
const since22 = Date.UTC(2026, 10, 22);

describe('an estimated balance', () => {
  const cases: readonly (readonly [string, BalanceEntry, Reading | null, string | null])[] = [
    [
      'is the entry less what was spent since, the part of its day before it left out',
      entry(),
      reading(spent('entry', '10.00', since22)),
      '41.20',
    ],
    [
      'is at least that where the day of the entry is not known in part',
      entry({ spentThatDay: null }),
      reading(spent('entry', '10.00', since22)),
      '40.00',
    ],
    ['can be used up', entry(), reading(spent('entry', '60.00', since22)), '-8.80'],
    ['is not known before the first check', entry(), null, null],
    ['is not known where the spend is not', entry(), reading(spent('entry', null, since22)), null],
    ['is at most that where the report left out days', entry(), reading({ ...spent('entry', '10.00', since22), atLeast: true }), '41.20'],
    [
      'is not known where it is bounded on both sides',
      entry({ spentThatDay: null }),
      reading({ ...spent('entry', '10.00', since22), atLeast: true }),
      null,
    ],
    ['is not made of what was spent since another entry', entry(), reading(spent('entry', '10.00', since22 - day)), null],
    ['is not made of another unit', entry({ unit: unit('EUR') }), reading(spent('entry', '10.00', since22)), null],
    [
      'takes today’s spend for an entry of today',
      entry({ at: now - 3_600_000, spentThatDay: money('2.00') }),
      reading(spent('day', '3.10')),
      '48.90',
    ],
    [
      'takes the month’s spend for an entry of its first day',
      entry({ at: Date.UTC(2026, 10, 1, 8), spentThatDay: null }),
      reading(spent('day', '3.10'), spent('month', '20.00')),
      '30.00',
    ],
    [
      'does not take this month’s spend for an entry of last month',
      entry({ at: Date.UTC(2026, 9, 1, 8) }),
      reading(spent('month', '20.00')),
      null,
    ],
  ];
  for (const [what, of, read, expected] of cases) {
    it(what, () => {
      const estimate = estimateOf(of, read, now);
      assert.equal(estimate && toDecimal(estimate.amount, estimate.unit), expected);
    });
  }

  it('knows what was spent today only from a reading of today', () => {
    const read = reading(spent('day', '3.10'));
    assert.equal(spentToday(read, 'USD', now), money('3.10'));
    assert.equal(spentToday(read, 'EUR', now), null);
    assert.equal(spentToday(read, 'USD', now + day), null);
    assert.equal(spentToday(null, 'USD', now), null);
  });

  it('says what it is on every surface, and never that it was reported', () => {
    const facts = factsOf(
      { reading: reading(spent('day', '3.10'), spent('entry', '10.00', since22)), checkedAt: now },
      { estimate: entry() },
      providers.anthropic,
    );
    const view = accountView(facts, displayAt(now));
    assert.deepEqual([view.amount, view.estimate, view.state], ['≈ $41.20', 'estimated from your entry of Nov 22', 'ok']);
    assert.match(receiptMarkdown(facts, displayAt(now)), /Estimated balance USD +\| ≈ 41\.20 USD +\| estimated from your entry of /);
    const json = JSON.parse(receiptJson(facts, displayAt(now))) as { readonly balances: unknown; readonly estimate: unknown };
    assert.deepEqual(
      [json.balances, json.estimate],
      [[], { unit: 'USD', amount: '41.20', enteredAt: '2026-11-22T09:00:00.000Z', atLeast: false }],
    );
    const hidden = { ...displayAt(now), hidden: true };
    assert.doesNotMatch(JSON.stringify([accountView(facts, hidden), receiptMarkdown(facts, hidden), receiptJson(facts, hidden)]), /41\.20/);
  });

  it('is low at the threshold and gives way to a balance that is reported', () => {
    const low = factsOf({ reading: reading(spent('entry', '47.00', since22)), checkedAt: now }, { estimate: entry() }, providers.anthropic);
    assert.equal(accountView(low, displayAt(now)).state, 'low');
    const reported = {
      ...reading(spent('entry', '10.00', since22)),
      balances: [{ unit: usd, available: money('7.00'), parts: [], at: now }],
    };
    assert.equal(accountView(factsOf({ reading: reported, checkedAt: now }, { estimate: entry() }), displayAt(now)).amount, '$7.00');
  });

  it('says "at most" where the report is an old one: more may have been spent since', () => {
    const read = reading(spent('entry', '10.00', since22));
    assert.deepEqual(
      [0, 14, 15, 24 * 60].map((minutes) => estimateOf(entry(), read, read.at + minutes * 60_000)?.bound),
      [null, null, 'atMost', 'atMost'],
    );
  });

  it('says of which month, week or day it was spent, once that is over', () => {
    const text = (window: Spend['window'], later: number): string | null => {
      const read = reading(spent(window, '20.00'));
      return accountView(factsOf({ reading: read, checkedAt: read.at }), displayAt(read.at + later)).amount;
    };
    const [day, week] = [86_400_000, 7 * 86_400_000];
    assert.deepEqual(
      [text('month', day), text('month', 2 * week), text('week', 4 * day), text('week', 5 * day), text('day', 0), text('day', day)],
      [
        '$20.00 spent this month',
        '$20.00 spent in November 2026',
        '$20.00 spent this week',
        '$20.00 spent in the week of Nov 25',
        '$20.00 spent today',
        '$20.00 spent on Nov 25',
      ],
    );
  });

  it('shows how far it was off when the person types again', () => {
    const estimate = estimateOf(entry(), reading(spent('entry', '10.00', since22)), now);
    assert.ok(estimate);
    const words = (shown: string): string => driftWords(estimate, money(shown), displayAt(now));
    assert.equal(words('40.80'), 'Your entry of Nov 22 led to ≈ $41.20; the dashboard shows $40.80: $0.40 less than estimated.');
    assert.equal(words('42.00'), 'Your entry of Nov 22 led to ≈ $41.20; the dashboard shows $42.00: $0.80 more than estimated.');
    assert.equal(words('41.20'), 'Your entry of Nov 22 led to ≈ $41.20, and that is what the dashboard shows.');
  });

  it('is read from the account’s entry, and a wrong one is named', () => {
    const read = (estimate: unknown) =>
      readAccountEntries([{ id: 'one', provider: 'anthropic', estimate }], Object.values(providers), english);
    assert.deepEqual(read({ unit: 'usd', amount: '50.00', at: '2026-11-22T09:00:00Z', spentThatDay: 1.2 }).accounts[0]?.estimate, entry());
    for (const wrong of [
      '41.20',
      { unit: 'USD', amount: '12,34', at: '2026-11-22T09:00:00Z' },
      { unit: 'USD', amount: '1', at: 'yesterday' },
      { amount: '1', at: '2026-11-22T09:00:00Z' },
    ]) {
      assert.match(read(wrong).invalid[0]?.reasons.join() ?? '', /"estimate" must give/);
    }
  });

  it('asks the provider for all days since the entry, over the end of a month and its pages', async () => {
    const sandbox = await startSandbox({ now: () => now });
    const transport = undiciTransport('api-balance/test');
    for (const provider of [providers.anthropic, providers.openai, providers.fireworks]) {
      sandbox
        .account(provider.id, `sandbox-${provider.id}`)
        .set({ unit: 'USD', paid: '0', granted: '0', spend: { day: '2.00', week: '2.00', month: '9.00', total: '9.00' } });
      const target = fetchTarget(
        provider,
        { site: 'global', origin: originAt(sandbox.origin), estimate: entry({ at: Date.UTC(2026, 8, 3) }) },
        `sandbox-${provider.id}`,
      );
      const outcome = await fetchReading(target, { send: transport.send, now: () => now, signal: new AbortController().signal });
      assert.ok(outcome.ok, provider.id);
      // The sandbox spends on the first of this month and today.
      assert.deepEqual(
        outcome.reading.spend.map(({ window, amount, since }) => [window, amount && toDecimal(amount, usd), since]),
        [
          ['day', '2.00', undefined],
          ['month', '9.00', undefined],
          ['entry', '9.00', Date.UTC(2026, 8, 3)],
        ],
        provider.id,
      );
    }
    await transport.close();
    await sandbox.stop();
  });
});
