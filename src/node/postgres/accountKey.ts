import { createHash } from 'node:crypto';
import type { SharedAccount } from '../../core/shared/sharedEntry';

/** Id and place as one short text: a definition may be part of a place, and an index takes no more than 2,700 bytes. */
export function accountKey({ account, place }: SharedAccount): string {
  return createHash('sha256')
    .update(JSON.stringify([account, place]))
    .digest('hex');
}
