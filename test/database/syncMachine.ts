import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Account } from '../../src/core/model/account';
import type { Outcome } from '../../src/core/model/outcome';
import { historyEntry } from '../../src/core/history/historyEntry';
import { sharedAddress } from '../../src/core/shared/sharedAddress';
import type { SharedStanding } from '../../src/core/shared/sharedLink';
import { sharedAccount } from '../../src/core/shared/sharedPlace';
import type { SharedStore } from '../../src/core/shared/sharedStore';
import type { Pause } from '../../src/core/shared/within';
import { synchroniser, type Synchroniser } from '../../src/core/shared/synchroniser';
import type { Alert, AlertContext } from '../../src/core/checks/alerts';
import { openHistory } from '../../src/node/history/openHistory';
import { postgresSharedStore, type SharedStoreOptions } from '../../src/node/postgres/postgresSharedStore';
import { digest } from '../../src/node/shared/digest';
import { openOutbox } from '../../src/node/shared/openOutbox';
import { pause as realPause, repeat } from '../../src/node/watch/thisWindow';
import type { Clock } from '../support/checksPorts';
import { exact } from '../support/accounts';
import { contextOf, planOf } from '../support/watch';
import { tickingWindow } from '../support/tickingWindow';

export interface SyncMachineOf {
  readonly name: string;
  /** Its own; another one under the same name is the machine after a restart. */
  readonly folder: string;
  readonly connection: string;
  readonly clock: Clock;
  readonly accounts: readonly Account[];
  /** What the provider says to this machine. */
  readonly ask: (account: Account) => Promise<Outcome>;
  readonly intervalMs?: number;
  readonly keepDays?: number;
  readonly pause?: Pause;
  readonly options?: Partial<SharedStoreOptions>;
  /** Those that it posts alerts to. */
  readonly channels?: readonly string[];
  /** Under which its accounts are low, in USD. */
  readonly threshold?: string;
  /** In the way to the database, to hold it up or to look at what is sent. */
  readonly through?: (store: SharedStore) => SharedStore;
}

const tickMs = 15_000;

/** One of several machines, each with a folder and a clock of its own: what ships, joined as a shell joins it; the test makes it tick. */
export function syncMachine(parts: SyncMachineOf) {
  const { name, folder, connection, clock, accounts, ask, intervalMs = 3_600_000, keepDays = 0, options, pause = realPause } = parts;
  const { channels = [], threshold = '5' } = parts;
  const alertContext = ({ id }: Account): AlertContext => contextOf({ account: id, thresholds: { USD: exact(threshold) } });
  const posted: string[] = [];
  const { through = (store: SharedStore): SharedStore => store } = parts;
  const now = (): number => clock.now;
  const address = sharedAddress(connection);
  if (!address.ok) throw new Error(address.fault);
  const history = openHistory({ folder: join(folder, name), now });
  const outbox = openOutbox({ folder: join(folder, name), now });
  const me = { id: outbox.machineId(), name };
  const standings: SharedStanding[] = [];
  const leftOut: string[] = [];
  const alerts: Alert[] = [];
  const faults: unknown[] = [];
  const random = Math.random();
  const sync: Synchroniser = synchroniser({
    store: async (): Promise<SharedStore> =>
      through(postgresSharedStore({ hosts: address.hosts, machine: { ...me, version: '1.2.3' }, ...options })),
    me: () => me,
    now,
    outbox,
    history,
    pause,
    repeat,
    digest,
    onLeftOut: (why, count) => void leftOut.push(`${why} ${count}`),
    onStanding: (standing) => void standings.push(standing),
    onFault: (error) => void faults.push(error),
    watch: { change: (...args) => window.store.change(...args) },
    accounts: () => accounts,
    recordOf: (account) => {
      window.checks.follow();
      return window.checks.recordOf(account);
    },
    planContext: () => planOf({ now: clock.now, intervalMs, random }),
    alertContext,
    alertChannels: () => channels,
    channelName: async (channel) => channel,
    postHeard: (_account, of, channel) => void posted.push(...of.map(({ rule }) => `${channel}: ${rule}`)),
    keyMarkOf: () => null,
    sharedOf: (account) => sharedAccount(account, digest),
    keepDays: () => keepDays,
    pageSize: 100,
    mannerOf: (why) => ({ patienceMs: 0, takesInterval: why === 'timer' }),
  });
  const window: ReturnType<typeof tickingWindow> = tickingWindow({
    folder: join(folder, name),
    owner: `${hostname()} ${name}`,
    clock,
    tickMs,
    intervalMs,
    accounts: () => accounts,
    ask,
    checks: {
      prepare: (account) => sync.prepare(account, async () => ({ ok: true, keyMark: null, fetch: () => ask(account) })),
      planContext: () => planOf({ now: clock.now, intervalMs, random }),
      alertContext,
      postsOf: (_account, _snapshot, of) => of.flatMap(({ rule }) => channels.map((channel) => ({ channel, body: rule }))),
      onCommitted: (account, outcome, committed) => {
        posted.push(...committed.posts.map(({ channel, body }) => `${channel}: ${body}`));
        sync.committed(account, outcome, committed);
        history.record(historyEntry(account.id, committed.record.epoch, outcome, committed.record.checkedAt ?? 0));
        alerts.push(...committed.alerts);
      },
    },
  });
  return {
    name,
    sync,
    history,
    outbox,
    standings,
    leftOut,
    /** What went to its channels, whoever saw it. */
    posted,
    alerts,
    faults,
    window,
    /** A person wants it, and the timer has nothing to do with it. */
    check: (...some: readonly Account[]) => window.checks.check(some.length > 0 ? some : accounts, new AbortController().signal),
    tick: () => window.watcher.tick(),
    round: () => sync.round(),
    amounts: (account: Account) =>
      history.readings({ account: account.id, unit: 'USD' }, 0, Infinity).map(({ available }) => available / 1_000_000),
    /** What its surfaces show, in units. */
    shown: (account: Account): number | null => {
      window.checks.follow();
      const available = window.checks.snapshot(account).reading?.balances[0]?.available;
      return available === undefined || available === null ? null : available / 1_000_000;
    },
    /** As when it is told to end. */
    close: async (withinMs = 0) => {
      await sync.close(withinMs);
      history.close();
      outbox.close();
      window.store.close();
    },
  };
}

export type SyncMachine = ReturnType<typeof syncMachine>;

export function told({ standings }: Pick<SyncMachine, 'standings'>): readonly string[] {
  return standings.map((one) =>
    one.kind === 'away' ? one.fault.kind : one.kind === 'open' ? (one.canWrite ? 'open' : 'reads') : one.kind,
  );
}
