import type { AccountFacts } from '../views/accountView';
import type { Account } from '../model/account';
import type { EpochMs } from '../time/epoch';
import { minutesOf } from '../accounts/refreshInterval';
import type { WatchRecord } from './watchRecord';

/**
 * The accounts whose last check is older than so many minutes, or than their provider can bear, for a window that gets
 * the focus. What is refused, as with a refused key, waits for the timer.
 */
export function oldAccounts(
  facts: readonly AccountFacts[],
  recordOf: (account: Account) => WatchRecord,
  minutes: number,
  { now, minuteMs }: { readonly now: EpochMs; readonly minuteMs: number },
): readonly Account[] {
  const isRefused = (account: Account): boolean => recordOf(account).schedule.refusals > 0;
  const isOld = ({ provider, snapshot }: AccountFacts): boolean =>
    now - (snapshot.checkedAt ?? 0) > minutesOf({}, provider, minutes) * minuteMs;
  return facts.filter((one) => isOld(one) && !isRefused(one.account)).map(({ account }) => account);
}
