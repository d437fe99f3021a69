import type { AccountFacts } from '../views/accountView';
import type { Account } from '../model/account';
import type { EpochMs } from '../time/epoch';
import { minutesOf } from '../accounts/refreshInterval';
import { placeKey } from './singleFlight';
import type { WatchRecord } from './watchRecord';

/**
 * The accounts whose last check is older than so many minutes, or than their provider can bear, for a window that gets
 * the focus. What is refused, as with a refused key, waits for the timer.
 */
export function oldAccounts(
  facts: readonly AccountFacts[],
  records: ReadonlyMap<string, WatchRecord>,
  minutes: number,
  { now, minuteMs }: { readonly now: EpochMs; readonly minuteMs: number },
): readonly Account[] {
  const isStopped = (account: Account): boolean => {
    const record = records.get(account.id);
    return record?.place === placeKey(account) && record.schedule.stopped;
  };
  const isOld = ({ provider, snapshot }: AccountFacts): boolean =>
    now - (snapshot.checkedAt ?? 0) > minutesOf({}, provider, minutes) * minuteMs;
  return facts.filter((one) => isOld(one) && !isStopped(one.account)).map(({ account }) => account);
}
