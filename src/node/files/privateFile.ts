import { randomUUID } from 'node:crypto';
import { chmodSync, closeSync, constants, existsSync, lstatSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs';

/** What SQLite keeps beside a database. @see https://www.sqlite.org/tempfiles.html */
export const companions = ['-wal', '-shm', '-journal'] as const;

const noOneElse = 0o077;

/** Makes a folder that no other user may look into, or makes one that is there such. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  keepToOwner(folder, 0o700);
}

/** An empty file that no other user may read, before SQLite makes one that everyone may: its companions get the same rights. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, constants.O_WRONLY | constants.O_CREAT | constants.O_NONBLOCK, 0o600));
}

/** A database that was made with wider rights. */
export function keepDatabaseToOwner(file: string): void {
  for (const end of ['', ...companions]) keepToOwner(`${file}${end}`, 0o600);
}

function keepToOwner(path: string, mode: number): void {
  try {
    if ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & noOneElse) chmodSync(path, mode);
  } catch {
    // Of another owner, or on a disk without rights: it works as it is.
  }
}

/**
 * Moves aside what is no file in the place of a database, or of what belongs to it: a folder cannot be opened, and a pipe would
 * be waited for without end. Returns where what stood in the place of the database itself is now.
 */
export function clearPlace(file: string): string | null {
  let moved: string | null = null;
  for (const end of ['', ...companions]) {
    const path = `${file}${end}`;
    const stands = lstatSync(path, { throwIfNoEntry: false });
    // A link to the database is followed; SQLite follows none in the place of what belongs to it.
    if (stands === undefined || stands.isFile() || (end === '' && isFile(path))) continue;
    const aside = `${path}.not-a-file-${randomUUID().slice(0, 8)}`;
    renameSync(path, aside);
    if (end === '') moved = aside;
  }
  return moved;
}

export function isFile(path: string): boolean {
  // Before Node 22.15, statSync throws all the same where a folder of the path is a file.
  return existsSync(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
