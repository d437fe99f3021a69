import * as z from 'zod';
import type { Account, Thresholds } from './model';
import { readBalanceEntry, type EstimateEntry } from './balanceEntry';
import { currency, type Micros } from './money';
import { databaseOrigin } from './databaseAddress';
import { originOf } from './origin';
import { parseAmount } from './parseAmount';
import type { KeyedProvider, Provider } from './provider';
import type { Translate } from './translate';
import { allowedMinutes } from './watch/interval';

/** What the setting `apiBalance.accounts` holds; it never holds a key. */
export interface AccountEntry {
  readonly id: string;
  readonly provider: string;
  readonly label?: string;
  readonly site?: string;
  readonly baseUrl?: string;
  /** `env:NAME` */
  readonly key?: string;
  readonly lowBalance?: Readonly<Record<string, number | string>>;
  /** Minutes between timed checks, over everyone's. */
  readonly refreshInterval?: number;
  /** The unit to show first, such as `CNY`. */
  readonly unit?: string;
  /** What a dashboard showed, for accounts whose provider reports spend alone. */
  readonly estimate?: EstimateEntry;
  /** For providers that the person describes; each validates its own. */
  readonly definition?: unknown;
}

/** An entry that cannot be used, and why. Its values are not repeated: a key may have been pasted into any of them. */
export interface InvalidEntry {
  readonly position: number;
  readonly id: string | null;
  readonly reasons: readonly string[];
}

const Entry = z.object({
  // A key pasted here would stand on every surface.
  id: z.string().regex(/^(?!sk[-_])[A-Za-z0-9][\w.-]{0,63}$/i),
  provider: z.string(),
  label: z.string().optional(),
  site: z.string().optional(),
  baseUrl: z.string().optional(),
  key: z.string().regex(/^env:[A-Za-z_]\w*$/).optional(),
  lowBalance: z.record(z.string(), z.union([z.number(), z.string()])).optional(),
  // A number out of range is taken for the nearest one, and anything else for none.
  refreshInterval: z.unknown().optional().transform(allowedMinutes),
  unit: z.string().optional(),
  definition: z.unknown().optional(),
  estimate: z.unknown().optional(),
});

export interface ReadEntries {
  readonly accounts: readonly Account[];
  readonly invalid: readonly InvalidEntry[];
}

/** Each entry stands alone: a wrong one is named and the others go on working. */
export function readAccountEntries(setting: unknown, providers: readonly Provider[], t: Translate): ReadEntries {
  if (setting === undefined || setting === null) return { accounts: [], invalid: [] };
  if (!Array.isArray(setting)) return { accounts: [], invalid: [{ position: 1, id: null, reasons: [t('The setting must be a list of accounts.')] }] };
  const accounts: Account[] = [];
  const invalid: InvalidEntry[] = [];
  for (const [index, value] of setting.entries()) {
    const read = readEntry(value, providers, t);
    const isTaken = accounts.some(({ id }) => id === read.account?.id);
    if (read.account && !isTaken) accounts.push(read.account);
    else invalid.push({ position: index + 1, id: read.id, reasons: isTaken ? [t('The id is used by another account.')] : read.reasons });
  }
  return { accounts, invalid };
}

interface ReadEntry {
  readonly id: string | null;
  readonly account?: Account;
  readonly reasons: readonly string[];
}

function readEntry(value: unknown, providers: readonly Provider[], t: Translate): ReadEntry {
  const parsed = Entry.safeParse(value);
  if (!parsed.success) return { id: null, reasons: [...new Set(parsed.error.issues.map((issue) => shapeReason(String(issue.path[0] ?? ''), t)))] };
  const { id, provider: providerId, label, key, lowBalance = {}, refreshInterval, unit, definition, estimate } = parsed.data;
  const provider = providers.find((candidate) => candidate.id === providerId);
  if (!provider) return { id, reasons: [t('The provider is not one that API Balance knows.')] };
  if (provider.kind === 'dashboard') return { id, reasons: [t('{name} has no balance endpoint, so it needs no account.', { name: provider.name })] };
  const place = placeOf(provider, parsed.data, t);
  const thresholds = thresholdsOf(lowBalance);
  const entry = estimate === undefined ? undefined : readBalanceEntry(estimate);
  const entryReasons = entry === null ? [t('"estimate" must give "unit", "amount" and "at", such as {example}.', { example: '{ "unit": "USD", "amount": "41.20", "at": "2026-01-29T09:00:00Z" }' })] : [];
  const reasons = [...place.reasons, ...entryReasons, ...(thresholds ? [] : [t('"lowBalance" must give amounts by unit, such as {example}.', { example: '{ "USD": 5 }' })])];
  if (reasons.length > 0) return { id, reasons };
  const keyEnv = key?.slice('env:'.length);
  const account: Account = {
    id, provider: provider.id, label: label?.replace(/\s+/g, ' ').trim() || provider.name, site: place.site, origin: place.origin,
    ...(keyEnv === undefined ? {} : { keyEnv }), lowBalance: thresholds ?? {},
    ...(refreshInterval === undefined ? {} : { refreshMinutes: refreshInterval }),
    ...(unit === undefined ? {} : { pinnedUnit: currency(unit) ?? unit }),
    ...(definition === undefined ? {} : { definition }),
    ...(entry ? { estimate: entry } : {}),
  };
  return { id, account, reasons };
}

function shapeReason(field: string, t: Translate): string {
  if (field === 'key') return t('"key" may only name an environment variable, such as "env:MY_KEY". A key itself does not belong in settings: remove it here and enter it with "Replace Key".');
  if (field === 'id') return t('"id" is required: letters, digits, dots, dashes and underscores, and not a key.');
  if (field === 'provider') return t('"provider" is required: the id of a provider.');
  return field === '' ? t('An account must be an object with "id" and "provider".') : t('"{field}" has the wrong type.', { field });
}

interface Place {
  readonly site: string;
  readonly origin: string;
  readonly reasons: readonly string[];
}

/** The site of what a person hosts: its address is the account's own. */
export const ownSite = 'own';

/** A base URL of one of the provider's own sites means that site, since the site decides the currency. */
export function placeOf(provider: KeyedProvider, entry: AccountEntryPlace, t: Translate): Place {
  const [firstSite = ownSite] = Object.keys(provider.sites);
  const isHosted = firstSite === ownSite;
  const site = isHosted ? ownSite : (entry.site ?? firstSite);
  const official = isHosted ? '' : provider.sites[site]?.origin;
  if (official === undefined) return { site, origin: '', reasons: [t('{name} has no site of this name. It has: {sites}.', { name: provider.name, sites: Object.keys(provider.sites).join(', ') })] };
  const address = provider.addressOf ? provider.addressOf(entry.definition) : entry.baseUrl;
  if (address === undefined && provider.addressOf) return { site, origin: '', reasons: [t('"definition" must name the address that is asked.')] };
  if (address === undefined && isHosted) return { site, origin: '', reasons: [t('"baseUrl" is required: the address of your own {name}.', { name: provider.name })] };
  if (address === undefined) return { site, origin: official, reasons: [] };
  const read = provider.describedBy === 'query' ? databaseRead(address) : originOf(address);
  if (!read.ok) return { site, origin: '', reasons: [baseUrlReason(read.fault, t)] };
  const same = Object.entries(provider.sites).find(([, { origin }]) => origin === read.origin);
  return { site: same?.[0] ?? site, origin: read.origin, reasons: [] };
}

function databaseRead(address: string): ReturnType<typeof originOf> {
  const origin = databaseOrigin(address);
  return origin === undefined ? { ok: false, fault: 'notAnAddress' } : { ok: true, origin };
}

interface AccountEntryPlace {
  readonly site?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly definition?: unknown;
}

export function baseUrlReason(fault: 'notAnAddress' | 'notHttps' | 'hasUserInfo', t: Translate): string {
  if (fault === 'notHttps') return t('"baseUrl" must use https. Only addresses of this machine may use http.');
  return fault === 'hasUserInfo' ? t('"baseUrl" must not contain a user name or password.') : t('"baseUrl" must be an address such as https://api.example.com.');
}

export function thresholdsOf(lowBalance: Readonly<Record<string, number | string>>): Thresholds | null {
  const thresholds: Record<string, Micros> = {};
  for (const [unit, value] of Object.entries(lowBalance)) {
    const amount = parseAmount(String(value));
    if (amount === undefined) return null;
    thresholds[currency(unit) ?? unit] = amount;
  }
  return thresholds;
}
