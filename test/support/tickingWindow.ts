import { Checks, type ChecksPorts } from '../../src/core/checks/checks';
import { Watcher, type WatcherPorts } from '../../src/core/checks/watcher';
import type { Account } from '../../src/core/model/account';
import type { Outcome } from '../../src/core/model/outcome';
import { checksPorts, type Clock } from './checksPorts';
import { planOf } from './watch';
import { storeOf } from './watchWindow';

export interface TickingWindowOf {
  readonly folder: string;
  readonly owner: string;
  readonly clock: Clock;
  readonly tickMs: number;
  readonly intervalMs: number;
  readonly accounts: () => readonly Account[];
  readonly ask: (account: Account) => Promise<Outcome>;
  readonly checks?: Partial<ChecksPorts>;
  readonly watcher?: (checks: Checks) => Partial<WatcherPorts>;
}

/** One of several windows on one disk, with its timer on; the test makes it tick. */
export function tickingWindow({ folder, owner, clock, tickMs, intervalMs, accounts, ask, ...more }: TickingWindowOf) {
  const store = storeOf(folder);
  const never = new AbortController().signal;
  const checks: Checks = new Checks(
    checksPorts(clock, ask, {
      store,
      owner,
      planContext: () => planOf({ now: clock.now, intervalMs, wokeAt: watcher.wokeAt }),
      ...more.checks,
    }),
  );
  const watcher: Watcher = new Watcher({
    store,
    owner,
    now: () => clock.now,
    random: () => 0.5,
    tickMs,
    accounts,
    intervalOf: () => intervalMs,
    check: (account, unlessSince) => checks.check([account], never, { quiet: true, unlessSince }),
    follow: () => checks.follow(),
    recordOf: (account) => checks.recordOf(account),
    hasNewKey: () => false,
    isAlive: async () => true,
    canReach: () => true,
    ...more.watcher?.(checks),
  });
  return { store, watcher, checks };
}
