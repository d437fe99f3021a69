import { databaseOrigin } from '../provider/databaseAddress';
import { looksLikeKey } from '../text/looksLikeKey';
import { basePathOf, originOf, type OriginFault } from '../provider/origin';
import type { KeyedProvider } from '../provider/provider';
import type { Translate } from '../text/translate';
import type { Origin } from '../model/origin';

/** Where an account's requests go. */
export interface Place {
  /** Empty where the host is none that is known, and nobody said which site it stands for. */
  readonly site: string;
  readonly origin: Origin;
  readonly basePath?: string;
  readonly droppedPath?: string;
}

export type ReadPlace = { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly reason: string };

/** What an account says of where it is. */
export interface PlaceEntry {
  readonly site?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly definition?: unknown;
}

/** The site of what a person hosts: its address is the account's own. */
export const ownSite = 'own';

/**
 * The site decides the currency where answers name none, so it is that of the host, or the one that the person named:
 * never the first by chance.
 */
export function placeOf(provider: KeyedProvider, entry: PlaceEntry, t: Translate): ReadPlace {
  const sites = Object.entries(provider.sites);
  const [first] = sites;
  if (!first) return hostedPlace(provider, entry, t);
  const { site: named, baseUrl } = entry;
  const meant = named === undefined ? first : sites.find(([site]) => site === named);
  if (!meant) {
    const known = sites.map(([site]) => site).join(', ');
    return { ok: false, reason: t('{name} has no site of this name. It has: {sites}.', { name: provider.name, sites: known }) };
  }
  const [site, { origin }] = meant;
  if (baseUrl === undefined) return { ok: true, place: { site, origin } };
  const read = originOf(baseUrl);
  if (!read.ok) return { ok: false, reason: addressReason(read.fault, '"baseUrl"', t) };
  const official = sites.find(([, one]) => one.origin === read.origin)?.[0];
  const decidesCurrency = sites.some(([, { unit }]) => unit !== undefined);
  const path = basePathOf(baseUrl);
  // A path may be a key that was pasted with the address, and is told to nobody then.
  const dropped = path === '' || looksLikeKey(path) ? {} : { droppedPath: path };
  return { ok: true, place: { site: official ?? named ?? (decidesCurrency ? '' : site), origin: read.origin, ...dropped } };
}

/** What a person hosts may stand under a path, such as behind a gateway. */
function hostedPlace(provider: KeyedProvider, { baseUrl, definition }: PlaceEntry, t: Translate): ReadPlace {
  const address = provider.addressOf ? provider.addressOf(definition) : baseUrl;
  if (address === undefined)
    return {
      ok: false,
      reason: provider.addressOf
        ? provider.definedBy === 'query'
          ? t('"definition" must give "host" and "query", as texts.')
          : definitionReason(definition === undefined ? [] : (provider.mistakesIn?.(definition) ?? []), t)
        : t('"baseUrl" is required: the address of your own {name}.', { name: provider.name }),
    };
  if (provider.definedBy === 'query') return databasePlace(address, t);
  const read = originOf(address);
  if (!read.ok) return { ok: false, reason: addressReason(read.fault, provider.addressOf ? '"definition.url"' : '"baseUrl"', t) };
  // A description names its whole address.
  const basePath = provider.addressOf ? '' : basePathOf(address);
  return { ok: true, place: { site: ownSite, origin: read.origin, ...(basePath === '' ? {} : { basePath }) } };
}

/** What is wrong with it, field by field: to say that no address is named would be false of one that is named wrongly. */
function definitionReason(mistakes: readonly string[], t: Translate): string {
  return mistakes.length === 0
    ? t('"definition" must name the address that is asked.')
    : t('"definition" cannot be used: {mistakes}.', { mistakes: mistakes.join('; ') });
}

/** A connection string is pasted there, password and all, so nothing of what stands there is told. */
function databasePlace(address: string, t: Translate): ReadPlace {
  const origin = databaseOrigin(address);
  if (origin !== undefined) return { ok: true, place: { site: ownSite, origin } };
  const reason = t(
    '"definition.host" must be a host, such as db.example.com or db.example.com:6432, and no connection string: that belongs where "key" names it.',
  );
  return { ok: false, reason };
}

/** @param field what the address was given as, in the words of the place: a field in quotes, such as `"baseUrl"` */
export function addressReason(fault: OriginFault, field: string, t: Translate): string {
  if (fault === 'notHttps')
    return t('{field} must use https, since the key could be read on the way. Only addresses of this machine may use http.', { field });
  return fault === 'hasUserInfo'
    ? t('{field} must not contain a user name or password.', { field })
    : t('{field} must be an address such as https://api.example.com.', { field });
}
