import type { HistoryRow } from '../history/historyRow';
import type { HistoryStore } from '../history/historyStore';
import type { Account } from '../model/account';
import type { EpochMs } from '../time/epoch';
import { firstReportedDay, reportedLines } from './reportedLines';
import { spendingGroups, type PlacedGroup } from './spendingGroups';

/** The balances of these accounts, since some time, as history has them: from the last reading before it. Without one, the days that their provider reports. */
export function groupsOf(
  accounts: readonly Pick<Account, 'id' | 'provider' | 'site'>[],
  store: Pick<HistoryStore, 'lines' | 'readings' | 'spendDays' | 'spendParts'>,
  since: EpochMs,
  now: EpochMs,
): readonly PlacedGroup[] {
  const known = new Map(accounts.map((account) => [account.id, account]));
  const lines = store.lines().filter(({ account }) => known.has(account));
  const rows = lines.flatMap(({ account, unit }): readonly HistoryRow[] =>
    store.readings({ account, unit }, since, now).map((reading) => ({ account, unit, reading })),
  );
  const days = accounts.flatMap(({ id }) => store.spendDays(id, firstReportedDay(since), now).map((day) => ({ ...day, account: id })));
  const parts = accounts.flatMap(({ id }) => store.spendParts(id, firstReportedDay(since), now).map((part) => ({ ...part, account: id })));
  const placeOf = (id: Account['id']): PlacedGroup['place'] | null => {
    const account = known.get(id);
    return account === undefined ? null : { provider: account.provider, site: account.site };
  };
  return spendingGroups(rows, placeOf, reportedLines({ days, parts, balances: lines }));
}
