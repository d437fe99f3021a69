import { statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { PastSpendDay } from '../../core/history/reportedSpend';
import type { AccountId } from '../../core/model/accountId';
import { dayMs } from '../../core/time/durations';
import type { EpochMs } from '../../core/time/epoch';
import { accountOf } from '../sqlite/columns';
import { headerOf, isOurs } from '../sqlite/databaseFile';
import { readDatabaseFile, type RowsOf } from './readDatabaseFile';
import { spendDay } from './rows';
import { historyDatabase } from './schema';
import { everySpendDay } from './sql';

export interface SpendDayRow extends PastSpendDay {
  readonly account: AccountId;
}

/** What providers reported of the days until now, oldest epoch first. An export of readings has none of it. */
export function* readSpendDays(file: string, now: EpochMs): RowsOf<SpendDayRow> {
  // A pipe was read for its readings, and is empty by now.
  if (file === '-' || !statSync(file, { throwIfNoEntry: false })?.isFile()) return [];
  const header = headerOf(file);
  return isOurs(header, historyDatabase) ? yield* readDatabaseFile(file, header.version, (db) => rowsOf(db, now)) : [];
}

function* rowsOf(db: DatabaseSync, now: EpochMs): Generator<SpendDayRow, void, undefined> {
  for (const row of db.prepare(everySpendDay).iterate(Math.floor(now / dayMs)))
    yield { account: accountOf(row, 'account'), ...spendDay(row) };
}
