import { placeKey } from '../checks/placeKey';
import type { Account } from '../model/account';
import type { SharedAccount } from './sharedEntry';

/**
 * Where an account points to, as all machines name it: where each of them keeps the key is its own matter. A description is told by its
 * digest alone, since a header may be written in it.
 * @param digest the same text has the same one on all machines, and no text can be had from it
 */
export function sharedAccount(account: Account, digest: (text: string) => string): SharedAccount {
  const { keyEnv: _variable, keyFile: _file, definition, ...known } = account;
  const place = placeKey(known);
  return {
    account: account.id,
    place: definition === undefined ? place : `${place} ${digest(placeKey({ ...known, definition }))}`,
  };
}
