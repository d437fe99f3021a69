import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, linkSync, openSync, closeSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EpochMs } from '../../core/time/epoch';
import type { DatabaseSync } from 'node:sqlite';
import { companions, makePrivateFile } from '../files/privateFile';
import { integer } from './columns';
import { inTransaction } from './inTransaction';
import type { Journal, Sqlite } from './sqlite';

/** One of the files that all windows share. */
export interface DatabaseKind {
  /** Of the file, without `.sqlite`. */
  readonly name: string;
  /** In the file's header: it is ours. @see https://www.sqlite.org/fileformat2.html#application_id */
  readonly mark: number;
  /** Whether a file without a mark is ours as well: one that was made before there were marks. */
  readonly takesUnmarked: boolean;
  /** The step at index n brings a file from version n to n + 1. A step that has been released never changes. */
  readonly migrations: readonly string[];
  /** How a damaged file is called. */
  readonly damagedName: (now: EpochMs) => string;
}

export function versionOf(db: DatabaseSync): number {
  return integer(db.prepare('PRAGMA user_version').get(), 'user_version');
}

/** Each step is one transaction, and looks again inside it: another window may have taken the step meanwhile. */
export function migrate(db: DatabaseSync, { migrations }: DatabaseKind): void {
  while (versionOf(db) < migrations.length)
    inTransaction(db, () => {
      const version = versionOf(db);
      const step = migrations[version];
      if (step !== undefined) db.exec(`${step} PRAGMA user_version = ${version + 1};`);
    });
}

/** Readable without SQLite, which might change a file that is not ours by mending it. */
export interface FileHeader {
  /** null: no database at all. */
  readonly mark: number | null;
  readonly version: number;
}

/** More than any release will have: such a number is no newer version, the file is damaged. */
const mostVersions = 1000;

/** With a mark of our own, or none where that is taken. */
export function isOurs({ mark, version }: FileHeader, kind: DatabaseKind): boolean {
  return version <= mostVersions && (mark === kind.mark || (mark === 0 && kind.takesUnmarked));
}

/** @see https://www.sqlite.org/fileformat2.html#the_database_header */
export function headerOf(file: string): FileHeader {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  try {
    // What is shorter than its header is none, though SQLite would take it for an empty one.
    if (readSync(descriptor, header, 0, header.length, 0) < header.length) return { mark: null, version: 0 };
  } finally {
    closeSync(descriptor);
  }
  const isSqlite = header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  return { mark: isSqlite ? header.readUInt32BE(68) : null, version: header.readUInt32BE(60) };
}

/** Changes when another file stands in its place; null where there is none. */
export function identityOf(file: string): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev}:${stat.ino}`;
}

/** Appears whole or not at all: a window that opened it half made would take it for a damaged one. */
export function createFile(sqlite: Sqlite, kind: DatabaseKind, file: string, journal: Journal): void {
  const draft = join(dirname(file), `${kind.name}.${randomUUID()}.new`);
  try {
    makePrivateFile(draft);
    const db = new sqlite.Database(draft);
    try {
      db.exec(`PRAGMA application_id = ${kind.mark}; PRAGMA journal_mode = ${journal};`);
      migrate(db, kind);
    } finally {
      db.close();
    }
    publish(draft, file);
  } finally {
    for (const end of ['', ...companions]) rmSync(`${draft}${end}`, { force: true });
  }
}

/** A link, unlike a rename, does not replace what another window has just made. */
function publish(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch {
    // Another window was first, or there are no hard links here, as on exFAT; then what the rename says counts.
    if (!existsSync(file)) renameSync(draft, file);
  }
}

/** Moves a file that cannot be trusted out of the way; null when another window did so first. */
export function setAside(kind: DatabaseKind, file: string, identity: string | null, now: EpochMs): string | null {
  if (identity === null || identityOf(file) !== identity) return null;
  const free = [kind.damagedName(now), `${kind.damagedName(now)}-${randomUUID().slice(0, 8)}`]
    .map((name) => join(dirname(file), `${name}.sqlite`))
    .find((path) => !existsSync(path));
  if (free === undefined) throw new Error('No name is free for the damaged file');
  renameSync(file, free);
  for (const end of companions) if (existsSync(`${file}${end}`)) renameSync(`${file}${end}`, `${free}${end}`);
  return free;
}

/** Whether this process may read, or write, a file or folder. */
export function may(what: 'read' | 'write', path: string): boolean {
  try {
    accessSync(path, what === 'read' ? constants.R_OK : constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
