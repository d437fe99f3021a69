import { chmodSync, constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SkipReason } from '../../core/usage/usageReader';
import type { Sqlite } from '../sqlite/sqlite';
import { filesOf, sizeOf, type ForeignDatabase } from './foreignDatabase';

const ends = ['', '-wal', '-journal'] as const;
const largestCopy = 2 ** 30;

/**
 * A copy of one that has to be mended before it can be read, as every program that opens it mends it: what was broken off is undone, what
 * stands in a log is taken over. It lies in a folder of its own that no other user may look into, and is gone when it is closed.
 */
export function copyDatabase(sqlite: Sqlite, path: string): ForeignDatabase | SkipReason | 'changed' {
  const before = filesOf(path);
  const present = ends.filter((end) => sizeOf(`${path}${end}`) !== null);
  if (present.reduce((sum, end) => sum + (sizeOf(`${path}${end}`) ?? 0), 0) > largestCopy) return 'tooBig';
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-log-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
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
    const db = new sqlite.Database(copy);
    return {
      db,
      wasWhole: () => true,
      close: () => {
        db.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
