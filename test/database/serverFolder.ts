import { execFileSync } from 'node:child_process';
import { chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one server, and as whom it runs: PostgreSQL and PgBouncer refuse to run as root, and read no file that others may. */
export interface ServerFolder {
  readonly folder: string;
  readonly ids: { readonly uid?: number; readonly gid?: number };
  /** Writes a file that the server alone reads. @returns its path */
  readonly write: (name: string, text: string) => string;
}

export function serverFolder(server: string): ServerFolder {
  const folder = mkdtempSync(join(tmpdir(), `api-balance-${server}-`));
  const ids = idsOfServer();
  giveToServer(folder);
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    giveToServer(path);
    return path;
  };
  return { folder, ids, write };
}

function idsOfServer(): ServerFolder['ids'] {
  return process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
}

/** Makes a file or a folder the server's own. */
export function giveToServer(path: string): void {
  const { uid, gid } = idsOfServer();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}
