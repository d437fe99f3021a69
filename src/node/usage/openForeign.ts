import { closeSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SkipReason } from '../../core/usage/usageReader';
import { isOnNetwork } from '../sqlite/networkFolder';
import { openUnshared } from '../sqlite/openDatabase';
import type { Sqlite } from '../sqlite/sqlite';
import { copyDatabase } from './copyDatabase';
import { filesOf, sizeOf, type ForeignDatabase } from './foreignDatabase';

const waitMs = 2_000;

/**
 * Opens it so that not a byte is left beside it or changed. What SQLite does by itself when it only reads is more: it makes both files of
 * a write-ahead log, or mends the one that a killed program left.
 * @returns why it cannot be read, or 'changed': its files are not those that were seen a moment ago
 * @throws what SQLite says
 */
export function openForeign(sqlite: Sqlite, path: string): ForeignDatabase | SkipReason | 'changed' {
  const log = sizeOf(`${path}-wal`);
  // SQLite takes it for a database without tables, and a disk that was full leaves such a file.
  if (sizeOf(path) === 0 && (log ?? 0) === 0) return 'malformed';
  if (log !== null && sizeOf(`${path}-shm`) !== null && !isOnNetwork(dirname(path)))
    return openShared(sqlite, path) ?? copyDatabase(sqlite, path);
  // Without its index a log belongs to nobody: to a program that was killed, or to a copy of its files.
  if (log !== null && log > 0) return copyDatabase(sqlite, path);
  if (usesLog(path)) return sqlite.opensAddresses ? openAlone(sqlite, path) : copyDatabase(sqlite, path);
  return openShared(sqlite, path) ?? copyDatabase(sqlite, path);
}

/**
 * As one of those that have it open: the programs wait for one another, and the newest rows are seen. The index of the log is opened for
 * reading alone, and is reckoned anew in memory where nobody is left who keeps it.
 * @see https://github.com/sqlite/sqlite/blob/version-3.46.0/src/os_unix.c `readonly_shm`, `unixLockSharedMemory`
 * @returns null where a change that was broken off has to be undone in the file first
 */
function openShared(sqlite: Sqlite, path: string): ForeignDatabase | 'changed' | null {
  const address = pathToFileURL(path);
  address.search = 'readonly_shm=1';
  // Without an address the index is written to as well, as by everyone who reads.
  const db = new sqlite.Database(sqlite.opensAddresses ? address : path, { readOnly: true, timeout: waitMs });
  try {
    // The first statement is what opens its files.
    db.prepare('PRAGMA schema_version').get();
  } catch (error) {
    db.close();
    const code = codeOf(error);
    if (needsWriting.has(code)) return null;
    if (code === cannotOpen) return 'changed';
    throw error;
  }
  return { db, wasWhole: () => true, close: () => db.close() };
}

/** @see https://www.sqlite.org/rescode.html#readonly_rollback */
const needsWriting: ReadonlySet<number> = new Set([264 /* READONLY_RECOVERY */, 776 /* READONLY_ROLLBACK */, 1288 /* READONLY_CANTINIT */]);
const cannotOpen = 14;

function codeOf(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : 0;
}

/** Nobody has it open: all of it is in the one file. Somebody who comes meanwhile is noticed by what changes. */
function openAlone(sqlite: Sqlite, path: string): ForeignDatabase {
  const before = filesOf(path);
  const db = openUnshared(sqlite, path);
  return { db, wasWhole: () => filesOf(path) === before, close: () => db.close() };
}

/** @see https://www.sqlite.org/fileformat2.html#file_format_version_numbers */
function usesLog(path: string): boolean {
  const header = Buffer.alloc(20);
  const file = openSync(path, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    // Before SQLite opens it: whoever closes a file gives up all locks that his process has on it.
    closeSync(file);
  }
  return header.readUInt8(19) === 2;
}
