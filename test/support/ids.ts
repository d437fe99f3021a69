import { asAccountId, type AccountId } from '../../src/core/model/accountId';
import { asOrigin, type Origin } from '../../src/core/model/origin';

/** Of an account that a test makes up. */
export function idOf(name: string): AccountId {
  return asAccountId(name);
}

/** Of a place that a test makes up. */
export function originAt(address: string): Origin {
  return asOrigin(address);
}
