import type { AccountId } from '../core/model/accountId';
import type { ExplainArguments } from './usageArguments';

/** Accounts that are named, and those that are compared together with one of them; without a name all. */
export function isNamed({ accounts }: Pick<ExplainArguments, 'accounts'>, group: readonly AccountId[]): boolean {
  return accounts.length === 0 || group.some((account) => accounts.includes(account));
}
