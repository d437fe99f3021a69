import { createHmac } from 'node:crypto';
import type { AccountId } from '../../core/model/accountId';

/**
 * Tells one key of an account from another: 32 bits of a keyed hash. That is enough to notice a change, says nothing of the
 * key, and fits one in four thousand million others as well, so nobody can look for the key with it.
 */
export function keyMark(accountId: AccountId, apiKey: string): string {
  return createHmac('sha256', `api-balance ${accountId}`).update(apiKey).digest('hex').slice(0, 8);
}
