import type { HistoryRow } from '../core/history/historyRow';
import { orderReadings, type PastReading } from '../core/history/pastReading';
import type { PastSpendDay } from '../core/history/reportedSpend';
import { followLedger } from '../core/ledger/followLedger';
import type { AccountId } from '../core/model/accountId';
import { monthBefore, monthOfDay, type Month } from '../core/statement/month';
import type { ReportedLine, StatementLine } from '../core/statement/rows';
import { statementCsv } from '../core/statement/statementFile';
import { statementJson } from '../core/statement/statementJson';
import { statementOf, type Statement } from '../core/statement/statement';
import { maySay } from '../core/text/maySay';
import { plainJson } from '../core/text/plainText';
import { calendarOf } from '../core/time/calendar';
import { collect, type Rows } from './collect';
import type { TextInPieces } from './historyCommand';
import type { HistorySource } from './historyFile';
import { renderStatement } from './renderStatement';

export interface StatementArguments extends HistorySource {
  readonly command: 'statement';
  /** null: the last one that is over. */
  readonly month: Month | null;
  /** Empty: all of them. */
  readonly accounts: readonly AccountId[];
  readonly format: 'table' | 'json' | 'csv';
  readonly now: number;
  /** null: this machine names none that is known. */
  readonly timeZone: string | null;
}

type SpendDayRow = PastSpendDay & { readonly account: AccountId };

export interface StatementReads {
  readonly readings: (file: string, wanted: { readonly account: null; readonly from: number }) => Rows<HistoryRow>;
  /** What providers reported of days until now, of each the newest epoch last. */
  readonly spendDays: (file: string, now: number) => Rows<SpendDayRow>;
}

/** A month of a history file, so that it can be handed in. Of a file that cannot be read whole nothing is told. */
export function* statementCommand(file: string, wanted: StatementArguments, reads: StatementReads): TextInPieces {
  const { accounts, format, now } = wanted;
  const timeZone = wanted.timeZone ?? 'UTC';
  const today = calendarOf(timeZone).dayOf(now);
  const month = wanted.month ?? monthBefore(monthOfDay(today));
  if (month.first > today) return [`${month.name} has not begun.`];
  const readings = collect(reads.readings(file, { account: null, from: -Infinity }));
  if (!readings.ok) return readings.problems;
  const days = collect(reads.spendDays(file, now));
  if (!days.ok) return days.problems;
  const isWanted = ({ account }: { readonly account: AccountId }): boolean => accounts.length === 0 || accounts.includes(account);
  const lines = linesOf(readings.rows.filter(isWanted), now, timeZone);
  const reported = reportedOf(days.rows.filter(isWanted));
  const known = new Set([...lines, ...reported].map(({ account }) => account));
  const [unknown] = accounts.filter((account) => !known.has(account));
  if (unknown !== undefined) return [`The history has nothing of ${maySay(unknown) ? `an account ${unknown}` : 'one of the accounts'}.`];
  const statement = statementOf({ month, lines, reported, accounts: [], now, today });
  yield textOf(statement, format, timeZone);
  return [];
}

function textOf(statement: Statement, format: StatementArguments['format'], timeZone: string): string {
  switch (format) {
    case 'json':
      return `${plainJson(JSON.stringify(statementJson(statement, timeZone), null, 2))}\n`;
    case 'csv':
      return statementCsv(statement);
    case 'table':
      return `${renderStatement(statement, timeZone)}\n`;
  }
}

/** What a cap leaves is no money of the account. */
function linesOf(rows: readonly HistoryRow[], now: number, timeZone: string): readonly StatementLine[] {
  const balances = rows.filter(({ cap }) => cap === undefined);
  return grouped(balances).map(({ account, unit, rows: own }) => {
    const ledger = followLedger(timeZone);
    ledger.append(
      orderReadings(
        own.map(({ reading }): PastReading => reading),
        now,
      ),
    );
    return { account, title: account, unit, days: ledger.book.days() };
  });
}

function reportedOf(rows: readonly SpendDayRow[]): readonly ReportedLine[] {
  return grouped(rows).map(({ account, unit, rows: days }) => ({ account, title: account, unit, days }));
}

interface Group<T> {
  readonly account: AccountId;
  readonly unit: string;
  readonly rows: readonly T[];
}

function grouped<T extends { readonly account: AccountId; readonly unit: string }>(rows: readonly T[]): readonly Group<T>[] {
  const byLine = new Map<string, Group<T> & { readonly rows: T[] }>();
  for (const row of rows) {
    const { account, unit } = row;
    const id = JSON.stringify([account, unit]);
    const group = byLine.get(id) ?? { account, unit, rows: [] };
    group.rows.push(row);
    byLine.set(id, group);
  }
  return [...byLine.values()];
}
