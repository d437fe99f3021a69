import { allowedByEnvironment } from '../core/environmentOrigins';
import type { Account } from '../core/model';
import { hostOf } from '../core/origin';
import type { KeyedProvider } from '../core/provider';
import type { ProviderError } from '../core/providerError';
import type { Keys } from './keys';

export type KeyAnswer = { readonly ok: true; readonly apiKey: string } | { readonly ok: false; readonly error: ProviderError };

/** The key of an account, if it was given for the origin the account now points to. */
export async function keyOf(account: Account, provider: KeyedProvider, keys: Keys, environment: NodeJS.ProcessEnv): Promise<KeyAnswer> {
  const host = hostOf(account.origin);
  const stored = await storedKey(account.id, keys);
  const fromEnvironment = account.keyEnv === undefined ? undefined : environment[account.keyEnv]?.trim();
  const apiKey = account.keyEnv === undefined ? stored?.apiKey : fromEnvironment;
  if (!apiKey) return { ok: false, error: { kind: 'missingKey', host } };
  // A variable is meant for the provider itself; any other host needs the person's word, which is stored as an origin.
  const isOfficial = Object.values(provider.sites).some(({ origin }) => origin === account.origin);
  const isMeant = account.keyEnv !== undefined && ((stored === undefined && isOfficial) || allowedByEnvironment(account.origin, environment));
  const isAllowed = stored?.origin === account.origin || isMeant;
  return isAllowed ? { ok: true, apiKey } : { ok: false, error: { kind: 'originRefused', host } };
}

/** A storage that is locked or gone is the state "key needed on this machine", not a storm of errors. */
async function storedKey(accountId: string, keys: Keys): ReturnType<Keys['get']> {
  try {
    return await keys.get(accountId);
  } catch {
    return undefined;
  }
}
