import type { Prepared } from '../core/checks/askOnce';
import type { Account } from '../core/model/account';
import type { Outcome } from '../core/model/outcome';
import { hostOf } from '../core/provider/origin';
import { within, type Pause } from '../core/shared/within';
import type { EpochMs } from '../core/time/epoch';

/** All that a single run takes, from its begin: two minutes, and some of them are for messages. */
export const onceMs = {
  /** Until an account counts as one that does not answer. */
  asked: 60_000,
  /** Until no account is waited for any more, such as one that another process holds. */
  checked: 65_000,
  /** Until no channel is. */
  posted: 100_000,
  /** For a database after that: what is not handed on waits on this machine. */
  shared: 10_000,
} as const;

/** It fails like one that is not answered in time where the run has no more time for it. */
export function boundedRequest(prepared: Prepared, account: Account, until: EpochMs, now: () => EpochMs, pause: Pause): Prepared {
  if (!prepared.ok) return prepared;
  const late: Outcome = { ok: false, error: { kind: 'timeout', host: hostOf(account.origin) } };
  return {
    ...prepared,
    fetch: (signal, why) => within(Math.max(0, until - now()), pause, (over) => prepared.fetch(AbortSignal.any([signal, over]), why), late),
  };
}
