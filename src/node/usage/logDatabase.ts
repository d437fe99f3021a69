import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { LogDatabase, SkipReason } from '../../core/usage/usageReader';
import type { Sqlite } from '../sqlite/sqlite';
import { isLocked, isSchemaFailure, sqliteFailure } from '../sqlite/sqliteFailure';
import type { ForeignDatabase } from './foreignDatabase';
import { openForeign } from './openForeign';

const attempts = 3;

/**
 * Reads another program's database so that nothing is left beside it or changed in it, while that program may be writing.
 * @param use is called again where the file changed in such a way that what it saw may be no state of the database at all
 * @returns what `use` made of it, or why it could not be read
 */
export function withLogDatabase<T>(sqlite: Sqlite, path: string, use: (database: LogDatabase) => T): T | SkipReason {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const read = readOnce(sqlite, path, use);
    if (read !== 'changed') return read.result;
  }
  return 'locked';
}

function readOnce<T>(sqlite: Sqlite, path: string, use: (database: LogDatabase) => T): { readonly result: T | SkipReason } | 'changed' {
  let opened: ForeignDatabase | undefined;
  try {
    const found = openForeign(sqlite, path);
    if (found === 'changed') return 'changed';
    if (typeof found === 'string') return { result: found };
    opened = found;
    const result = use(logDatabase(opened.db));
    return opened.wasWhole() ? { result } : 'changed';
  } catch (error) {
    // Half of a change was read, which is no damage.
    return opened?.wasWhole() === false ? 'changed' : { result: reasonOf(error) };
  } finally {
    opened?.close();
  }
}

function reasonOf(error: unknown): SkipReason {
  if (isLocked(error)) return 'locked';
  if (isSchemaFailure(error)) return 'tooNew';
  const failure = sqliteFailure(error);
  if (failure === null) throw error;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'gone';
  return failure === 'damaged' ? 'malformed' : 'unreadable';
}

function logDatabase(db: DatabaseSync): LogDatabase {
  // What the file's own views and triggers could call is then as little as there is.
  db.exec('PRAGMA trusted_schema = OFF');
  return {
    columns: (table) =>
      db
        .prepare(
          `SELECT column.name FROM pragma_table_info(?1) AS column
           WHERE EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND sqlite_schema.name = ?1)`,
        )
        .all(table)
        .map(({ name }) => String(name)),
    rows: function* (sql, ...values) {
      const statement = db.prepare(sql);
      // Otherwise one number that is too large for JavaScript ends the whole read.
      statement.setReadBigInts(true);
      for (const row of statement.iterate(...values)) yield plain(row);
    },
  };
}

function plain(row: Readonly<Record<string, SQLOutputValue>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? exact(value) : value]));
}

function exact(value: bigint): number | null {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : null;
}
