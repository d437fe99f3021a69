import assert from 'node:assert/strict';
import { alertRules } from '../../../src/core/checks/alerts';
import { maskedHistoryFormats } from '../../../src/core/history/historyFormats';
import { historyRows } from '../../../src/core/history/historyRows';
import { spendDaysCsv, spendDaysJson } from '../../../src/core/history/spendDaysFile';
import { ledgerOf } from '../../../src/core/ledger/ledger';
import { masked } from '../../../src/core/money/masked';
import { unit } from '../../../src/core/money/money';
import { alertText } from '../../../src/core/notify/alertText';
import { alertMessage } from '../../../src/core/notify/summary';
import { driftWords, estimateOf } from '../../../src/core/views/estimate';
import { startupStatusView } from '../../../src/core/views/startupViews';
import { anthropic, deepseek } from '../../../src/providers';
import { accountOf, exact, factsOf, held, readingOf, start } from '../../support/accounts';
import { coreTexts } from '../../support/coreTexts';
import { historyText } from '../../support/historyText';
import { day, total } from '../../support/pastReadings';
import { everySurface, displayAt } from '../../support/surfaces';

// Every amount is made of 7, 8 and 9 alone, which stand side by side in nothing else that is shown here.
const digits = /[789][789]/;
const usd = unit('USD');
const spend = [
  { unit: usd, window: 'month', amount: exact('789.87') } as const,
  { unit: usd, window: 'day', amount: exact('77.88') } as const,
];
const balances = [held('USD', '987.87', { paid: '898.98', granted: '88.89' }), held('CNY', '-77.98')];
const caps = [{ unit: usd, limit: exact('998.87'), remaining: exact('788.97'), resets: 'monthly' } as const];
const entry = { unit: usd, amount: exact('979.87'), at: start, spentThatDay: exact('0') } as const;

const past = [9979, 9888, 9789, 987.87].map((left, index) => total(start - (3 - index) * day, left));

const stories = {
  'a balance with parts, caps and spend': factsOf({ reading: readingOf(balances, { caps, spend }) }),
  'a balance that is low': factsOf({ reading: readingOf(balances) }, { lowBalance: { [usd]: exact('999.98') } }),
  'a cap alone': factsOf({ reading: readingOf([], { caps }) }),
  'spend alone, with an entered balance': factsOf({ reading: readingOf([], { spend }) }, { estimate: entry }, anthropic),
  'spend and runway that follow from the past': {
    ...factsOf({ reading: readingOf(balances) }),
    ledgers: new Map([['USD', ledgerOf(past, start, 'UTC')]]),
  },
} as const;

describe('hidden amounts', () => {
  const shown = displayAt(start);
  const hidden = { ...shown, hidden: true };
  for (const [what, facts] of Object.entries(stories)) {
    const { receipt, messages } = coreTexts(facts, hidden);
    const texts: readonly (readonly [string, string])[] = [
      ['surfaces', everySurface(facts, hidden)],
      ['receipt', receipt],
      ...messages.map(([format, text]) => [`message as ${format}`, text] as const),
    ];
    for (const [where, text] of texts)
      it(`stand nowhere: ${what}, ${where}`, () => {
        assert.doesNotMatch(text, digits);
        assert.ok(text.includes(masked));
      });
    it(`would be found where they are shown: ${what}`, () => assert.match(everySurface(facts, shown), digits));
  }

  it('stand in no alert and no message of one', () => {
    const facts = stories['a balance with parts, caps and spend'];
    for (const rule of alertRules) {
      const [amount, threshold] = [exact('787.89'), exact('998.78')];
      const alert = { rule, account: facts.account.id, unit: usd, amount, threshold, days: 3, at: start };
      assert.doesNotMatch(`${alertText('Work', alert, hidden)} ${JSON.stringify(alertMessage(alert, [facts], hidden))}`, digits, rule);
    }
  });
  it('stand not in the words that a window shows before anything is known', () => {
    const { account, snapshot } = stories['a balance with parts, caps and spend'];
    const ground = {
      setting: [{ id: account.id, provider: deepseek.id }],
      shows: { kind: 'all' },
      names: 'short',
      locale: 'en',
      zoneOffset: 0,
    } as const;
    const known = snapshot.reading ? [{ account: account.id, epoch: 0, reading: snapshot.reading }] : [];
    const status = startupStatusView({ ...ground, hidden: true }, known, hidden);
    assert.ok(status?.text.includes(masked));
    assert.doesNotMatch(JSON.stringify({ ...status, until: null }), digits);
  });
  it('stand not in what is said of an entered balance', () => {
    const estimate = estimateOf(entry, readingOf([], { spend }), start) ?? assert.fail('There is an estimate');
    for (const now of ['979.87', '888.98', '999.99']) assert.doesNotMatch(driftWords(estimate, exact(now), hidden), digits);
  });
  it('stand not in a masked export, which goes on saying what there was and when', () => {
    const account = accountOf().id;
    const rows = historyRows(account, readingOf(balances));
    const spent = { day: start, unit: usd, amount: exact('787.89'), at: start, epoch: 0 };
    for (const text of [
      historyText(maskedHistoryFormats.csv, rows),
      historyText(maskedHistoryFormats.json, rows),
      spendDaysCsv(account, [spent], true),
      spendDaysJson(account, [spent], true),
    ]) {
      assert.doesNotMatch(text, digits);
      assert.match(text, /work.*USD.*2023-11-14.*••••/s);
    }
    assert.match(historyText(maskedHistoryFormats.csv, rows), /••••,••••,••••/, 'what was not there is not masked');
  });
});
