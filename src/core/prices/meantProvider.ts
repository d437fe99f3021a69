import { hostOf } from '../provider/origin';
import type { Provider } from '../provider/provider';
import { findMeant, type FindMeant, type MeantNames, type MeantSite } from './meantSite';

export function meantBy(providers: readonly Provider[]): FindMeant {
  return findMeant(meantNames(providers));
}

/** Every name and host that means a provider, as data for where the providers themselves are not loaded. */
export function meantNames(providers: readonly Provider[]): MeantNames {
  return providers.flatMap(namesOf);
}

function namesOf(provider: Provider): MeantNames {
  const sites = provider.kind === 'dashboard' ? [] : Object.entries(provider.sites);
  const isOwnHost = provider.kind !== 'dashboard' && sites.length === 0;
  const anySite: MeantSite = { provider: provider.id, site: null, unit: null, ...(isOwnHost ? { isOwnHost } : {}) };
  const names = [provider.id, ...(provider.loggedAs ?? [])].map((name) => [name.toLowerCase(), anySite] as const);
  return [
    ...names,
    ...sites.flatMap(([site, { origin, unit = null, loggedAs = [] }]) =>
      [hostOf(origin), ...loggedAs].map((name) => [name.toLowerCase(), { provider: provider.id, site, unit }] as const),
    ),
  ];
}
