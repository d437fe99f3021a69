import { createHash } from 'node:crypto';

/** Of a text, for comparing it where it must not be read. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
