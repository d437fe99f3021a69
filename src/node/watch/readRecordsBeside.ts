import { statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { historyFileName } from '../../core/history/historyFileName';
import type { WatchRecord } from '../../core/checks/watchRecord';
import type { AccountId } from '../../core/model/accountId';
import { headerOf, isOurs } from '../sqlite/databaseFile';
import { loadSqlite } from '../sqlite/sqlite';
import { isSchemaFailure, sqliteFailure } from '../sqlite/sqliteFailure';
import { databaseWatch } from './databaseWatch';
import { watchDatabase } from './watchSchema';

const busyMs = 1000;

/**
 * What is known of each account by whoever keeps a history, with what no history holds: all parts, bounds, why the latest check failed. The
 * file is only read. Where it cannot be, or is of another version, nothing: the history tells less of the same.
 */
export function readRecordsBeside(historyFile: string): ReadonlyMap<AccountId, WatchRecord> {
  // Under another name it is a copy, and what stands beside it is not of it.
  if (basename(historyFile) !== historyFileName) return new Map();
  const file = join(dirname(historyFile), `${watchDatabase.name}.sqlite`);
  try {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return new Map();
    const header = headerOf(file);
    const sqlite = loadSqlite();
    if (!sqlite || !isOurs(header, watchDatabase)) return new Map();
    const db = new sqlite.Database(file, { readOnly: true, timeout: busyMs });
    try {
      return databaseWatch(db).changes(null).records;
    } finally {
      db.close();
    }
  } catch (error) {
    if (sqliteFailure(error) === null && !isSchemaFailure(error)) throw error;
    return new Map();
  }
}
