import { Checks, type ChecksPorts } from '../../src/core/checks/checks';
import { memoryWatch } from '../../src/core/checks/memoryWatch';
import type { Account } from '../../src/core/model/account';
import type { Outcome } from '../../src/core/model/outcome';
import { contextOf, planOf } from './watch';

/** The checks of one window that shares with no other, as far as nothing else is said. */
export function plainChecks(fetch: (account: Account, signal: AbortSignal) => Promise<Outcome>, parts: Partial<ChecksPorts> = {}): Checks {
  const now = parts.now ?? Date.now;
  return new Checks({
    store: memoryWatch(),
    owner: 'one window',
    now,
    prepare: async (account) => ({ ok: true, keyMark: null, fetch: (signal) => fetch(account, signal) }),
    planContext: () => planOf({ now: now() }),
    alertContext: ({ id }) => contextOf({ account: id }),
    postsOf: () => [],
    onCommitted: () => undefined,
    onChange: () => undefined,
    onFault: (error) => {
      throw error;
    },
    pause: async () => undefined,
    repeat: () => () => undefined,
    ...parts,
  });
}
