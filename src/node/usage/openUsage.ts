import { join } from 'node:path';
import type { EpochMs } from '../../core/time/epoch';
import { migrate } from '../sqlite/databaseFile';
import { openDatabase } from '../sqlite/openDatabase';
import { loadSqlite } from '../sqlite/sqlite';
import { usageDatabase } from './usageSchema';
import { usageStore, type UsageStore } from './usageStore';

export interface OpenUsage {
  readonly store: UsageStore;
  readonly close: () => void;
}

const busyMs = 5_000;

/** What was read before, for one user alone; null where it cannot be kept: no SQLite, or a disk that takes nothing. */
export function openUsage(folder: string, now: () => EpochMs): OpenUsage | null {
  const sqlite = loadSqlite();
  if (sqlite === null) return null;
  const place = { sqlite, kind: usageDatabase, file: join(folder, 'usage.sqlite'), now, use: usageStore };
  const { state, db, content } = openDatabase(place, busyMs);
  if (state === 'open' && db !== null && content !== null) return { store: content, close: () => db.close() };
  db?.close();
  return null;
}

/**
 * For one look, after which nothing of it is left, however the process ends: what SQLite opens without a name has none on the disk either,
 * in the first folder for temporary files that takes it.
 * @returns null where there is no SQLite
 * @throws what SQLite says where no such folder takes anything
 * @see https://www.sqlite.org/inmemorydb.html#temp_db
 */
export function openOnce(): OpenUsage | null {
  const sqlite = loadSqlite();
  if (sqlite === null) return null;
  const db = new sqlite.Database('');
  db.exec('PRAGMA journal_mode = MEMORY');
  migrate(db, usageDatabase);
  return { store: usageStore(db), close: () => db.close() };
}
