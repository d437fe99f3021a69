import { groupsOf } from './core/explained/groupsOf';
import type { LogsMachine } from './core/explained/usageStanding';
import { meantNames } from './core/prices/meantProvider';
import { readUsageEntries } from './core/prices/readUsageEntries';
import { usageThread } from './node/usage/usageThread';
import type { Session } from './vscode/accounts/session';
import { usageEntries, usageTools } from './vscode/editor/settings';
import { UsageLogs } from './vscode/usage/usageLogs';

export interface JoinUsageParts {
  /** The bundle of the thread that reads logs. */
  readonly thread: string;
  /** Where what was read is kept. */
  readonly folder: string;
  readonly session: Session;
  readonly machine: LogsMachine;
  readonly onFault: (error: unknown) => void;
}

/** What logs of other tools account for, read in a thread of its own. */
export function joinUsage({ thread, folder, session, machine, onFault }: JoinUsageParts): UsageLogs {
  return new UsageLogs({
    ...usageThread(thread),
    folder,
    owner: session.owner,
    groups: (since) =>
      groupsOf(
        session.facts().map(({ account }) => account),
        session.history.store,
        since,
        Date.now(),
      ),
    revision: () => session.history.store.version(),
    meant: meantNames(session.accounts.providers),
    entries: () =>
      readUsageEntries(
        usageEntries(),
        session.accounts.read().accounts.map(({ id }) => id),
      ),
    tools: usageTools,
    machine,
    now: Date.now,
    onFault,
  });
}
