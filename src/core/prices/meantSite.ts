import type { Unit } from '../money/money';
import type { LoggedProvider } from '../usage/loggedCall';

export interface MeantSite {
  /** The id of a provider of ours. */
  readonly provider: string;
  /** The one site that the name or host is of; null where it may be any. */
  readonly site: string | null;
  /** The currency of that site, where it has one. */
  readonly unit: Unit | null;
  /** It runs on a person's own host, and passes calls on to whomever they chose. */
  readonly isOwnHost?: boolean;
}

/** Names and hosts as logs have them, in small letters. */
export type MeantNames = readonly (readonly [name: string, meant: MeantSite])[];

/** As a log names it, or a host. */
export type NamedProvider = Pick<LoggedProvider, 'name'>;

/** Which provider of ours a log means by a name or a host; null where it is none of them. */
export type FindMeant = (logged: NamedProvider) => MeantSite | null;

/** A name that two providers claim means neither, and one that two sites claim means any of them. */
export function findMeant(names: MeantNames): FindMeant {
  const byName = new Map<string, MeantSite | null>();
  for (const [name, meant] of names) byName.set(name, both(byName.get(name), meant));
  return ({ name }) => byName.get(name.toLowerCase()) ?? null;
}

function both(known: MeantSite | null | undefined, meant: MeantSite): MeantSite | null {
  if (known === undefined) return meant;
  if (known?.provider !== meant.provider) return null;
  return known.site === meant.site ? known : { provider: meant.provider, site: null, unit: null };
}
