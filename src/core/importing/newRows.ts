import type { AccountUnit, HistoryRow } from '../history/historyRow';
import type { AccountId } from '../model/accountId';
import type { EpochMs } from '../time/epoch';

/** Of one account and unit. */
export interface RowCount extends Pick<AccountUnit, 'account' | 'unit'> {
  readonly added: number;
  readonly there: number;
  readonly first: EpochMs;
  readonly last: EpochMs;
}

export interface NewRows {
  readonly rows: readonly HistoryRow[];
  readonly counts: readonly RowCount[];
}

/**
 * Those of which the history has no reading in the same second, each in the epoch that the account had then, so that no reading of
 * another key is compared with it.
 */
export function newRows(rows: readonly HistoryRow[], known: readonly HistoryRow[]): NewRows {
  const there = new Set(known.filter(({ cap }) => cap === undefined).map(keyOf));
  const epochs = epochsOf(known);
  const added: HistoryRow[] = [];
  const counts = new Map<string, RowCount>();
  for (const row of rows) {
    const { account, unit, reading } = row;
    const isNew = !there.has(keyOf(row));
    there.add(keyOf(row));
    const epoch = (epochs.get(account) ?? []).reduce((latest, one) => (one <= reading.at && one > latest ? one : latest), 0);
    if (isNew) added.push({ ...row, reading: { ...reading, epoch } });
    const line = `${account} ${unit}`;
    const { added: before = 0, there: thereBefore = 0, first = reading.at, last = reading.at } = counts.get(line) ?? {};
    counts.set(line, {
      account,
      unit,
      added: before + Number(isNew),
      there: thereBefore + Number(!isNew),
      first: Math.min(first, reading.at),
      last: Math.max(last, reading.at),
    });
  }
  return { rows: added, counts: [...counts.values()] };
}

/** History keeps whole seconds. */
function keyOf({ account, unit, reading: { at } }: HistoryRow): string {
  return JSON.stringify([account, unit, Math.floor(at / 1000)]);
}

function epochsOf(known: readonly HistoryRow[]): ReadonlyMap<AccountId, readonly EpochMs[]> {
  const epochs = new Map<AccountId, Set<EpochMs>>();
  for (const { account, reading } of known) {
    const of = epochs.get(account) ?? new Set();
    epochs.set(account, of.add(reading.epoch));
  }
  return new Map([...epochs].map(([account, of]) => [account, [...of]]));
}
