import type { Account } from '../core/model/account';
import { queryAddress } from '../core/provider/askDatabase';
import type { ReadDatabase } from '../core/provider/databaseAddress';
import type { KeyedProvider } from '../core/provider/provider';

/** The database of an account that is a query, by its definition and its key; null: it is no query, or there is no key. */
export function accountDatabase({ definition }: Account, { queryOf }: KeyedProvider, key: string): ReadDatabase | null {
  const query = queryOf?.(definition);
  return query === undefined || key === '' ? null : queryAddress(query, key);
}
