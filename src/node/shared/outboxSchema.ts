import type { DatabaseKind } from '../sqlite/databaseFile';

const migrations: readonly string[] = [
  // A number that was given is never given again, so that a cursor is one.
  `CREATE TABLE entry (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
   CREATE INDEX entry_at ON entry (at);
   CREATE TABLE note (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE asker (
     account TEXT NOT NULL, place TEXT NOT NULL, machine TEXT NOT NULL, name TEXT NOT NULL, asked_at INTEGER NOT NULL,
     is_kept INTEGER NOT NULL, PRIMARY KEY (account, place)
   ) STRICT, WITHOUT ROWID;`,
];

/** A damaged one is set aside: what was handed on is in the database, and what waited is in the history of this machine. */
export const outboxDatabase: DatabaseKind = {
  name: 'outbox',
  /** `APIO`. */
  mark: 0x4150494f,
  takesUnmarked: false,
  migrations,
  damagedName: (now) => `outbox.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`,
};

/** In one call, so that each is short. */
export const mostDropped = 5000;

const cursor = "ifnull((SELECT CAST(text AS INTEGER) FROM note WHERE name = 'handedOn'), 0)";

export const outboxSql = {
  add: 'INSERT INTO entry (at, body) VALUES (?, ?)',
  waiting: `SELECT seq, body FROM entry WHERE seq > max(${cursor}, ?1) ORDER BY seq LIMIT ?2`,
  waitingUntil: `SELECT seq, body FROM entry WHERE seq > ${cursor} AND seq <= ?`,
  addAgain: 'INSERT INTO entry (at, body) SELECT at, body FROM entry WHERE seq = ?',
  remove: 'DELETE FROM entry WHERE seq = ?',
  count: `SELECT count(*) AS count FROM entry WHERE seq > ${cursor}`,
  firstSince: 'SELECT min(seq) AS seq FROM entry WHERE at >= ?',
  dropHandedOn: `DELETE FROM entry WHERE seq IN (SELECT seq FROM entry WHERE at < ? AND seq <= ${cursor} LIMIT ${mostDropped})`,
  dropWaiting: `DELETE FROM entry WHERE seq IN (SELECT seq FROM entry WHERE seq > ${cursor} ORDER BY seq LIMIT ?) RETURNING seq`,
  note: 'SELECT text FROM note WHERE name = ?',
  setNote: 'INSERT INTO note (name, text) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET text = ?2',
  /** Where it is not there yet: of two windows that make one, the first one's counts. */
  makeNote: 'INSERT INTO note (name, text) VALUES (?, ?) ON CONFLICT DO NOTHING',
  dropNote: 'DELETE FROM note WHERE name = ?',
  asker: 'SELECT machine, name, asked_at, is_kept FROM asker WHERE account = ? AND place = ?',
  setAsker: `INSERT INTO asker (account, place, machine, name, asked_at, is_kept) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (account, place) DO UPDATE SET machine = ?3, name = ?4, asked_at = ?5, is_kept = ?6`,
} as const;
