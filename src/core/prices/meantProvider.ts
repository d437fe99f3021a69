import type { Unit } from '../money/money';
import { hostOf } from '../provider/origin';
import type { Provider } from '../provider/provider';
import type { LoggedProvider } from '../usage/loggedCall';

export interface MeantSite {
  /** The id of a provider of ours. */
  readonly provider: string;
  /** The one site that the name or host is of; null where it may be any. */
  readonly site: string | null;
  /** The currency of that site, where it has one. */
  readonly unit: Unit | null;
}

/** As a log names it, or a host. */
export type NamedProvider = Pick<LoggedProvider, 'name'>;

/** Which provider of ours a log means by a name or a host; null where it is none of them. */
export type FindMeant = (logged: NamedProvider) => MeantSite | null;

/** A name that two providers claim means neither, and one that two sites claim means any of them. */
export function meantBy(providers: readonly Provider[]): FindMeant {
  const byName = new Map<string, MeantSite | null>();
  for (const [name, meant] of providers.flatMap(namesOf)) byName.set(name, both(byName.get(name), meant));
  return ({ name }) => byName.get(name.toLowerCase()) ?? null;
}

function both(known: MeantSite | null | undefined, meant: MeantSite): MeantSite | null {
  if (known === undefined) return meant;
  if (known?.provider !== meant.provider) return null;
  return known.site === meant.site ? known : { provider: meant.provider, site: null, unit: null };
}

function namesOf(provider: Provider): readonly (readonly [string, MeantSite])[] {
  const anySite: MeantSite = { provider: provider.id, site: null, unit: null };
  const names = [provider.id, ...(provider.loggedAs ?? [])].map((name) => [name.toLowerCase(), anySite] as const);
  const sites = provider.kind === 'dashboard' ? [] : Object.entries(provider.sites);
  return [
    ...names,
    ...sites.flatMap(([site, { origin, unit = null, loggedAs = [] }]) =>
      [hostOf(origin), ...loggedAs].map((name) => [name.toLowerCase(), { provider: provider.id, site, unit }] as const),
    ),
  ];
}
