import { chmodSync, constants, copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { SkipReason } from '../../core/usage/usageReader';
import type { Sqlite } from '../sqlite/sqlite';
import { filesOf, sizeOf, type ForeignDatabase } from './foreignDatabase';

const ends = ['', '-wal', '-journal'] as const;
const largestCopy = 2 ** 30;
const prefix = 'api-balance-log-';
const left = /^api-balance-log-(\d+)-/;

/**
 * A copy of one that has to be mended before it can be read, as every program that opens it mends it: what was broken off is undone, what
 * stands in a log is taken over. It lies in a folder of its own that no other user may look into, and is gone as soon as it is open: a
 * process that is killed afterwards leaves nothing. Windows removes no file that is open, so there it is gone when it is closed.
 */
export function copyDatabase(sqlite: Sqlite, path: string): ForeignDatabase | SkipReason | 'changed' {
  const before = filesOf(path);
  const present = ends.filter((end) => sizeOf(`${path}${end}`) !== null);
  if (present.reduce((sum, end) => sum + (sizeOf(`${path}${end}`) ?? 0), 0) > largestCopy) return 'tooBig';
  removeLeft();
  const folder = attempt(() => mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`)));
  if (folder === undefined) return 'unreadable';
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  let db: DatabaseSync | undefined;
  try {
    const copy = join(folder, 'copy.db');
    for (const end of present) {
      copyFileSync(`${path}${end}`, `${copy}${end}`, constants.COPYFILE_FICLONE);
      chmodSync(`${copy}${end}`, 0o600);
    }
    if (filesOf(path) !== before) {
      remove();
      return 'changed';
    }
    db = new sqlite.Database(copy);
    // The first statement opens its files, and mends them.
    db.prepare('PRAGMA schema_version').get();
    if (process.platform !== 'win32') remove();
    const opened = db;
    return {
      db,
      wasWhole: () => true,
      close: () => {
        opened.close();
        remove();
      },
    };
  } catch (error) {
    db?.close();
    remove();
    throw error;
  }
}

/** What processes left that were killed while they copied. */
function removeLeft(): void {
  for (const name of attempt(() => readdirSync(tmpdir())) ?? []) {
    const [, pid] = left.exec(name) ?? [];
    // One that runs and may not be signalled is another user's, and no copy of it can be removed.
    const isRunning = pid === undefined || attempt(() => process.kill(Number(pid), 0));
    if (isRunning !== true) attempt(() => rmSync(join(tmpdir(), name), { recursive: true }));
  }
}

/** undefined: the folder for temporary files may not be listed or takes nothing, or what is in it is another user's. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
