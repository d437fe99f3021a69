import type { HistoryRow } from '../history/historyRow';
import type { PastReading } from '../history/pastReading';
import type { AccountId } from '../model/accountId';
import { unit as unitOf } from '../money/money';
import { usualSettleMs } from './reconcile';
import type { SpendingAccount, SpendingGroup } from './explainedGroup';
import { reportedSettleMs, type ReportedSpend } from './reportedPeriod';

/** Whose account it is, as far as a log may name it. */
export interface AccountPlaceName {
  readonly provider: string;
  readonly site: string | null;
}

export interface PlacedGroup extends SpendingGroup {
  readonly place: AccountPlaceName;
}

type PlaceOf = (account: AccountId) => AccountPlaceName | null;

/**
 * Balances in groups that logs cannot tell apart: those of one provider and site, and of one unit.
 * @param placeOf null where nobody knows whose account it is: logs explain nothing of it
 * @param reported of accounts of which it is compared: by what their provider says that they spent
 */
export function spendingGroups(
  rows: readonly HistoryRow[],
  placeOf: PlaceOf,
  reported: readonly ReportedSpend[] = [],
): readonly PlacedGroup[] {
  return [...balanceGroups(rows, placeOf), ...reportedGroups(reported, placeOf)];
}

function balanceGroups(rows: readonly HistoryRow[], placeOf: PlaceOf): readonly PlacedGroup[] {
  const lines = new Map<string, { account: AccountId; unit: string; readings: PastReading[] }>();
  for (const { account, unit, cap, reading } of rows) {
    if (cap !== undefined) continue;
    const key = JSON.stringify([account, unit]);
    const line = lines.get(key) ?? { account, unit, readings: [] };
    line.readings.push(reading);
    lines.set(key, line);
  }
  const groups = new Map<string, { place: AccountPlaceName; unit: string; accounts: SpendingAccount[] }>();
  for (const { account, unit, readings } of lines.values()) {
    const place = placeOf(account);
    if (place === null) continue;
    const key = JSON.stringify([place.provider, place.site, unit]);
    const group = groups.get(key) ?? { place, unit, accounts: [] };
    group.accounts.push({ account, unit: unitOf(unit), readings, periods: [] });
    groups.set(key, group);
  }
  return [...groups.values()].map(({ place, unit, accounts }) => ({
    place,
    unit: unitOf(unit),
    accounts,
    settleMs: usualSettleMs,
    basis: 'balance',
  }));
}

function reportedGroups(reported: readonly ReportedSpend[], placeOf: PlaceOf): readonly PlacedGroup[] {
  const groups = new Map<string, { place: AccountPlaceName; all: ReportedSpend[] }>();
  for (const one of reported) {
    const place = placeOf(one.account);
    if (place === null) continue;
    const key = JSON.stringify([place.provider, place.site, one.unit]);
    const group = groups.get(key) ?? { place, all: [] };
    group.all.push(one);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap(({ place, all }): readonly PlacedGroup[] => {
    const unit = all[0]?.unit;
    if (unit === undefined) return [];
    return [
      {
        place,
        unit,
        accounts: all.map(({ account, periods }) => ({ account, unit, readings: [], periods })),
        settleMs: reportedSettleMs,
        basis: 'reported',
      },
    ];
  });
}
