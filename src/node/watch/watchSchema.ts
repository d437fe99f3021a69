import { epochStep } from '../../core/checks/watchRecord';
import type { DatabaseKind } from '../sqlite/databaseFile';

const migrations: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS account (
     id TEXT PRIMARY KEY, generation INTEGER NOT NULL, owner TEXT, until INTEGER NOT NULL DEFAULT 0, record TEXT
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE IF NOT EXISTS lease (name TEXT PRIMARY KEY, owner TEXT NOT NULL, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE IF NOT EXISTS alert (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
   CREATE TABLE IF NOT EXISTS post (id INTEGER PRIMARY KEY, body TEXT NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER NOT NULL) STRICT;
   CREATE TABLE IF NOT EXISTS moment (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;`,
  // A generation was a count of what an epoch is the time of; both only grow. Posts of before have no account, and another form.
  `ALTER TABLE account RENAME COLUMN generation TO epoch;
   ALTER TABLE account ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
   DROP TABLE post;
   CREATE TABLE post (
     id INTEGER PRIMARY KEY, account TEXT, body TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
     set_at INTEGER NOT NULL, due_at INTEGER NOT NULL, owner TEXT, until INTEGER NOT NULL DEFAULT 0
   ) STRICT;`,
  // Posts of before are of the one channel there was, which has no name.
  `ALTER TABLE post ADD COLUMN channel TEXT NOT NULL DEFAULT '';`,
  // How often it was claimed: once more than it was tried, unless somebody claimed it and never said what came of it.
  `ALTER TABLE post ADD COLUMN claims INTEGER NOT NULL DEFAULT 0;
   UPDATE post SET claims = attempts;`,
];

/** It holds plans and what was told; all of it comes again. A damaged one is kept for whoever wants to know. */
export const watchDatabase: DatabaseKind = {
  name: 'watch',
  /** `APIW`. */
  mark: 0x41504957,
  takesUnmarked: true,
  migrations,
  damagedName: (now) => `watch.damaged-${new Date(now).toISOString().replaceAll(':', '-')}`,
};

const nextRevision = '(SELECT ifnull(max(revision), 0) + 1 FROM account)';

const isFree = '(owner IS NULL OR owner = ?1 OR until <= ?2 OR until > 2 * ?3 - ?2)';

export const watchSql = {
  // A claim that lasts twice as long as one can was made by a clock that was ahead. One that lasts a little longer is of a window
  // that looked at the clock a moment later: this one has waited for the lock since.
  claim: `INSERT INTO account (id, epoch, owner, until, revision) VALUES (?1, 0, ?2, ?4, 0)
    ON CONFLICT (id) DO UPDATE SET owner = ?2, until = ?4 WHERE owner IS NULL OR owner = ?2 OR until <= ?3 OR until > 2 * ?4 - ?3
    RETURNING epoch`,
  renew: 'UPDATE account SET until = ?3 WHERE id = ?1 AND owner = ?2',
  accountOf: 'SELECT epoch, owner, record FROM account WHERE id = ?',
  commit: `UPDATE account SET owner = NULL, record = ?2, epoch = ?3, revision = ${nextRevision} WHERE id = ?1`,
  release: 'UPDATE account SET owner = NULL WHERE id = ? AND owner = ?',
  forget: `INSERT INTO account (id, epoch, revision) VALUES (?1, max(1, ?2), ${nextRevision})
    ON CONFLICT (id) DO UPDATE SET epoch = max(epoch + ${epochStep}, ?2), owner = NULL, record = NULL, revision = ${nextRevision}`,
  setRecord: `INSERT INTO account (id, epoch, record, revision) VALUES (?1, 0, ?2, ${nextRevision})
    ON CONFLICT (id) DO UPDATE SET record = ?2, revision = ${nextRevision}`,
  changes: 'SELECT id, epoch, record, revision FROM account WHERE revision > ?',
  newest: 'SELECT ifnull(max(revision), 0) AS revision FROM account',
  everKnown: 'SELECT id FROM account',
  lead: `INSERT INTO lease (name, owner, until) VALUES ('watcher', ?1, ?3)
    ON CONFLICT (name) DO UPDATE SET owner = ?1, until = ?3 WHERE owner = ?1 OR until <= ?2 OR until > 2 * ?3 - ?2 RETURNING owner`,
  resign: 'DELETE FROM lease WHERE owner = ?',
  owners: `SELECT owner FROM account WHERE owner IS NOT NULL UNION SELECT owner FROM post WHERE owner IS NOT NULL
    UNION SELECT owner FROM lease`,
  endAsking: 'UPDATE account SET owner = NULL WHERE owner = ?',
  // How often it was claimed stays: that nobody said what became of it makes it unsure.
  endPosting: 'UPDATE post SET owner = NULL WHERE owner = ?',
  addAlert: 'INSERT INTO alert (body) VALUES (?)',
  alerts: 'SELECT id, body FROM alert ORDER BY id',
  dropAlerts: "DELETE FROM alert WHERE json_extract(body, '$.account') = ?",
  takeAlert: 'DELETE FROM alert WHERE id = ? RETURNING id',
  setMoment: 'INSERT INTO moment (name, at) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET at = ?2',
  moment: 'SELECT at FROM moment WHERE name = ?',
  addPost: 'INSERT INTO post (account, channel, body, set_at, due_at) VALUES (?1, ?2, ?3, ?4, ?4)',
  /** See `isPostDue`. */
  claimPost: `UPDATE post SET owner = ?1, until = ?3, claims = claims + 1
    WHERE id = (SELECT min(id) FROM post WHERE channel = ?4 AND (?5 IS NULL OR (id > ?5 AND ${isFree})))
    AND (due_at <= ?2 OR set_at > ?3) AND ${isFree}
    RETURNING id, account, channel, body, attempts, claims > attempts + 1 AS unsure`,
  delayPost: 'UPDATE post SET owner = NULL, attempts = ?3, claims = ?3, set_at = ?4, due_at = ?5 WHERE id = ?1 AND owner = ?2',
  holdsPost: 'SELECT id FROM post WHERE id = ? AND owner = ?',
  removePost: 'DELETE FROM post WHERE id = ? AND owner = ? RETURNING id',
  dropPosts: 'DELETE FROM post WHERE account = ?',
  clearPosts: 'DELETE FROM post WHERE channel = ?',
  postChannels: 'SELECT DISTINCT channel FROM post',
  posts: `SELECT count(*) AS count, (SELECT due_at FROM post WHERE channel = ?1 ORDER BY id LIMIT 1) AS due
    FROM post WHERE channel = ?1`,
} as const;
