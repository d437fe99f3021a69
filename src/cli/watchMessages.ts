import type { Alert } from '../core/checks/alerts';
import type { NewPost } from '../core/checks/watchRecord';
import type { Account } from '../core/model/account';
import type { Snapshot } from '../core/model/snapshot';
import { messageText, type Message } from '../core/notify/message';
import { alertMessage, summaryMessage } from '../core/notify/summary';
import { english } from '../core/text/translate';
import type { EpochMs } from '../core/time/epoch';
import type { AccountFacts } from '../core/views/accountView';
import type { WatchChannel } from './configChannels';

export interface WatchMessagesParts {
  readonly channels: readonly WatchChannel[];
  /** With what an account is after an answer that is just being written. */
  readonly facts: (changed?: Account, after?: Snapshot) => readonly AccountFacts[];
  readonly now: () => EpochMs;
  readonly isOnce: () => boolean;
  /** Of those that share a history; null: it is shared with none. */
  readonly machine: string | null;
}

/** What a watch has to say, and to whom. */
export function watchMessages({ channels, facts, now, isOnce, machine }: WatchMessagesParts) {
  const display = () => ({ now: now(), locale: 'en', t: english });
  const takersOf = (what: WatchChannel['posts'][number]): readonly WatchChannel[] => channels.filter(({ posts }) => posts.includes(what));
  /** A single run posts one message: who gets its summary reads there what was crossed. */
  const alertTakers = (): readonly WatchChannel[] => takersOf('alerts').filter(({ posts }) => !isOnce() || !posts.includes('summaries'));
  const alertChannels = (): readonly string[] => alertTakers().map(({ id }) => id);
  const alertMessages = (of: readonly AccountFacts[], alerts: readonly Alert[]): readonly Message[] =>
    alerts.flatMap((alert) => alertMessage(alert, of, display(), machine) ?? []);
  return {
    alertChannels,
    alertMessages,
    postsOf: (account: Account, snapshot: Snapshot, alerts: readonly Alert[]): readonly NewPost[] =>
      alertMessages(facts(account, snapshot), alerts).flatMap((message) =>
        alertChannels().map((channel) => ({ channel, body: messageText(message) })),
      ),
    summaryTakers: takersOf('summaries').map(({ id }) => id),
    summaryNow: (): Message => summaryMessage(facts(), display()),
  };
}
