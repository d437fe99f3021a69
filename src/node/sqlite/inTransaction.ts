import type { DatabaseSync } from 'node:sqlite';

/** All of it or nothing, holding the write lock from the start so that what it reads cannot change under it. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } finally {
    // SQLite has rolled back by itself after some failures, such as a full disk.
    if (db.isTransaction) db.exec('ROLLBACK');
  }
}
