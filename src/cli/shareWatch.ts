import type { Alert, AlertContext } from '../core/checks/alerts';
import type { Prepared } from '../core/checks/askOnce';
import type { Checks } from '../core/checks/checks';
import type { PlanContext } from '../core/checks/schedule';
import type { WatchStore } from '../core/checks/watchStore';
import type { HistoryStore } from '../core/history/historyStore';
import type { Account } from '../core/model/account';
import type { SharedStanding } from '../core/shared/sharedLink';
import { sharedAccount } from '../core/shared/sharedPlace';
import { synchroniser, type Synchroniser, type SynchroniserPorts } from '../core/shared/synchroniser';
import type { OpenedShared } from '../core/shared/openedShared';

/** What a watch has to do with a history that machines share. */
export interface JoinedWatch {
  readonly watch: Pick<WatchStore, 'change'>;
  readonly history: HistoryStore | null;
  readonly accounts: readonly Account[];
  readonly checks: Checks;
  readonly planContext: (account: Account) => PlanContext;
  readonly alertContext: (account: Account) => AlertContext;
  /** The ids of those that alerts go to. */
  readonly alertChannels: () => readonly string[];
  readonly postHeard: (account: Account, alerts: readonly Alert[], channel: string) => void;
  readonly prepare: (account: Account) => Prepared;
  /** A single run, which shows what another machine was told instead of asking. */
  readonly isOnce: () => boolean;
}

export type ShareWatch = (joined: JoinedWatch) => Synchroniser;

export interface ShareWatchParts extends OpenedShared, Pick<SynchroniserPorts, 'pause' | 'repeat' | 'onFault' | 'onLeftOut'> {
  readonly keepDays: number;
  readonly onStanding: (standing: SharedStanding) => void;
}

/** A run of cron ends soon after all others of its minute have: it waits for who asks just now. */
const oncePatienceMs = 20_000;

export function shareWatch(parts: ShareWatchParts): ShareWatch {
  const { digest, keepDays } = parts;
  return ({ history, accounts, checks, prepare, isOnce, ...joined }) =>
    synchroniser({
      ...parts,
      ...joined,
      channelName: (id) => Promise.resolve(id),
      now: Date.now,
      history: history ?? { record: () => undefined },
      accounts: () => accounts,
      recordOf: (account) => {
        checks.follow();
        return checks.recordOf(account);
      },
      keyMarkOf: (account) => {
        const prepared = prepare(account);
        return prepared.ok ? prepared.keyMark : null;
      },
      sharedOf: (account) => sharedAccount(account, digest),
      keepDays: () => keepDays,
      pageSize: 500,
      mannerOf: () => ({ patienceMs: isOnce() ? oncePatienceMs : 0, takesInterval: true }),
    });
}
