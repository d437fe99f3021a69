import type { DatabaseSync } from 'node:sqlite';
import { integer } from './rows';

/** `APIB`, in the file's header: the file is ours. @see https://www.sqlite.org/fileformat2.html#application_id */
export const applicationId = 0x41504942;

/** The step at index n brings a file from version n to n + 1. A step that has been released never changes. */
const migrations: readonly string[] = [
  // `at` and `seen` are seconds: four bytes instead of six in each of two million rows. `rest` is what is in neither
  // part, nearly always 0, which takes no byte. Where `paid` is unknown, `rest` is null.
  `CREATE TABLE line (
     id INTEGER PRIMARY KEY,
     account TEXT NOT NULL,
     unit TEXT NOT NULL,
     seen INTEGER NOT NULL DEFAULT 0,
     tidied INTEGER NOT NULL DEFAULT 0,
     UNIQUE (account, unit)
   ) STRICT;
   CREATE TABLE reading (
     line INTEGER NOT NULL,
     at INTEGER NOT NULL,
     available INTEGER NOT NULL,
     granted INTEGER,
     rest INTEGER,
     PRIMARY KEY (line, at)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE note (
     line INTEGER NOT NULL,
     at INTEGER NOT NULL,
     text TEXT NOT NULL,
     PRIMARY KEY (line, at)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE meta (
     name TEXT PRIMARY KEY,
     value INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,
];

export const schemaVersion = migrations.length;

export function versionOf(db: DatabaseSync): number {
  return integer(db.prepare('PRAGMA user_version').get(), 'user_version');
}

/** Each step is one transaction, and looks again inside it: another window may have taken the step meanwhile. */
export function migrate(db: DatabaseSync): void {
  while (versionOf(db) < schemaVersion) {
    db.exec('BEGIN IMMEDIATE');
    try {
      const version = versionOf(db);
      const step = migrations[version];
      if (step !== undefined) db.exec(`${step} PRAGMA user_version = ${version + 1};`);
      db.exec('COMMIT');
    } finally {
      if (db.isTransaction) db.exec('ROLLBACK');
    }
  }
}
