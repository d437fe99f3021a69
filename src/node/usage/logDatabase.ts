import { existsSync, statSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import type { LogDatabase, SkipReason } from '../../core/usage/usageReader';
import { openUnshared } from '../sqlite/openDatabase';
import type { Sqlite } from '../sqlite/sqlite';
import { isLocked, isSchemaFailure, sqliteFailure } from '../sqlite/sqliteFailure';

const waitMs = 2_000;

/**
 * Opens another program's database so that nothing of ours is left beside it. Where no write-ahead log stands beside it, nobody has it
 * open in that way and it is read as it is. Where one does, its newest rows are in there alone: it is opened as any reader does, since
 * the files that this makes are already there.
 * @returns what `use` made of it, or why it could not be read
 */
export function withLogDatabase<T>(sqlite: Sqlite, path: string, use: (database: LogDatabase) => T): T | SkipReason {
  let db: DatabaseSync | undefined;
  try {
    db = hasLog(path) ? new sqlite.Database(path, { readOnly: true, timeout: waitMs }) : openUnshared(sqlite, path);
    return use(logDatabase(db));
  } catch (error) {
    if (isLocked(error)) return 'locked';
    if (isSchemaFailure(error)) return 'tooNew';
    const failure = sqliteFailure(error);
    if (failure === null) throw error;
    return failure === 'damaged' ? 'malformed' : 'unreadable';
  } finally {
    db?.close();
  }
}

/** An empty one has nothing that the database has not. */
function hasLog(path: string): boolean {
  const log = `${path}-wal`;
  return existsSync(log) && (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

function logDatabase(db: DatabaseSync): LogDatabase {
  return {
    columns: (table) =>
      db
        .prepare('SELECT name FROM pragma_table_info(?)')
        .all(table)
        .map(({ name }) => String(name)),
    rows: (sql, ...values) => db.prepare(sql).iterate(...values),
  };
}
