import { latest, parts } from './latestSql';

// Numbers are bound as doubles: where SQL computes with them, or compares them a hundred thousand times, a cast makes
// them 64-bit integers, exact where a sum of three amounts passes 2⁵³.
const int = (parameter: number): string => `CAST(?${parameter} AS INTEGER)`;

/** The neighbour on one side, where money came between the two: a top-up and its moment outlive the thinning. */
const nextTo = (
  side: string,
  later: string,
  earlier: string,
): string => `SELECT 1 FROM (SELECT available, granted, rest FROM reading AS other WHERE other.line = ?1 AND other.${side} LIMIT 1) AS near
    WHERE ${later}.available > ${earlier}.available OR ifnull(${later}.granted, 0) > ifnull(${earlier}.granted, 0)
      OR ${later}.available - ifnull(${later}.granted, 0) - ifnull(${later}.rest, 0) > ${earlier}.available - ifnull(${earlier}.granted, 0) - ifnull(${earlier}.rest, 0)`;

const inCell = `line = ?1 AND at >= start AND at < next AND at <= ${int(3)}`;

/** Every query seeks by primary key or walks a range of it; a test reads their plans. */
export const reads = {
  lineId: 'SELECT id, seen FROM line WHERE account = ? AND unit = ?',
  latest,
  lines: `SELECT account, unit, seen, (SELECT min(at) FROM reading WHERE line = id) AS first FROM line
    WHERE EXISTS (SELECT 1 FROM reading WHERE line = id)`,
  span: 'SELECT (SELECT min(at) FROM reading WHERE line = ?1) AS first, (SELECT max(at) FROM reading WHERE line = ?1) AS last',
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
  dataVersion: 'PRAGMA data_version',
} as const;

/** A whole file, for the command line alone: it scans. */
export const everything = `SELECT account, unit, at, ${parts} FROM line JOIN reading ON reading.line = line.id ORDER BY line.id, at`;

export const writes = {
  addLine: 'INSERT INTO line (account, unit) VALUES (?, ?)',
  setSeen: 'UPDATE line SET seen = ? WHERE id = ?',
  put: `INSERT OR REPLACE INTO reading (line, at, available, granted, rest)
    VALUES (?1, ?2, ?3, ?5, ${int(3)} - ${int(4)} - ifnull(${int(5)}, 0))`,
  putNote: 'INSERT OR REPLACE INTO note (line, at, text) VALUES (?, ?, ?)',
  dropNote: 'DELETE FROM note WHERE line = ? AND at = ?',
  tidiedAt: "SELECT value FROM meta WHERE name = 'tidied'",
  setTidiedAt: "INSERT OR REPLACE INTO meta (name, value) VALUES ('tidied', ?)",
  /** With the newest row, which is never removed: it is the balance. */
  untidy: 'SELECT id, tidied, (SELECT max(at) FROM reading WHERE line = id) AS newest FROM line ORDER BY id',
  setTidied: 'UPDATE line SET tidied = ? WHERE id = ?',
  /** Where a stretch of some rows ends. */
  firstOf: 'SELECT at FROM reading WHERE line = ? AND at >= ? AND at < ? ORDER BY at LIMIT 1 OFFSET ?',
  expire: 'DELETE FROM reading WHERE line = ? AND at < ?',
  expireNotes: 'DELETE FROM note WHERE line = ? AND at < ?',
  thin: `DELETE FROM reading WHERE line = ?1 AND at >= ?2 AND at < ?3 AND EXISTS (
    SELECT 1 FROM reading AS later WHERE later.line = ?1 AND later.at > reading.at AND later.at < (reading.at / 3600 + 1) * 3600)
    AND NOT EXISTS (SELECT 1 FROM note WHERE note.line = ?1 AND note.at = reading.at)
    AND NOT EXISTS (${nextTo('at < reading.at ORDER BY at DESC', 'reading', 'near')})
    AND NOT EXISTS (${nextTo('at > reading.at ORDER BY at', 'near', 'reading')})`,
  /** Stamped by a clock that was ahead. */
  dropAfter: 'DELETE FROM reading WHERE line = ? AND at > ?',
} as const;
