import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';

const mostBytes = 1024 * 1024;

/** A small text file that a setting names by its whole path, such as one that holds a key or certificates; null where it cannot be read. */
export function readSmallFile(file: string): string | null {
  if (!isAbsolute(file)) return null;
  let descriptor: number | undefined;
  try {
    // A pipe would otherwise be waited for until somebody writes to it.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    return stat.isFile() && stat.size <= mostBytes ? readFileSync(descriptor, 'utf8').replace(/^\uFEFF/, '') : null;
  } catch {
    return null;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
