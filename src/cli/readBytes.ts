import { readFileSync } from 'node:fs';

/** A file, a pipe such as `<(…)`, or standard input as `-`; null where it cannot be read. */
export function readBytes(file: string): Uint8Array | null {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch {
    return null;
  }
}
