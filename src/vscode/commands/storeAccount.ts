import type { AccountEntry } from '../../core/accounts/accountEntry';
import { ownSite } from '../../core/accounts/accountPlace';
import { freeLabel } from '../../core/accounts/freeLabel';
import type { AccountId } from '../../core/model/accountId';
import type { Origin } from '../../core/model/origin';
import type { KeyedProvider } from '../../core/provider/provider';
import type { Session } from '../accounts/session';
import type { VerifiedKey } from './verifyKey';

export interface NewPlace {
  readonly site: string;
  readonly origin: Origin;
  /** Where it is none of the provider's own. */
  readonly baseUrl?: string | undefined;
}

/** Its name is the provider's, with a number where that is taken; the key and the entry are written both or neither. */
export async function storeAccount(
  session: Session,
  provider: KeyedProvider,
  { site, origin, baseUrl }: NewPlace,
  { apiKey, outcome }: VerifiedKey,
): Promise<AccountId> {
  const id = session.freeId(provider.id);
  const label = freeLabel(
    provider.name,
    session.facts().map(({ account }) => account.label),
  );
  const [firstSite = ownSite] = Object.keys(provider.sites);
  // At an address of their own the site says which currency it counts in, so it is written down.
  const hasUsualSite = site === firstSite && (baseUrl === undefined || Object.keys(provider.sites).length < 2);
  const entry: AccountEntry = {
    id,
    provider: provider.id,
    ...(label === provider.name ? {} : { label }),
    ...(hasUsualSite ? {} : { site }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
  await session.keepKey(id, { origin, apiKey }, () => session.accounts.add(entry));
  session.accept(id, outcome);
  return id;
}
