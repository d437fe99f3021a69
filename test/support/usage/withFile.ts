import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { withFolder } from './withFolder';

/** An open file that holds these bytes. */
export function withFile<T>(content: Uint8Array, use: (file: number, size: number) => T): T {
  return withFolder({ log: content }, (folder) => {
    const file = openSync(join(folder, 'log'), 'r');
    try {
      return use(file, content.length);
    } finally {
      closeSync(file);
    }
  });
}
