import { accountAmounts, type AccountAmounts } from './accountAmounts';
import { accountFamilies, type NamedAccount } from './accountFamilies';
import { amountFamilies } from './amountFamilies';
import { countFamilies } from './countFamilies';
import { distinctLabels, labelText } from './labelText';
import type { MetricFacts } from './metricFacts';
import type { MetricFamily } from './metricFamily';
import { version } from '../text/version';

const gauges: Readonly<Record<keyof AccountAmounts, readonly [stem: string, help: string]>> = {
  remaining: ['api_balance_remaining', 'What is left of an account, as its provider reported it.'],
  remainingAtMost: ['api_balance_remaining_at_most', 'The most that is left: some of what was used is not taken off yet.'],
  parts: ['api_balance_part', 'What a balance is made of, and what is owed or frozen beside it.'],
  capLimits: ['api_balance_cap_limit', 'A limit that binds a key. It is not money of the account.'],
  capsRemaining: ['api_balance_cap_remaining', 'What is left of a limit that binds a key.'],
  spend: ['api_balance_reported_spend', 'What the provider reports as spent in the UTC day, week or month that runs.'],
  spendAtLeast: ['api_balance_reported_spend_at_least', 'The least that was spent: the report leaves out some of the day, week or month.'],
  thresholds: ['api_balance_threshold', 'At or under this amount an account counts as low.'],
};

/**
 * What a monitor is told. Amounts are those of accounts that answered lately, as they were reported: nothing is estimated, and what
 * is not known has no sample. docs/metrics.md tells of each family.
 * @see https://prometheus.io/docs/practices/naming/
 */
export function metricFamilies(facts: MetricFacts): readonly MetricFamily[] {
  const names = distinctLabels(facts.accounts.map(({ account }) => account.id));
  const accounts: readonly NamedAccount[] = facts.accounts.map((one, index) => ({
    facts: one,
    labels: { account: names[index] ?? '', provider: labelText(one.provider.id) },
  }));
  const amounts = accounts.map((one) => accountAmounts(one.facts, one.labels, facts));
  const ofAmounts = (kind: keyof AccountAmounts): readonly MetricFamily[] =>
    amountFamilies(
      ...gauges[kind],
      amounts.flatMap((ofAccount) => ofAccount[kind]),
    );
  return [
    ...ofAmounts('remaining'),
    ...ofAmounts('remainingAtMost'),
    ...ofAmounts('parts'),
    ...ofAmounts('capLimits'),
    ...ofAmounts('capsRemaining'),
    ...ofAmounts('spend'),
    ...ofAmounts('spendAtLeast'),
    ...ofAmounts('thresholds'),
    ...accountFamilies(accounts, facts),
    ...countFamilies(accounts, facts),
    {
      name: 'api_balance_build',
      kind: 'info',
      help: 'The version of API Balance that says this.',
      samples: [{ labels: { version }, value: '1' }],
    },
  ];
}
