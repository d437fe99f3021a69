import type { DatabaseSync } from 'node:sqlite';
import { existsSync } from 'node:fs';
import { openUnshared } from '../sqlite/openDatabase';
import { isLocked, sqliteFailure } from '../sqlite/sqliteFailure';
import { showAsPresent } from './presentViews';
import { schemaVersion } from './schema';
import { loadSqlite, type Sqlite } from '../sqlite/sqlite';

/** One row after the other; at the end, what kept the rest from being read. */
export type RowsOf<T> = Generator<T, readonly string[], undefined>;

/** Rows of a history database. The file is only read, never mended. */
export function* readDatabaseFile<T>(file: string, version: number, rows: (db: DatabaseSync) => Iterable<T>): RowsOf<T> {
  if (version > schemaVersion) return ['The database was written by a newer version of API Balance.'];
  const sqlite = loadSqlite();
  if (!sqlite) return ['This Node has no SQLite. Use Node 22.13 or newer, or a JSON export.'];
  try {
    const db = openToRead(sqlite, file);
    try {
      showAsPresent(db);
      yield* rows(db);
    } finally {
      db.close();
    }
    return [];
  } catch (error) {
    return [
      sqliteFailure(error) === 'unwritable'
        ? 'The database cannot be read: it is locked, or was left in the middle of a change. Open it in the editor once, or copy it.'
        : 'The database is damaged.',
    ];
  }
}

/** @param busyMs how long a lock is waited for */
export function openToRead(sqlite: Sqlite, file: string, busyMs = 0): DatabaseSync {
  const db = new sqlite.Database(file, { readOnly: true, timeout: busyMs });
  try {
    // Opening alone reads nothing.
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    return db;
  } catch (error) {
    db.close();
    // One that is locked is being changed, so it must not be read as one that nobody shares.
    if (isLocked(error) || sqliteFailure(error) !== 'unwritable' || existsSync(`${file}-journal`)) throw error;
    // A write-ahead log needs a file beside it, which a read-only folder refuses.
    return openUnshared(sqlite, file);
  }
}
