import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveToServer } from './serverFolder';

export interface SmallDisk {
  /** For the server to write in. */
  readonly folder: string;
  readonly fill: () => void;
  readonly makeRoom: () => void;
  readonly remove: () => void;
}

/** A file system in memory that holds 40 MB, a database and little more; null where this user may mount none. */
export function smallDisk(): SmallDisk | null {
  const root = mkdtempSync(join(tmpdir(), 'api-balance-disk-'));
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', root]).status !== 0) {
    rmSync(root, { recursive: true });
    return null;
  }
  const folder = join(root, 'space');
  const ballast = join(root, 'ballast');
  mkdirSync(folder);
  giveToServer(folder);
  return {
    folder,
    fill: () => {
      // Whatever is left, less and less at once.
      for (const size of [8, 4, 2, 1].flatMap((megabytes) => Array<number>(5).fill(megabytes * 1024 * 1024)))
        try {
          writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
        } catch {
          // That was more than there is.
        }
    },
    makeRoom: () => rmSync(ballast),
    remove: () => {
      spawnSync('umount', [root]);
      rmSync(root, { recursive: true, force: true });
    },
  };
}
