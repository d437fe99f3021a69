import { join } from 'node:path';

/** A file that was built from this repository's sources, such as one that a process of its own shall run. */
export function built(...path: readonly string[]): string {
  return join(__dirname, '..', '..', ...path);
}
