import type { DatabaseKind } from '../sqlite/databaseFile';

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
  // Readings are millions, and stay where they are. Of a cap, `available` is what it leaves and `granted` its limit.
  // A window of version 1 goes on beside this: it finds its line by account and unit alone, so the index puts balances
  // before caps, and the newest epoch first. It counts no revision, so triggers do. `epoch` is in milliseconds.
  `CREATE TABLE renewed (
     id INTEGER PRIMARY KEY,
     account TEXT NOT NULL,
     cap TEXT NOT NULL DEFAULT '',
     unit TEXT NOT NULL,
     epoch INTEGER NOT NULL DEFAULT 0,
     seen INTEGER NOT NULL DEFAULT 0,
     resets_at INTEGER,
     tidied INTEGER NOT NULL DEFAULT 0,
     revision INTEGER NOT NULL DEFAULT 0,
     rewritten INTEGER NOT NULL DEFAULT 0,
     UNIQUE (account, cap, unit, epoch DESC)
   ) STRICT;
   INSERT INTO renewed (id, account, unit, seen, tidied) SELECT id, account, unit, seen, tidied FROM line;
   DROP TABLE line;
   ALTER TABLE renewed RENAME TO line;
   CREATE TABLE account (
     name TEXT PRIMARY KEY,
     epoch INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   INSERT INTO account (name, epoch) SELECT DISTINCT account, 0 FROM line;
   CREATE TRIGGER line_added AFTER INSERT ON line BEGIN
     INSERT INTO account (name, epoch) VALUES (new.account, new.epoch)
       ON CONFLICT (name) DO UPDATE SET epoch = excluded.epoch WHERE epoch < excluded.epoch;
   END;
   CREATE TRIGGER line_seen AFTER UPDATE OF seen ON line BEGIN
     UPDATE line SET revision = revision + 1 WHERE id = new.id;
   END;
   CREATE TRIGGER reading_put BEFORE INSERT ON reading BEGIN
     UPDATE line SET revision = revision + 1,
       rewritten = rewritten + (EXISTS (SELECT 1 FROM reading WHERE line = new.line AND at >= new.at) OR EXISTS (
         SELECT 1 FROM line AS later
         WHERE later.account = line.account AND later.cap = line.cap AND later.unit = line.unit AND later.epoch > line.epoch
       )) WHERE id = new.line;
   END;
   CREATE TRIGGER reading_dropped AFTER DELETE ON reading BEGIN
     UPDATE line SET revision = revision + 1, rewritten = rewritten + 1 WHERE id = old.line;
   END;
   CREATE TABLE spend (
     account TEXT NOT NULL,
     epoch INTEGER NOT NULL,
     unit TEXT NOT NULL,
     span TEXT NOT NULL,
     amount INTEGER NOT NULL,
     at_least INTEGER NOT NULL,
     since INTEGER,
     at INTEGER NOT NULL,
     PRIMARY KEY (account, epoch, unit, span)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE spend_day (
     account TEXT NOT NULL,
     day INTEGER NOT NULL,
     unit TEXT NOT NULL,
     epoch INTEGER NOT NULL,
     amount INTEGER NOT NULL,
     at_least INTEGER NOT NULL,
     at INTEGER NOT NULL,
     PRIMARY KEY (account, day, unit, epoch)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE outcome (
     account TEXT NOT NULL,
     start INTEGER NOT NULL,
     until INTEGER NOT NULL,
     epoch INTEGER NOT NULL,
     kind TEXT NOT NULL,
     PRIMARY KEY (account, start)
   ) STRICT, WITHOUT ROWID;`,
  // How a provider divides what it reported, by model and by key: '' where it tells keys not apart. Times are seconds, since an export
  // has hours, and days of other zones.
  `CREATE TABLE spend_part (
     account TEXT NOT NULL,
     start INTEGER NOT NULL,
     until INTEGER NOT NULL,
     unit TEXT NOT NULL,
     model TEXT NOT NULL,
     key TEXT NOT NULL,
     amount INTEGER NOT NULL,
     at_least INTEGER NOT NULL,
     requests INTEGER,
     PRIMARY KEY (account, start, until, unit, model, key)
   ) STRICT, WITHOUT ROWID;`,
];

export const historyDatabase: DatabaseKind = {
  name: 'history',
  mark: applicationId,
  takesUnmarked: false,
  migrations,
  damagedName: (now) => `history.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`,
};

export const schemaVersion = migrations.length;
