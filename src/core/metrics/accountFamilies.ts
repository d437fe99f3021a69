import { labelText } from './labelText';
import type { Labels, MetricFamily, Sample } from './metricFamily';
import { metricStanding, type MetricClock } from './metricStanding';
import { secondsText } from './secondsText';
import { accountStates } from '../model/accountState';
import type { EpochMs } from '../time/epoch';
import type { AccountFacts } from '../views/accountView';

export interface NamedAccount {
  readonly facts: AccountFacts;
  /** `account` and `provider`: what tells its series from those of others. */
  readonly labels: Labels;
}

/** What is said of every account, whether or not its amounts are known: who it is, how it is, and how old that is. */
export function accountFamilies(accounts: readonly NamedAccount[], clock: MetricClock): readonly MetricFamily[] {
  const standings = accounts.map(({ facts, labels }) => ({ labels, ...metricStanding(facts, clock) }));
  const timed = (value: (at: EpochMs) => string): readonly Sample[] =>
    standings.flatMap(({ labels, at }) => (at === null ? [] : [{ labels, value: value(at) }]));
  return [
    {
      name: 'api_balance_state',
      kind: 'gauge',
      help: '1 for the state that an account is in, 0 for each other state.',
      samples: standings.flatMap(({ labels, state }) =>
        accountStates.map((one) => ({ labels: { ...labels, state: one }, value: one === state ? '1' : '0' })),
      ),
    },
    {
      name: 'api_balance_account',
      kind: 'info',
      help: 'Names of an account, to be joined to its other series.',
      samples: accounts.map(({ facts: { account }, labels }) => ({
        labels: { ...labels, site: labelText(account.site), label: labelText(account.label) },
        value: '1',
      })),
    },
    {
      name: 'api_balance_read_timestamp_seconds',
      kind: 'gauge',
      unit: 'seconds',
      help: 'When what is said of an account was true, in seconds since 1970.',
      samples: timed(secondsText),
    },
    {
      name: 'api_balance_reading_age_seconds',
      kind: 'gauge',
      unit: 'seconds',
      help: 'How old that was when this text was written.',
      // The clock may have gone back since.
      samples: timed((at) => secondsText(Math.max(0, clock.now - at))),
    },
  ];
}
