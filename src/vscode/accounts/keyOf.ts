import { allowedByEnvironment } from '../../core/accounts/environmentOrigins';
import { trimmedKey } from '../../core/provider/keyShape';
import type { Account } from '../../core/model/account';
import { hostOf } from '../../core/provider/origin';
import type { KeyedProvider } from '../../core/provider/provider';
import type { ProviderError } from '../../core/model/providerError';
import type { Keys } from './keys';
import type { AccountId } from '../../core/model/accountId';

export type KeyAnswer =
  | { readonly ok: true; readonly apiKey: string; readonly secrets: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly error: ProviderError };

/** Where keys are that are not in the secret storage. */
export interface KeySources {
  readonly environment: NodeJS.ProcessEnv;
  /** null where the file cannot be read. */
  readonly readKeyFile: (file: string) => string | null;
  /** A short mark that tells this key of the account from another one, and nothing else of it. */
  readonly markOf: (accountId: AccountId, apiKey: string) => string;
}

/** The key of an account, if it was given for the origin the account now points to. */
export async function keyOf(account: Account, provider: KeyedProvider, keys: Keys, sources: KeySources): Promise<KeyAnswer> {
  const host = hostOf(account.origin);
  const stored = await storedKey(account.id, keys);
  const outside = outsideKey(account, sources);
  const apiKey = outside === undefined ? stored?.apiKey : outside;
  if (!apiKey) return { ok: false, error: { kind: 'missingKey', host } };
  // A variable or a file is meant for the provider itself; any other host needs the person's word, which is stored as an origin.
  const isOfficial = Object.values(provider.sites).some(({ origin }) => origin === account.origin);
  const isMeant =
    outside !== undefined && ((stored === undefined && isOfficial) || allowedByEnvironment(account.origin, sources.environment));
  const isAllowed = stored?.origin === account.origin || isMeant;
  return isAllowed ? { ok: true, apiKey, secrets: stored?.secrets ?? {} } : { ok: false, error: { kind: 'originRefused', host } };
}

/** The key that the account's variable or file holds, empty where it holds none; undefined where it names neither. */
export function outsideKey(
  { keyEnv, keyFile }: Pick<Account, 'keyEnv' | 'keyFile'>,
  { environment, readKeyFile }: KeySources,
): string | undefined {
  if (keyEnv !== undefined) return trimmedKey(environment[keyEnv] ?? '');
  return keyFile === undefined ? undefined : trimmedKey(readKeyFile(keyFile) ?? '');
}

/** A storage that is locked or gone is the state "key needed on this machine", not a storm of errors. */
async function storedKey(accountId: AccountId, keys: Keys): ReturnType<Keys['get']> {
  try {
    return await keys.get(accountId);
  } catch {
    return undefined;
  }
}
