import type { DatabaseKind } from '../sqlite/databaseFile';

const watchTables = `
  CREATE TABLE IF NOT EXISTS account (id TEXT PRIMARY KEY, generation INTEGER NOT NULL, owner TEXT, until INTEGER NOT NULL DEFAULT 0, record TEXT) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS lease (name TEXT PRIMARY KEY, owner TEXT NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS alert (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS post (id INTEGER PRIMARY KEY, body TEXT NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS moment (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** It holds plans and what was told; all of it comes again. A damaged one is kept for whoever wants to know. */
export const watchDatabase: DatabaseKind = {
  name: 'watch',
  /** `APIW`. */
  mark: 0x41504957,
  takesUnmarked: true,
  migrations: [watchTables],
  damagedName: (now) => `watch.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`,
};

export const watchSql = {
  // A claim that lasts longer than any can was made by a clock that was ahead.
  claim: `INSERT INTO account (id, generation, owner, until) VALUES (?1, 0, ?2, ?4)
    ON CONFLICT (id) DO UPDATE SET owner = ?2, until = ?4 WHERE owner IS NULL OR owner = ?2 OR until <= ?3 OR until > ?4 RETURNING generation`,
  accountOf: 'SELECT generation, owner, record FROM account WHERE id = ?',
  commit: 'UPDATE account SET owner = NULL, record = ?2 WHERE id = ?1',
  release: 'UPDATE account SET owner = NULL WHERE id = ? AND owner = ?',
  forget: `INSERT INTO account (id, generation) VALUES (?1, 1)
    ON CONFLICT (id) DO UPDATE SET generation = generation + 1, owner = NULL, record = NULL`,
  setRecord: 'INSERT INTO account (id, generation, record) VALUES (?1, 0, ?2) ON CONFLICT (id) DO UPDATE SET record = ?2',
  records: 'SELECT id, record FROM account WHERE record IS NOT NULL',
  lead: `INSERT INTO lease (name, owner, until) VALUES ('watcher', ?1, ?3)
    ON CONFLICT (name) DO UPDATE SET owner = ?1, until = ?3 WHERE owner = ?1 OR until <= ?2 OR until > ?3 RETURNING owner`,
  resign: 'DELETE FROM lease WHERE owner = ?',
  addAlert: 'INSERT INTO alert (body) VALUES (?)',
  alerts: 'SELECT id, body FROM alert ORDER BY id',
  dropAlerts: "DELETE FROM alert WHERE json_extract(body, '$.account') = ?",
  takeAlert: 'DELETE FROM alert WHERE id = ? RETURNING id',
  setMoment: 'INSERT INTO moment (name, at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET at = ?2',
  moment: 'SELECT at FROM moment WHERE name = ?',
  addPost: 'INSERT INTO post (body, attempts, next_at) VALUES (?, 0, ?)',
  posts: 'SELECT id, body, attempts, next_at FROM post ORDER BY id',
  setPost: 'UPDATE post SET attempts = ?2, next_at = ?3 WHERE id = ?1',
  dropPost: 'DELETE FROM post WHERE id = ?',
  version: 'PRAGMA data_version',
} as const;
