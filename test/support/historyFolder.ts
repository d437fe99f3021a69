import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: (() => void)[] = [];
/** Memory, where there is some: writing through to a slow disk took most of the time, and no test here cuts the power. */
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export function historyFolder(): string {
  const folder = mkdtempSync(join(base, 'api-balance-history-'));
  made.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface OwnDisk {
  readonly folder: string;
  /** `size=1m`, `ro`, `rw`. */
  readonly remount: (options: string) => void;
}

/** A disk that can really be full or read-only; null where this process may not mount one. */
export function ownDisk(size: string): OwnDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = historyFolder();
  const mount = (...options: readonly string[]): string =>
    execFileSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', folder], { stdio: 'pipe', encoding: 'utf8' });
  try {
    mount(`size=${size}`);
  } catch {
    return null;
  }
  made.push(() => {
    execFileSync('umount', ['--lazy', folder]);
  });
  return { folder, remount: (options) => void mount('remount', options) };
}

/** Call it after each test: what was made last goes first. */
export function removeHistoryFolders(): void {
  for (const remove of made.splice(0).reverse()) remove();
}
