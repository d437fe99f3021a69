import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync, linkSync, openSync, closeSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { EpochMs } from '../../core/time/epoch';
import { companions, makePrivateFile } from '../files/privateFile';
import { applicationId, migrate } from './schema';
import type { Journal, Sqlite } from '../sqlite/sqlite';

/** Readable without SQLite, which might change a file that is not ours by mending it. */
export interface FileHeader {
  readonly isOurs: boolean;
  readonly version: number;
}

/** @see https://www.sqlite.org/fileformat2.html#the_database_header */
export function headerOf(file: string): FileHeader {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  const isSqlite = header.toString('latin1', 0, 16) === 'SQLite format 3\0';
  return { isOurs: isSqlite && header.readUInt32BE(68) === applicationId, version: header.readUInt32BE(60) };
}

/** Changes when another file stands in its place; null where there is none. */
export function identityOf(file: string): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev}:${stat.ino}`;
}

/** Appears whole or not at all: a window that opened it half made would take it for a damaged one. */
export function createFile(sqlite: Sqlite, file: string, journal: Journal): void {
  const draft = join(dirname(file), `history.${randomUUID()}.new`);
  try {
    makePrivateFile(draft);
    const db = new sqlite.Database(draft);
    try {
      db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA journal_mode = ${journal};`);
      migrate(db);
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
export function setAside(file: string, identity: string | null, now: EpochMs): string | null {
  if (identity === null || identityOf(file) !== identity) return null;
  const stamp = new Date(now).toISOString().replaceAll(':', '-');
  const free = [stamp, `${stamp}-${randomUUID().slice(0, 8)}`]
    .map((name) => join(dirname(file), `history.damaged-${name}.sqlite`))
    .find((path) => !existsSync(path));
  if (free === undefined) throw new Error('No name is free for the damaged history');
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
