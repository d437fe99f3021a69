import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own with these files in it, gone when `use` has ended. */
export function withFolder<T>(files: Readonly<Record<string, string | Uint8Array>>, use: (folder: string) => T): T {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'api-balance-logs-')));
  try {
    for (const [path, content] of Object.entries(files)) write(join(folder, path), content);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
