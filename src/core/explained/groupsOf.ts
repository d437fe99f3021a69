import type { HistoryRow } from '../history/historyRow';
import type { HistoryStore } from '../history/historyStore';
import type { Account } from '../model/account';
import type { EpochMs } from '../time/epoch';
import { spendingGroups, type PlacedGroup } from './spendingGroups';

/** The balances of these accounts, since some time, as history has them: from the last reading before it. */
export function groupsOf(
  accounts: readonly Pick<Account, 'id' | 'provider' | 'site'>[],
  store: Pick<HistoryStore, 'lines' | 'readings'>,
  since: EpochMs,
  now: EpochMs,
): readonly PlacedGroup[] {
  const known = new Map(accounts.map((account) => [account.id, account]));
  const lines = store.lines().filter(({ account }) => known.has(account));
  const rows = lines.flatMap(({ account, unit }): readonly HistoryRow[] =>
    store.readings({ account, unit }, since, now).map((reading) => ({ account, unit, reading })),
  );
  return spendingGroups(rows, (id) => {
    const account = known.get(id);
    return account === undefined ? null : { provider: account.provider, site: account.site };
  });
}
