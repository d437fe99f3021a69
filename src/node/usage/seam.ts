import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';

const each = 1024;

/** Of the first and the last bytes of what was read, which a file that was only added to still has. */
export function seamOf(file: number, read: number): string {
  const length = Math.min(each, read);
  const bytes = Buffer.alloc(2 * length);
  readSync(file, bytes, 0, length, 0);
  readSync(file, bytes, length, length, read - length);
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
}
