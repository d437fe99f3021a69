import type { AccountId } from '../model/accountId';
import { isCurrency } from '../money/money';
import type { DayKey } from '../time/calendar';
import type { EpochMs } from '../time/epoch';
import { balanceRow } from './balanceRow';
import type { Month } from './month';
import { reportedIn } from './reported';
import type { BalanceRow, Named, ReportedLine, ReportedRow, StatementLine, StatementRow, UncheckedRow } from './rows';
import { sumsOf, type StatementSum } from './sums';

/** A month in balances: what there was, what came, what went, what is left. Units are never added. */
export interface Statement {
  readonly month: Month;
  readonly today: DayKey;
  /** The month is not over: when it was made. */
  readonly soFar: EpochMs | null;
  /** By unit, currencies first, then by name; those that nobody looked at are last. */
  readonly rows: readonly StatementRow[];
  /** One for each unit, in the order of the rows. */
  readonly sums: readonly StatementSum[];
}

export interface StatementOf {
  readonly month: Month;
  readonly lines: readonly StatementLine[];
  readonly reported: readonly ReportedLine[];
  /** One of them that has no row is said to be unchecked. */
  readonly accounts: readonly Named[];
  readonly now: EpochMs;
  /** In the zone that the days of the lines are of. */
  readonly today: DayKey;
}

export function statementOf({ month, lines, reported, accounts, now, today }: StatementOf): Statement {
  const told = reported.flatMap((one): readonly ReportedRow[] => {
    const sum = reportedIn(one, month, now);
    return sum ? [{ kind: 'reported', account: one.account, title: one.title, unit: one.unit, reported: sum }] : [];
  });
  const isSame = (a: Pick<ReportedRow, 'account' | 'unit'>, b: Pick<ReportedRow, 'account' | 'unit'>): boolean =>
    a.account === b.account && a.unit === b.unit;
  const balances = lines.flatMap((line) => {
    const row = balanceRow(line, month, today);
    return row ? [{ ...row, reported: told.find((one) => isSame(one, row))?.reported ?? null }] : [];
  });
  const rows = [...balances, ...told.filter((one) => !balances.some((row) => isSame(one, row)))].sort(byUnitAndTitle);
  return {
    month,
    today,
    soFar: today >= month.first && today <= month.last ? now : null,
    rows: [...rows, ...unchecked(lines, rows, accounts, month)],
    sums: sumsOf(rows),
  };
}

function byUnitAndTitle(a: BalanceRow | ReportedRow, b: BalanceRow | ReportedRow): number {
  const isOther = (unit: string): number => Number(!isCurrency(unit));
  return isOther(a.unit) - isOther(b.unit) || order(a.unit, b.unit) || order(a.title, b.title) || order(a.account, b.account);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function unchecked(
  lines: readonly StatementLine[],
  rows: readonly (BalanceRow | ReportedRow)[],
  accounts: readonly Named[],
  month: Month,
): readonly UncheckedRow[] {
  const hasRow = (id: AccountId): boolean => rows.some(({ account }) => account === id);
  const before = lines.flatMap(({ account, title, unit, days }): readonly UncheckedRow[] => {
    const last = days.findLast(({ day }) => day <= month.last);
    // Of an account that was checked, a balance that ended at nothing needs no word.
    if (!last || last.day >= month.first || (last.closing === 0 && hasRow(account))) return [];
    return [{ kind: 'unchecked', account, title, last: { unit, amount: last.closing, day: last.day } }];
  });
  const silent = accounts.filter(({ account }) => !hasRow(account) && !before.some((row) => row.account === account));
  return [...before, ...silent.map((one): UncheckedRow => ({ ...one, kind: 'unchecked', last: null }))].sort(
    (a, b) => order(a.title, b.title) || order(a.last?.unit ?? '', b.last?.unit ?? ''),
  );
}
