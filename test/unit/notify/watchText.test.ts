import assert from 'node:assert/strict';
import { masked } from '../../../src/core/money/masked';
import { shortTime } from '../../../src/core/time/formatTime';
import { english } from '../../../src/core/text/translate';
import { alertRules, type Alert, type AlertRule } from '../../../src/core/checks/alerts';
import { alertText, ruleName } from '../../../src/core/notify/alertText';
import { exact, start } from '../../support/accounts';
import { awkwardLabels } from '../../support/labels';
import { displayAt } from '../../support/surfaces';
import { idOf } from '../../support/ids';

const title = 'DeepSeek · Work';
const display = displayAt(start);
const alertOf = (rule: AlertRule, more: Partial<Alert> = {}): Alert => ({
  rule,
  account: idOf('work'),
  unit: 'USD',
  amount: exact('4.2'),
  threshold: exact('5'),
  days: null,
  at: start,
  ...more,
});
const whole = { unit: null, amount: null, threshold: null } as const;

interface Row {
  readonly alert: Alert;
  readonly text: string;
}

const rows: readonly Row[] = [
  { alert: alertOf('low'), text: 'DeepSeek · Work is low: $4.20 left, at or under your threshold of $5.00.' },
  {
    alert: alertOf('low', { unit: 'CNY', amount: exact('29.5'), threshold: exact('30') }),
    text: 'DeepSeek · Work is low: ¥29.50 left, at or under your threshold of ¥30.00.',
  },
  {
    alert: alertOf('low', { unit: 'credits', amount: exact('7') }),
    text: 'DeepSeek · Work is low: 7 credits left, at or under your threshold of 5 credits.',
  },
  {
    alert: alertOf('critical', { amount: exact('0.9') }),
    text: 'DeepSeek · Work is nearly empty: $0.90 left, a fifth of your threshold of $5.00 or less.',
  },
  { alert: alertOf('exhausted', { amount: exact('0'), threshold: null }), text: 'DeepSeek · Work is exhausted: $0.00 left.' },
  {
    alert: alertOf('exhausted', { unit: 'CNY', amount: exact('-31.15'), threshold: null }),
    text: 'DeepSeek · Work is exhausted: ¥31.15 owed.',
  },
  { alert: alertOf('exhausted', whole), text: 'DeepSeek · Work is exhausted: the provider refuses calls until it is paid up.' },
  {
    alert: alertOf('unavailable', whole),
    text: 'DeepSeek · Work has money, but the provider refuses its calls. Its billing page says why.',
  },
  {
    alert: alertOf('runway', { threshold: null, days: 3.45 }),
    text: 'DeepSeek · Work may run out in 3.5 days, at the burn rate of the last days (estimated). $4.20 left.',
  },
  { alert: alertOf('idleSpend', { threshold: null }), text: 'DeepSeek · Work spent $4.20 while nobody was at the editor.' },
  { alert: alertOf('checkFailing', whole), text: 'DeepSeek · Work could not be checked three times in a row. Its balance is out of date.' },
  {
    alert: alertOf('checkFailing', { ...whole, refusal: { kind: 'unauthorized', host: 'api.example.com', status: 401 } }),
    text: 'DeepSeek · Work could not be checked, twice in a row: key refused. It is checked again, less and less often.',
  },
  {
    alert: alertOf('low', { cap: 'key' }),
    text: 'DeepSeek · Work is low: $4.20 left of the key cap, at or under your threshold of $5.00.',
  },
  {
    alert: alertOf('critical', { cap: 'team', amount: exact('0.9') }),
    text: 'DeepSeek · Work is nearly empty: $0.90 left of the budget of its team, a fifth of your threshold of $5.00 or less.',
  },
  {
    alert: alertOf('exhausted', { cap: 'key', amount: exact('0'), threshold: null }),
    text: 'DeepSeek · Work is exhausted: $0.00 left of the key cap.',
  },
  {
    alert: alertOf('low', { isOwn: true }),
    text: 'DeepSeek · Work is low: $4.20 of own money left, at or under your threshold of $5.00. Credit lines and what is owed do not count.',
  },
  { alert: alertOf('low', { atMost: true }), text: 'DeepSeek · Work is low: up to $4.20 left, at or under your threshold of $5.00.' },
  {
    alert: alertOf('idleSpend', { threshold: null, atLeast: true }),
    text: 'DeepSeek · Work spent at least $4.20 while nobody was at the editor.',
  },
  {
    alert: alertOf('low', { at: start - 90 * 60_000 }),
    text: `DeepSeek · Work is low: $4.20 left, at or under your threshold of $5.00. Since ${shortTime(start - 90 * 60_000, display)}.`,
  },
];

/** They hold no amount. */
const amountless: readonly Row[] = [
  { alert: alertOf('exhausted', { isPart: true, amount: exact('0') }), text: 'DeepSeek · Work has no USD left.' },
  { alert: alertOf('exhausted', { isPart: true, cap: 'key', amount: exact('0') }), text: 'DeepSeek · Work: the key cap is used up.' },
  { alert: alertOf('exhausted', { cap: 'key', amount: exact('-0.4') }), text: 'DeepSeek · Work is exhausted: the key cap is used up.' },
  {
    alert: alertOf('critical', { isOwn: true, amount: exact('-4') }),
    text: 'DeepSeek · Work is nearly empty: no own money left. Credit lines and what is owed do not count.',
  },
];

describe('an alert in words', () => {
  for (const { alert, text } of [...rows, ...amountless]) {
    it(text, () => assert.equal(alertText(title, alert, display), text));
  }
  it('has a sentence and a name for each rule', () => {
    assert.deepEqual([...new Set(rows.map(({ alert }) => alert.rule))].sort(), [...alertRules].sort());
    const names = alertRules.map((rule) => ruleName(rule, english));
    assert.equal(new Set(names).size, alertRules.length);
    assert.ok(names.every((name) => name !== ''));
  });
  it('leaves no place open and says no NaN, whatever is missing', () => {
    for (const rule of alertRules) {
      for (const more of [whole, { amount: null, threshold: null }])
        assert.doesNotMatch(alertText(title, alertOf(rule, more), display), /[{}]|NaN|null|undefined/, rule);
    }
  });
  it('shows no amount on a screen that others see', () => {
    for (const { alert } of rows) {
      const text = alertText(title, alert, { ...display, hidden: true });
      assert.doesNotMatch(text, /[$¥]|4\.2|31\.15|29\.5|credits/, alert.rule);
      assert.equal(text.includes(masked), alert.unit !== null, alert.rule);
    }
  });
  it('has the title as it is', () => {
    for (const label of awkwardLabels) assert.ok(alertText(label, alertOf('low'), display).startsWith(`${label} is low`), label);
  });
  it('counts days as the person does', () => {
    assert.match(alertText(title, alertOf('runway', { days: 3.45 }), { ...display, locale: 'de' }), /3,5 days/);
  });
});
