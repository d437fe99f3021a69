import type { ChecksPorts } from '../../src/core/checks/checks';
import { memoryWatch } from '../../src/core/checks/memoryWatch';
import type { Account } from '../../src/core/model/account';
import type { Outcome } from '../../src/core/model/outcome';
import type { EpochMs } from '../../src/core/time/epoch';
import { contextOf, planOf } from './watch';

export interface Clock {
  now: EpochMs;
}

type Fetch = (account: Account, signal: AbortSignal, why: 'check' | 'timer') => Promise<Outcome>;

/** Checks that ask by `fetch` with a stored key, on a store of their own, without pauses; a fault of our own fails the test. */
export function checksPorts(clock: Clock, fetch: Fetch, more: Partial<ChecksPorts> = {}): ChecksPorts {
  return {
    store: memoryWatch(),
    owner: 'window',
    now: () => clock.now,
    prepare: (account) => Promise.resolve({ ok: true, keyMark: null, fetch: (signal, why) => fetch(account, signal, why) }),
    planContext: () => planOf({ now: clock.now }),
    alertContext: ({ id }) => contextOf({ account: id }),
    postsOf: () => [],
    onCommitted: () => undefined,
    onChange: () => undefined,
    pause: () => Promise.resolve(),
    repeat: () => () => undefined,
    onFault: (error) => {
      throw error;
    },
    ...more,
  };
}
