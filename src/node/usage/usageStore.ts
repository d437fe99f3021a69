import type { DatabaseSync } from 'node:sqlite';
import type { EpochMs } from '../../core/time/epoch';
import type { CountedCall } from '../../core/usage/countedCall';
import type { LoggedCall } from '../../core/usage/loggedCall';
import { mergeCalls } from '../../core/usage/mergeCalls';
import { risesOf } from '../../core/usage/risesOf';
import { integer, text, type SqlRow } from '../sqlite/columns';
import { inTransaction } from '../sqlite/inTransaction';
import { callColumns, callOf, cumulative, rowOf } from './callRow';
import { keptNames, lookUp } from './keptNames';
import { nameHash } from './nameHash';
import { readReport, type ToolReport } from './toolReport';

/** One file of a tool, as it was when it was read last. */
export interface ReadFile {
  /** Changes when the file does: its place on the disk, size and time. */
  readonly identity: string;
  /** How far it was read. */
  readonly read: number;
  /** Of the bytes at both ends of what was read, to notice a file that was written anew. */
  readonly seam: string;
  /** JSON of the reader's own. */
  readonly kept: string | null;
  readonly skipped: string | null;
}

/** What is kept of the logs of tools. A call that comes again, from whatever file, is one call. */
export interface UsageStore {
  /**
   * One reader at a time on a machine: whether this one may read until then. A term that no clock of this time can have set is over.
   */
  readonly claim: (owner: string, now: EpochMs, until: EpochMs) => boolean;
  readonly release: (owner: string) => void;
  /** What the last scan told, if all files of the tool still are as it found them. @param fingerprint of all of them */
  readonly sameAs: (tool: string, fingerprint: string) => ToolReport | null;
  readonly lastReport: (tool: string) => ToolReport | null;
  readonly keepScan: (fingerprint: string, report: ToolReport) => void;
  /** Those of which anything is kept. */
  readonly tools: () => readonly string[];
  readonly filesOf: (tool: string, rules: number) => ReadonlyMap<number, ReadFile>;
  /**
   * Begins to gather what is kept, for many files at once, since a commit takes as long as reading a file. What `keep` said of a file and
   * what `keepCalls` said of its calls is committed together, so that no file counts as read whose calls are missing.
   */
  readonly begin: () => void;
  readonly commit: () => void;
  readonly keep: (tool: string, rules: number, path: string, file: ReadFile, calls: Iterable<LoggedCall>) => void;
  /** Of a file that is still being read: so many that they are not held. */
  readonly keepCalls: (tool: string, calls: Iterable<LoggedCall>) => void;
  readonly fileName: (tool: string, path: string) => number;
  /** Those that count, oldest first: no copies. @param to exclusive */
  readonly calls: (from: EpochMs, to: EpochMs) => Iterable<CountedCall>;
  /** The time of its first call; null: there is none. */
  readonly oldest: (tool: string) => EpochMs | null;
  readonly forget: (tool: string) => void;
  /** What was kept by other rules than these: the same calls may have other keys by now, and be two. */
  readonly forgetOther: (tool: string, rules: number) => void;
}

const list = callColumns.join(', ');
const usedWords = [
  ...['call', 'file', 'named', 'scan', 'session'].map((table) => `SELECT tool FROM ${table}`),
  ...['provider', 'model', 'tier'].map((column) => `SELECT ${column} FROM call WHERE ${column} IS NOT NULL`),
].join(' UNION ');
const isOfKnown = 'EXISTS (SELECT 1 FROM session WHERE session.name = call.replay_of)';
const isNoCopy = `(copy_of IS NULL OR NOT EXISTS (SELECT 1 FROM named WHERE named.name = call.copy_of)
    OR EXISTS (SELECT 1 FROM call AS sum WHERE sum.key = call.copy_of AND sum.is_sum = ${cumulative} AND sum.at > call.at))
  AND (replay_of IS NULL OR since IS NOT NULL OR ${isOfKnown})`;

export function usageStore(db: DatabaseSync): UsageStore {
  // Hashes lie anywhere in the file: in the 2 MB that SQLite takes, a page would be read and written again for nearly every call.
  db.exec('PRAGMA cache_size = -12000');
  const secret = db.prepare('SELECT bytes FROM secret').get()?.['bytes'];
  const hash = nameHash(secret instanceof Uint8Array ? secret : new Uint8Array());
  let names = keptNames(db, hash);
  const projectName = lookUp(db.prepare('SELECT last FROM project WHERE name = ?1'), 'last');
  const keepName = db.prepare('INSERT OR IGNORE INTO named (name, tool) VALUES (?1, ?2)');
  const find = db.prepare(`SELECT ${list} FROM call WHERE key = ?1`);
  const values = `INTO call (${list}) VALUES (${callColumns.map((_, index) => `?${index + 1}`).join(', ')})`;
  const [add, write] = [db.prepare(`INSERT OR IGNORE ${values}`), db.prepare(`INSERT OR REPLACE ${values}`)];
  const keepFile = db.prepare('INSERT OR REPLACE INTO file VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)');

  const keepCall = (tool: number, raw: LoggedCall): void => {
    const { words } = names;
    const project = raw.project === null ? null : names.project(raw.project, tool);
    const session = raw.session === null ? null : names.session(raw.session, tool);
    const call = named(raw, session, hash);
    if (call.name !== undefined) keepName.run(call.name, tool);
    if (add.run(...rowOf({ tool, call, project }, words)).changes === 1) return;
    const before = find.get(call.key);
    if (before === undefined) return;
    const known = callOf(before, names.words, projectName);
    write.run(...rowOf({ tool: known.tool, call: mergeCalls(known.call, call), project: known.project ?? project }, words));
  };

  const deleteOf = (tool: number): void => {
    inTransaction(db, () => {
      for (const table of ['call', 'file', 'named', 'scan', 'session']) db.prepare(`DELETE FROM ${table} WHERE tool = ?1`).run(tool);
      db.exec('DELETE FROM project WHERE name NOT IN (SELECT project FROM call WHERE project IS NOT NULL)');
    });
  };

  return {
    filesOf: (tool, rules) => {
      const rows = db.prepare('SELECT * FROM file WHERE tool = ?1 AND rules = ?2').all(names.words.idOf(tool), rules);
      return new Map(rows.map((row) => [integer(row, 'name'), fileOf(row)]));
    },
    claim: (owner, now, until) => {
      const claimed = db.prepare(`INSERT INTO lease VALUES (1, ?1, ?3) ON CONFLICT (id) DO UPDATE SET owner = ?1, until = ?3
        WHERE owner = ?1 OR until <= ?2 OR until > 2 * ?3 - ?2`);
      return claimed.run(owner, now, until).changes === 1;
    },
    release: (owner) => void db.prepare('DELETE FROM lease WHERE owner = ?1').run(owner),
    sameAs: (tool, fingerprint) => {
      const row = db.prepare('SELECT report FROM scan WHERE tool = ?1 AND fingerprint = ?2').get(names.words.idOf(tool), fingerprint);
      return row === undefined ? null : readReport(text(row, 'report'));
    },
    lastReport: (tool) => {
      const row = db.prepare('SELECT report FROM scan WHERE tool = ?1').get(names.words.idOf(tool));
      return row === undefined ? null : readReport(text(row, 'report'));
    },
    keepScan: (fingerprint, report) => {
      db.prepare('INSERT OR REPLACE INTO scan VALUES (?1, ?2, ?3)').run(names.words.idOf(report.tool), fingerprint, JSON.stringify(report));
    },
    tools: () =>
      db
        .prepare('SELECT DISTINCT tool FROM file')
        .all()
        .map((row) => names.words.textOf(integer(row, 'tool'))),
    fileName: (tool, path) => hash(`${tool} ${path}`),
    keep: (tool, rules, path, { identity, read, seam, kept, skipped }, calls) => {
      const id = names.words.idOf(tool);
      for (const call of calls) keepCall(id, call);
      keepFile.run(hash(`${tool} ${path}`), id, rules, identity, read, seam, kept, skipped);
    },
    keepCalls: (tool, calls) => {
      const id = names.words.idOf(tool);
      for (const call of calls) keepCall(id, call);
    },
    begin: () => {
      db.exec('BEGIN IMMEDIATE');
      names = keptNames(db, hash);
    },
    commit: () => db.exec('COMMIT'),
    *calls(from, to) {
      // All of them, since one before `from` may be what the first after it rose above.
      const totals = db.prepare(`SELECT ${list} FROM call WHERE is_sum = ${cumulative} AND ${isNoCopy}`).all();
      const rises = risesOf(totals.map((row) => callOf(row, names.words, projectName).call));
      const rows = db
        .prepare(`SELECT ${list}, ${isOfKnown} AS is_own FROM call WHERE at >= ?1 AND at < ?2 AND ${isNoCopy} ORDER BY at`)
        .iterate(from, to);
      for (const row of rows) {
        const { tool, call, project } = callOf(row, names.words, projectName);
        const counted = call.isCumulative === true ? rises.get(call.key) : call;
        const mayBeCopy = call.copyOf !== undefined && call.replayOf !== undefined && integer(row, 'is_own') === 0;
        if (counted !== undefined) yield { tool: names.words.textOf(tool), call: counted, projectKey: project, mayBeCopy };
      }
    },
    oldest: (tool) => {
      const row = db.prepare('SELECT at FROM call WHERE tool = ?1 ORDER BY at LIMIT 1').get(names.words.idOf(tool));
      return row === undefined ? null : integer(row, 'at');
    },
    forget: (tool) => {
      deleteOf(names.words.idOf(tool));
      db.exec(`DELETE FROM word WHERE id NOT IN (${usedWords})`);
      // Their numbers may be given again.
      names = keptNames(db, hash);
      // Else the bytes would stay in free pages of the file.
      db.exec('VACUUM');
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    forgetOther: (tool, rules) => {
      const id = names.words.idOf(tool);
      const other = db.prepare('SELECT 1 FROM file WHERE tool = ?1 AND rules <> ?2 LIMIT 1').get(id, rules);
      if (other !== undefined) deleteOf(id);
    },
  };
}

function fileOf(row: SqlRow): ReadFile {
  const [kept, skipped] = [row['kept'], row['skipped']];
  return {
    identity: text(row, 'identity'),
    read: integer(row, 'read'),
    seam: text(row, 'seam'),
    kept: typeof kept === 'string' ? kept : null,
    skipped: typeof skipped === 'string' ? skipped : null,
  };
}

function named(
  { key, name, copyOf, replayOf, ...call }: LoggedCall,
  session: number | null,
  hash: (text: string) => number,
): LoggedCall<number> {
  return {
    ...call,
    key: hash(key),
    session,
    ...(name === undefined ? {} : { name: hash(name) }),
    ...(copyOf === undefined ? {} : { copyOf: hash(copyOf) }),
    ...(replayOf === undefined ? {} : { replayOf: hash(replayOf) }),
  };
}
