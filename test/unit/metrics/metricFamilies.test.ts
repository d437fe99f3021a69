import assert from 'node:assert/strict';
import { metricFamilies } from '../../../src/core/metrics/metricFamilies';
import { metricsText } from '../../../src/core/metrics/metricsText';
import { version } from '../../../src/core/text/version';
import { hour, minute, start } from '../../support/accounts';
import { readExposition } from '../../support/expositionText';
import { worldAt } from '../../support/metricsWorld';

const linesOf = (text: string, name: string): readonly string[] =>
  text.split('\n').filter((line) => line.startsWith(`api_balance_${name}{`));
const worldNow = start + minute;
const worldFacts = { ...worldAt(start), now: worldNow };
const classic = metricsText(metricFamilies(worldFacts), 'classic');
const lines = (name: string): readonly string[] => linesOf(classic, name);

describe('the metrics of accounts', () => {
  it('give what is left with its own digits, one family for each unit', () => {
    assert.deepEqual(lines('remaining_cny'), ['api_balance_remaining_cny{account="deepseek-work",provider="deepseek"} 110.00']);
    assert.deepEqual(lines('remaining_usd'), [
      'api_balance_remaining_usd{account="deepseek-work",provider="deepseek"} 0.0042',
      'api_balance_remaining_usd{account="debt",provider="venice"} -31.15',
    ]);
    assert.deepEqual(lines('remaining_points'), ['api_balance_remaining_points{account="points",provider="poe"} 120000']);
    assert.deepEqual(lines('remaining'), ['api_balance_remaining{account="debt",provider="venice",unit="DIEM"} 1.5']);
  });

  it('keep a bound out of what is left, and say it under its own name', () => {
    assert.deepEqual(lines('remaining_at_most_usd'), ['api_balance_remaining_at_most_usd{account="posted",provider="xai"} 42.01']);
  });

  it('give parts without their total', () => {
    assert.deepEqual(lines('part_cny'), [
      'api_balance_part_cny{account="deepseek-work",provider="deepseek",part="paid"} 100.00',
      'api_balance_part_cny{account="deepseek-work",provider="deepseek",part="granted"} 10.00',
    ]);
    assert.deepEqual(lines('part_usd'), ['api_balance_part_usd{account="debt",provider="venice",part="owed"} 31.15']);
  });

  it('give limits beside what is left of them', () => {
    const router = 'account="router",provider="openrouter",cap="key"';
    assert.deepEqual(lines('cap_limit_usd'), [
      `api_balance_cap_limit_usd{${router},resets="daily",number="1"} 5.00`,
      `api_balance_cap_limit_usd{${router},resets="monthly",number="1"} 20.00`,
    ]);
    assert.deepEqual(lines('cap_remaining_usd'), [
      `api_balance_cap_remaining_usd{${router},resets="daily",number="1"} 0.00`,
      `api_balance_cap_remaining_usd{${router},resets="monthly",number="1"} 12.50`,
    ]);
  });

  it('give reported spend of what runs, and a bound under its own name', () => {
    assert.deepEqual(lines('reported_spend_usd'), [
      'api_balance_reported_spend_usd{account="router",provider="openrouter",window="day"} 0.50',
      'api_balance_reported_spend_usd{account="router",provider="openrouter",window="week"} 2.25',
      'api_balance_reported_spend_usd{account="router",provider="openrouter",window="month"} 7.50',
      'api_balance_reported_spend_usd{account="costs",provider="anthropic",window="day"} 1.25',
    ]);
    assert.deepEqual(lines('reported_spend_at_least_usd'), [
      'api_balance_reported_spend_at_least_usd{account="costs",provider="anthropic",window="month"} 30.000001',
    ]);
  });

  it('give the threshold of each unit that has one: the own before the general', () => {
    assert.deepEqual(lines('threshold_cny'), [
      'api_balance_threshold_cny{account="deepseek-work",provider="deepseek"} 120.00',
      'api_balance_threshold_cny{account="refused",provider="deepseek"} 30.00',
    ]);
  });

  it('give each account one state', () => {
    const ones = lines('state').filter((line) => line.endsWith(' 1'));
    assert.deepEqual(
      ones.map((line) => /account="([^"]*)".*state="([^"]*)"/.exec(line)?.slice(1).join(' ')),
      ['deepseek-work low', 'router exhausted', 'posted ok', 'costs ok', 'points ok', 'debt ok', 'refused low', 'never unknown'],
    );
    assert.equal(lines('state').length, 8 * 6);
  });

  it('give names, times and ages', () => {
    assert.equal(
      lines('account_info')[0],
      'api_balance_account_info{account="deepseek-work",provider="deepseek",site="global",label="Work"} 1',
    );
    assert.deepEqual(
      lines('read_timestamp_seconds').filter((line) => /"(points|refused|never)"/.test(line)),
      [
        `api_balance_read_timestamp_seconds{account="points",provider="poe"} ${start / 1000}`,
        `api_balance_read_timestamp_seconds{account="refused",provider="deepseek"} ${(start - hour) / 1000}`,
      ],
    );
    assert.deepEqual(
      lines('reading_age_seconds').filter((line) => /"(points|refused|never)"/.test(line)),
      [
        'api_balance_reading_age_seconds{account="points",provider="poe"} 60',
        'api_balance_reading_age_seconds{account="refused",provider="deepseek"} 3660',
      ],
    );
    assert.deepEqual(lines('build_info'), [`api_balance_build_info{version="${version}"} 1`]);
  });

  it('count checks and messages, also what did not happen yet', () => {
    assert.equal(lines('checks_total').length, 8 * 15);
    assert.deepEqual(
      lines('checks_total').filter((line) => !line.endsWith(' 0')),
      [
        'api_balance_checks_total{account="deepseek-work",outcome="answered"} 3',
        'api_balance_checks_total{account="refused",outcome="answered"} 1',
        'api_balance_checks_total{account="refused",outcome="unauthorized"} 2',
      ],
    );
    assert.deepEqual(lines('messages_total'), [
      'api_balance_messages_total{channel="team",outcome="posted"} 2',
      'api_balance_messages_total{channel="team",outcome="delayed"} 1',
      'api_balance_messages_total{channel="team",outcome="refused"} 0',
      'api_balance_messages_total{channel="team",outcome="givenUp"} 0',
    ]);
  });

  it('count nothing where nothing is counted', () => {
    const { accounts, now } = worldFacts;
    assert.doesNotMatch(metricsText(metricFamilies({ accounts, now }), 'classic'), /checks|messages/);
  });

  it('say the same in both forms, without a time, and with no label that others use', () => {
    const forms = (['classic', 'openMetrics'] as const).map((form) => readExposition(metricsText(metricFamilies(worldFacts), form)));
    assert.deepEqual(forms[0], forms[1]);
    const names = new Set(forms.flat().flatMap(({ labels }) => Object.keys(labels)));
    for (const taken of ['type', 'instance', 'job', 'env', 'service', 'team', 'owner']) assert.ok(!names.has(taken), taken);
  });

  it('hold no address, and nothing of an account that was not asked for', () => {
    assert.doesNotMatch(classic, /https?:|api\.deepseek\.com/);
  });

  it('have no age below nothing, where the clock has gone back', () => {
    const before = metricsText(metricFamilies({ ...worldFacts, now: start - 2 * hour }), 'classic');
    assert.deepEqual(
      linesOf(before, 'reading_age_seconds').filter((line) => !line.endsWith(' 0')),
      [],
    );
  });

  it('are about now', () => {
    const later = metricsText(metricFamilies({ ...worldFacts, now: worldNow + 4 * hour }), 'classic');
    assert.doesNotMatch(later, /_(remaining|part|cap|reported)_/);
    assert.equal(
      linesOf(later, 'reading_age_seconds')[0],
      'api_balance_reading_age_seconds{account="deepseek-work",provider="deepseek"} 14460',
    );
  });
});
