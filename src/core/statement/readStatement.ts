import type { PastSpendDay } from '../history/reportedSpend';
import type { HistoryReads } from '../historyPage/historyDisplay';
import type { LineDays } from '../ledger/lineLedger';
import type { AccountId } from '../model/accountId';
import { calendarOf } from '../time/calendar';
import { dayMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import { titleOf, type AccountFacts } from '../views/accountView';
import { monthBefore, monthNamed, monthOfDay, type Month } from './month';
import type { Named, ReportedLine, StatementLine } from './rows';
import { statementOf, type Statement } from './statement';

export interface StatementSource {
  readonly facts: readonly AccountFacts[];
  readonly store: Pick<HistoryReads, 'lines' | 'spendDays'>;
  /** As far as they are read. */
  readonly daysOf: (account: AccountId) => ReadonlyMap<string, LineDays>;
}

export interface ReadStatement {
  readonly statement: Statement;
  /** Those that history has something of, and the running one; newest first. */
  readonly months: readonly Month[];
  /** There is one, if only in the history. */
  readonly hasAccounts: boolean;
}

/** All of them, since a month opens with what the last reading before it left, however long before. */
export const statementReach: EpochMs = 0;

/** Those of the settings, and those that only history still knows. */
export function statementAccounts({ facts, store }: Pick<StatementSource, 'facts' | 'store'>): readonly Named[] {
  const known = facts.map((one): Named => ({ account: one.account.id, title: titleOf(one) }));
  const ids = new Set(known.map(({ account }) => account));
  const gone = new Set(store.lines().flatMap(({ account }) => (ids.has(account) ? [] : [account])));
  return [...known, ...[...gone].map((account) => ({ account, title: account }))];
}

/** @param name of the month; null, or none that history has anything of: the last one that is over, or the running one where that is all */
export function readStatement(source: StatementSource, name: string | null, now: EpochMs, timeZone: string): ReadStatement {
  const { store } = source;
  const calendar = calendarOf(timeZone);
  const today = calendar.dayOf(now);
  const running = monthOfDay(today);
  const all = store.lines();
  const first = Math.min(...all.map((line) => line.first));
  const usual = first < Infinity && calendar.dayOf(first) < running.first ? monthBefore(running) : running;
  const wanted = name === null ? undefined : monthNamed(name);
  const month = wanted && wanted.first <= today ? wanted : usual;
  const accounts = statementAccounts(source);
  const { lines, unread } = readLines(source, accounts);
  const statement = statementOf({
    month,
    lines,
    reported: accounts.flatMap((one) => reportedLines(store, one, month)),
    // Of one that is not read yet, nobody knows whether it was checked; one that is gone could not be.
    accounts: accounts.filter(({ account }) => !unread.has(account) && source.facts.some((one) => one.account.id === account)),
    now,
    today,
  });
  const known = [...lines.flatMap(monthsOf), ...reportedMonths(store, accounts, now), running, month];
  const months = new Map(known.map((one) => [one.name, one]));
  return { statement, months: [...months.values()].sort((a, b) => b.first - a.first), hasAccounts: accounts.length > 0 };
}

function readLines({ store, daysOf }: StatementSource, accounts: readonly Named[]) {
  const titles = new Map(accounts.map(({ account, title }) => [account, title]));
  const unread = new Set<AccountId>();
  const lines = store.lines().flatMap(({ account, unit, first }): readonly StatementLine[] => {
    const known = daysOf(account).get(unit);
    if (known && known.from <= first) return [{ account, title: titles.get(account) ?? account, unit, days: known.days }];
    unread.add(account);
    return [];
  });
  return { lines, unread };
}

function reportedLines(store: StatementSource['store'], named: Named, { first, last }: Month): readonly ReportedLine[] {
  const days = store.spendDays(named.account, first * dayMs, last * dayMs);
  const of = (unit: string): readonly PastSpendDay[] => days.filter((day) => day.unit === unit);
  return [...new Set(days.map(({ unit }) => unit))].map((unit) => ({ ...named, unit, days: of(unit) }));
}

/** Those with a reading. */
function monthsOf({ days }: StatementLine): readonly Month[] {
  const months: Month[] = [];
  // Days are many, and each but the first of a month needs one comparison.
  for (const { day } of days) if (day > (months.at(-1)?.last ?? -Infinity)) months.push(monthOfDay(day));
  return months;
}

/** From the first day on that any provider reported. */
function reportedMonths(store: StatementSource['store'], accounts: readonly Named[], now: EpochMs): readonly Month[] {
  let first = Infinity;
  // Of the next account only what is older still is asked for.
  for (const { account } of accounts) first = store.spendDays(account, 0, Math.min(now, first - dayMs))[0]?.day ?? first;
  const months: Month[] = [];
  for (let month = monthOfDay(Math.floor(now / dayMs)); month.last * dayMs >= first; month = monthBefore(month)) months.push(month);
  return months;
}
