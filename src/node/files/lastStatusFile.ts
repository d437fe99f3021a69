import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallFile } from './smallFile';

const nameOf = (folder: string): string => join(folder, 'last-status');

/** Settings may hold what should not be in them, such as a key: no copy of them is made. */
const digest = (ground: string): string => createHash('sha256').update(ground).digest('base64');

/** Null where there is none, none that can be read, or one for another ground. */
export function readLastStatusFile(folder: string, ground: string): string | null {
  const [mark, text] = readSmallFile(nameOf(folder))?.split('\n') ?? [];
  return mark === digest(ground) ? (text ?? null) : null;
}

/** Writes what is other than what it wrote last. */
export function lastStatusWriter(folder: string): (ground: string, text: string | null) => void {
  let written: string | undefined;
  return (ground, text) => {
    const words = `${ground} ${text}`;
    if (words === written) return;
    writeLastStatusFile(folder, ground, text);
    // Not before: what a full disk did not take comes with the next change.
    written = words;
  };
}

/** @param text one line; null: there is nothing to show. A window that opens meanwhile reads the one before or this one, whole. */
export function writeLastStatusFile(folder: string, ground: string, text: string | null): void {
  if (text === null) return void rmSync(nameOf(folder), { force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const written = `${nameOf(folder)}.${process.pid}`;
  writeFileSync(written, `${digest(ground)}\n${text}\n`, { mode: 0o600 });
  renameSync(written, nameOf(folder));
}
