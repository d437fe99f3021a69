import { latest, latestSpend, parts } from './latestSql';

// Numbers are bound as doubles: where SQL computes with them, or compares them a hundred thousand times, a cast makes
// them 64-bit integers, exact where a sum of three amounts passes 2⁵³.
const int = (parameter: number): string => `CAST(?${parameter} AS INTEGER)`;

/**
 * The neighbour on one side, where money came between the two, or a grant ended: a top-up, an expiry and their moments outlive the
 * thinning.
 */
const nextTo = (
  side: string,
  later: string,
  earlier: string,
): string => `SELECT 1 FROM (SELECT available, granted, rest FROM reading AS other WHERE other.line = ?1 AND other.${side} LIMIT 1) AS near
    WHERE ${later}.available > ${earlier}.available OR ifnull(${later}.granted, 0) > ifnull(${earlier}.granted, 0)
      OR ${later}.available - ifnull(${later}.granted, 0) - ifnull(${later}.rest, 0)
        > ${earlier}.available - ifnull(${earlier}.granted, 0) - ifnull(${earlier}.rest, 0)
      OR (${later}.granted = 0 AND ${earlier}.granted > 0)`;

const inCell = `line = ?1 AND at >= start AND at < next AND at <= ${int(3)}`;

/** Every query seeks by primary key or walks a range of it; a test reads their plans. Times are seconds. */
export const reads = {
  knownAccount: `SELECT epoch, (SELECT max(seen) FROM line WHERE line.account = account.name AND line.epoch = account.epoch) AS seen
    FROM account WHERE name = ?`,
  lineId: 'SELECT id, seen FROM line WHERE account = ? AND cap = ? AND unit = ? AND epoch = ?',
  lineIds: 'SELECT id, epoch FROM line WHERE account = ? AND cap = ? AND unit = ? ORDER BY epoch',
  latest,
  latestSpend,
  lines: `SELECT account, cap, unit, iif(seen <= ?1, seen, 0) AS seen, revision, rewritten,
      (SELECT min(at) FROM reading WHERE line = id AND at <= ?1) AS first,
      (SELECT max(at) FROM reading WHERE line = id AND at <= ?1) AS newest FROM line
    WHERE EXISTS (SELECT 1 FROM reading WHERE line = id AND at <= ?1)`,
  span: `SELECT (SELECT min(at) FROM reading WHERE line = ?1 AND at <= ?2) AS first,
    (SELECT max(at) FROM reading WHERE line = ?1 AND at <= ?2) AS last`,
  atOrBefore: `SELECT at, ${parts} FROM reading WHERE line = ? AND at <= ? ORDER BY at DESC LIMIT 1`,
  hasAfter: 'SELECT 1 AS found FROM reading WHERE line = ? AND at > ? LIMIT 1',
  range: `SELECT at, ${parts} FROM reading WHERE line = ? AND at >= ${int(2)} AND at <= ${int(3)} ORDER BY at`,
  // One seek for each slice and figure: GROUP BY over a computed slice would sort all rows first, at four times the cost.
  // A subquery gives one value, so both extremes come as one text; walking the slice once for each takes half as long again.
  buckets: `WITH RECURSIVE cell (start, next) AS (
      SELECT ${int(2)}, ${int(2)} + ${int(4)} UNION ALL SELECT next, next + ${int(4)} FROM cell WHERE next <= ${int(3)})
    SELECT * FROM (SELECT
      (SELECT at FROM reading WHERE ${inCell} ORDER BY at LIMIT 1) AS first,
      (SELECT at FROM reading WHERE ${inCell} ORDER BY at DESC LIMIT 1) AS last,
      (SELECT min(available) || ' ' || max(available) FROM reading WHERE ${inCell}) AS extremes,
      (SELECT available FROM reading WHERE ${inCell} ORDER BY at DESC LIMIT 1) AS final
    FROM cell) WHERE first IS NOT NULL`,
  notes: 'SELECT at, text FROM note WHERE line = ? ORDER BY at',
  spendDay: 'SELECT day, unit, epoch, amount, at_least, at FROM spend_day WHERE account = ? AND day = ? AND unit = ? AND epoch = ?',
  spendDays: `SELECT day, unit, epoch, amount, at_least, at FROM spend_day WHERE account = ? AND day >= ? AND day <= ?
    ORDER BY day, unit, epoch`,
  spendParts: `SELECT start, until, unit, model, key, amount, at_least, requests FROM spend_part WHERE account = ? AND start >= ? AND start <= ?
    ORDER BY start, until, unit, model, key`,
  intervalBefore: 'SELECT start, until, epoch, kind FROM outcome WHERE account = ? AND start <= ? ORDER BY start DESC LIMIT 1',
  intervals: 'SELECT start, until, epoch, kind FROM outcome WHERE account = ?1 AND start <= ?3 AND until >= ?2 ORDER BY start',
  dataVersion: 'PRAGMA data_version',
} as const;

/** A whole file, for the command line alone: it scans. */
export const everything = `SELECT account, cap, unit, epoch, at, ${parts} FROM line JOIN reading ON reading.line = line.id
  WHERE (?1 IS NULL OR account = ?1) AND at >= ?2 ORDER BY at, line.id`;

/** The same of what providers reported by day; the newest epoch's word comes last. */
export const everySpendDay = `SELECT account, day, unit, epoch, amount, at_least, at FROM spend_day WHERE day <= ?
  ORDER BY account, unit, day, epoch`;

/** And how they divide it. */
export const everySpendPart = `SELECT account, start, until, unit, model, key, amount, at_least, requests FROM spend_part WHERE start <= ?
  ORDER BY account, unit, start`;

export const writes = {
  setEpoch: `INSERT INTO account (name, epoch) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET epoch = excluded.epoch WHERE epoch < excluded.epoch`,
  addLine: 'INSERT INTO line (account, cap, unit, epoch) VALUES (?, ?, ?, ?)',
  setSeen: 'UPDATE line SET seen = ? WHERE id = ?',
  setResetsAt: 'UPDATE line SET resets_at = ?1 WHERE id = ?2 AND resets_at IS NOT ?1',
  put: `INSERT OR REPLACE INTO reading (line, at, available, granted, rest)
    VALUES (?1, ?2, ?3, ?5, ${int(3)} - ${int(4)} - ifnull(${int(5)}, 0))`,
  putNote: 'INSERT OR REPLACE INTO note (line, at, text) VALUES (?, ?, ?)',
  dropNote: 'DELETE FROM note WHERE line = ? AND at = ?',
  putSpend: `INSERT INTO spend (account, epoch, unit, span, amount, at_least, since, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (account, epoch, unit, span) DO UPDATE SET amount = ?5, at_least = ?6, since = ?7, at = ?8 WHERE at <= ?8 OR at > ?9`,
  putSpendDay: 'INSERT OR REPLACE INTO spend_day (account, day, unit, epoch, amount, at_least, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  /** What reaches into a stretch of time, which is told anew. */
  dropParts: 'DELETE FROM spend_part WHERE account = ? AND unit = ? AND start < ? AND until > ?',
  putPart: `INSERT OR REPLACE INTO spend_part (account, start, until, unit, model, key, amount, at_least, requests)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  putInterval: 'INSERT OR REPLACE INTO outcome (account, start, until, epoch, kind) VALUES (?, ?, ?, ?, ?)',
  meta: 'SELECT value FROM meta WHERE name = ?',
  setMeta: 'INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)',
  /** With the newest row that is true, which is never removed: it is the balance. */
  untidy: 'SELECT id, tidied, (SELECT max(at) FROM reading WHERE line = id AND at <= ?) AS newest FROM line ORDER BY id',
  setTidied: 'UPDATE line SET tidied = ? WHERE id = ?',
  /** Where a stretch of some rows ends. */
  firstOf: 'SELECT at FROM reading WHERE line = ? AND at >= ? AND at < ? ORDER BY at LIMIT 1 OFFSET ?',
  expire: 'DELETE FROM reading WHERE line = ? AND at < ?',
  expireNotes: 'DELETE FROM note WHERE line = ? AND at < ?',
  accounts: 'SELECT name FROM account ORDER BY name',
  expireDays: 'DELETE FROM spend_day WHERE account = ? AND day < ?',
  expireParts: 'DELETE FROM spend_part WHERE account = ? AND start < ?',
  expireIntervals: 'DELETE FROM outcome WHERE account = ?1 AND start < ?2 AND until < ?2',
  thin: `DELETE FROM reading WHERE line = ?1 AND at >= ?2 AND at < ?3 AND EXISTS (
    SELECT 1 FROM reading AS later WHERE later.line = ?1 AND later.at > reading.at AND later.at < (reading.at / 3600 + 1) * 3600)
    AND NOT EXISTS (SELECT 1 FROM note WHERE note.line = ?1 AND note.at = reading.at)
    AND NOT EXISTS (${nextTo('at < reading.at ORDER BY at DESC', 'reading', 'near')})
    AND NOT EXISTS (${nextTo('at > reading.at ORDER BY at', 'near', 'reading')})`,
} as const;
