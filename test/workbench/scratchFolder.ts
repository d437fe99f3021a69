import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { undoAtEnd } from './atEnd';

export interface ScratchFolder {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Removed when this process ends by a signal, or before. */
export function removedAtEnd(path: string): ScratchFolder {
  let removing: Promise<void> | undefined;
  const remove = (): Promise<void> => (removing ??= rm(path, { recursive: true, force: true, maxRetries: 5 }).finally(forget));
  const forget = undoAtEnd(remove);
  return { path, remove };
}

/** Made at once rather than after a wait: between the two, a signal would leave it behind. */
export function scratchFolder(prefix: string): ScratchFolder {
  return removedAtEnd(mkdtempSync(join(tmpdir(), prefix)));
}
