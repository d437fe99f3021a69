import type { Alert } from '../checks/alerts';
import type { Account } from '../model/account';
import type { EpochMs } from '../time/epoch';
import type { Heard, HearPorts } from './hearRecords';
import { postedOf } from './sharedRecord';
import { takeTurn } from './takeTurn';

export interface HeardAlertPorts extends Pick<HearPorts, 'link' | 'sharedOf'> {
  readonly digest: (text: string) => string;
  readonly now: () => EpochMs;
  /** Those that this machine posts alerts to. */
  readonly alertChannels: () => readonly string[];
  /** What all machines call a channel of this one; null where there is none at present. */
  readonly channelName: (channel: string) => Promise<string | null>;
  readonly postHeard: (account: Account, alerts: readonly Alert[], channel: string) => void;
}

/**
 * What another machine saw goes to the channels of this one that it did not post to itself, such as where an editor asked that has none.
 * Of several machines with that channel one posts it. While nobody can say which, each does: a message too many does less harm than
 * silence.
 */
export async function postHeardAlerts(
  ports: HeardAlertPorts,
  account: Account,
  alerts: readonly Alert[],
  { record, askedAt }: Heard,
): Promise<void> {
  const posted = postedOf(record);
  // Answers that were kept for later do not say it: whoever asked told it when it was so.
  if (posted === null || alerts.length === 0) return;
  // It was heard just now, so the database is there: a machine that may only read cannot say that it posts, and does not.
  if (!ports.link.canWrite()) return;
  const { account: id, place } = ports.sharedOf(account);
  const what = alerts.map(({ rule, unit, cap }) => [rule, unit, cap].join(' '));
  for (const channel of ports.alertChannels()) {
    const name = await ports.channelName(channel);
    if (name === null || posted.includes(name)) continue;
    const isOurs = await takeTurn(ports, `alert ${name} ${JSON.stringify([id, place, askedAt, ...what])}`);
    if (isOurs ?? true) ports.postHeard(account, alerts, channel);
  }
}
