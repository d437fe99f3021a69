import { historyEntry, type HistoryEntry } from '../history/historyEntry';
import type { Account } from '../model/account';
import type { AccountId } from '../model/accountId';
import type { Reading } from '../model/reading';
import type { WatchRecord } from './watchRecord';

/** What a process that died right after an answer did not write into history any more, or a history that was set aside lacks. */
export function missedEntries(
  accounts: readonly Account[],
  recordOf: (account: Account) => WatchRecord,
  past: ReadonlyMap<AccountId, Reading>,
): readonly HistoryEntry[] {
  return accounts.flatMap((account) => {
    const { place, reading, epoch } = recordOf(account);
    // History keeps whole seconds.
    if (place === '' || !reading || reading.at - (past.get(account.id)?.at ?? 0) < 1000) return [];
    return [historyEntry(account.id, epoch, { ok: true, reading }, reading.at)];
  });
}
