import type { DatabaseKind } from '../sqlite/databaseFile';

/**
 * What was read of other tools' logs. Names of calls, sessions, files and folders stand here as numbers that a secret of this file makes
 * of them, and of a folder that was worked in its last name: there is no content, no title and no path.
 */
export const usageDatabase: DatabaseKind = {
  name: 'usage',
  /** `APIU`. */
  mark: 0x41504955,
  takesUnmarked: false,
  damagedName: (now) => `usage.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`,
  migrations: [
    `CREATE TABLE secret (bytes BLOB NOT NULL) STRICT;
     INSERT INTO secret VALUES (randomblob(32));
     CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
     CREATE TABLE project (name INTEGER PRIMARY KEY, last TEXT NOT NULL) STRICT;
     CREATE TABLE file (
       name INTEGER PRIMARY KEY, tool INTEGER NOT NULL, rules INTEGER NOT NULL, identity TEXT NOT NULL, read INTEGER NOT NULL,
       seam TEXT NOT NULL, kept TEXT, skipped TEXT
     ) STRICT;
     CREATE TABLE lease (id INTEGER PRIMARY KEY CHECK (id = 1), owner TEXT NOT NULL, until INTEGER NOT NULL) STRICT;
     CREATE TABLE scan (tool INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL, report TEXT NOT NULL) STRICT;
     CREATE TABLE call (
       key INTEGER NOT NULL UNIQUE, tool INTEGER NOT NULL, at INTEGER NOT NULL, since INTEGER, is_sum INTEGER NOT NULL, provider INTEGER,
       evidence INTEGER, model INTEGER, input INTEGER, cache_read INTEGER, cache_write_5m INTEGER, cache_write_1h INTEGER, output INTEGER, reasoning INTEGER,
       quality INTEGER NOT NULL, may_hold_cache INTEGER NOT NULL, web_searches INTEGER NOT NULL, tier INTEGER, costs TEXT, project INTEGER,
       session INTEGER, sub_agent INTEGER NOT NULL, rank INTEGER NOT NULL, copy_of INTEGER, replay_of INTEGER
     ) STRICT;
     CREATE INDEX call_at ON call (at);
     CREATE TABLE named (name INTEGER PRIMARY KEY, tool INTEGER NOT NULL) STRICT;
     CREATE TABLE session (name INTEGER PRIMARY KEY, tool INTEGER NOT NULL) STRICT;`,
    `ALTER TABLE call ADD COLUMN web_fetches INTEGER NOT NULL DEFAULT 0;`,
  ],
};
