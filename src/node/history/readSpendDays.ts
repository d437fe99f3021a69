import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { ReportedPart } from '../../core/history/reportedPart';
import type { PastSpendDay } from '../../core/history/reportedSpend';
import type { AccountId } from '../../core/model/accountId';
import { dayMs } from '../../core/time/durations';
import type { EpochMs } from '../../core/time/epoch';
import { accountOf } from '../sqlite/columns';
import { headerOf, isOurs } from '../sqlite/databaseFile';
import { readDatabaseFile, type RowsOf } from './readDatabaseFile';
import { spendDay, spendPart } from './rows';
import { historyDatabase } from './schema';
import { everySpendDay, everySpendPart } from './sql';

interface OfAccount {
  readonly account: AccountId;
}

/** What providers reported of the days until now, oldest epoch first. An export of readings has none of it. */
export function readSpendDays(file: string, now: EpochMs): RowsOf<PastSpendDay & OfAccount> {
  return rowsOf(file, (db) => daysOf(db, now));
}

/** How they divide that, and what was exported. */
export function readSpendParts(file: string, now: EpochMs): RowsOf<ReportedPart & OfAccount> {
  return rowsOf(file, (db) => partsOf(db, now));
}

function* rowsOf<T>(file: string, rows: (db: DatabaseSync) => Iterable<T>): RowsOf<T> {
  // A pipe was read for its readings, and is empty by now.
  if (file === '-' || !statSync(file, { throwIfNoEntry: false })?.isFile()) return [];
  const header = headerOf(file);
  return isOurs(header, historyDatabase) ? yield* readDatabaseFile(file, header.version, rows) : [];
}

function* daysOf(db: DatabaseSync, now: EpochMs): Generator<PastSpendDay & OfAccount, void, undefined> {
  for (const row of db.prepare(everySpendDay).iterate(Math.floor(now / dayMs)))
    yield { account: accountOf(row, 'account'), ...spendDay(row) };
}

function* partsOf(db: DatabaseSync, now: EpochMs): Generator<ReportedPart & OfAccount, void, undefined> {
  for (const row of db.prepare(everySpendPart).iterate(Math.floor(now / 1000)))
    yield { account: accountOf(row, 'account'), ...spendPart(row) };
}
