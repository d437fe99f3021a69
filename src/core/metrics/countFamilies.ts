import type { NamedAccount } from './accountFamilies';
import { distinctLabels } from './labelText';
import { checkOutcomes, messageOutcomes, type Counts, type MetricFacts } from './metricFacts';
import type { Labels, MetricFamily, Sample } from './metricFamily';

/** What happened since the program began. */
export function countFamilies(accounts: readonly NamedAccount[], { checks, messages }: MetricFacts): readonly MetricFamily[] {
  const channels = [...(messages ?? [])];
  const names = distinctLabels(channels.map(([id]) => id));
  return [
    {
      name: 'api_balance_checks',
      kind: 'counter',
      help: 'Checks of an account by what came of them, since the program began.',
      samples:
        checks === undefined
          ? []
          : accounts.flatMap(({ facts, labels: { account = '' } }) =>
              counted({ account }, checkOutcomes, checks.get(facts.account.id) ?? {}),
            ),
    },
    {
      name: 'api_balance_messages',
      kind: 'counter',
      help: 'Messages by their channel and what became of them, since the program began.',
      samples: channels.flatMap(([, counts], index) => counted({ channel: names[index] ?? '' }, messageOutcomes, counts)),
    },
  ];
}

/** What did not happen yet is 0: of a series that begins with 1, no rate knows that it grew. */
function counted<Outcome extends string>(labels: Labels, outcomes: readonly Outcome[], counts: Counts<Outcome>): readonly Sample[] {
  return outcomes.map((outcome) => ({ labels: { ...labels, outcome }, value: String(counts[outcome] ?? 0) }));
}
