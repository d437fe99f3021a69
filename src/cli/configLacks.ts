import type { Config, SecretPlace } from '../core/config/config';
import type { Account } from '../core/model/account';
import type { Known } from '../core/config/readConfig';
import { keyFault, keyFaultText } from '../core/provider/keyShape';
import { queryFaultText } from '../core/provider/askDatabase';
import type { ReadDatabase } from '../core/provider/databaseAddress';
import type { KeyedProvider } from '../core/provider/provider';
import { unknownCurrency } from '../core/provider/unknownCurrency';
import { english } from '../core/text/translate';
import { accountDatabase } from './accountDatabase';
import { configChannels, placeText } from './configChannels';
import type { UnusableConfig } from './configFile';
import { missingPlaces } from './configPlaces';
import { keyPlaceOf, secretAt } from './configTargets';
import type { KeySources } from './environmentAccounts';
import { sharedSetup } from './sharedSetup';

/** Whatever a configuration names and is not there, or is not as it must be: a line for each. */
export function configLacks(config: Config, { providers, kinds }: Known, sources: KeySources): readonly string[] {
  const accounts = config.accounts.flatMap((entry) => {
    const { account } = entry;
    const provider = providers.find(({ id }) => id === account.provider);
    if (provider === undefined || provider.kind === 'dashboard') return [];
    const place = keyPlaceOf(entry, provider, sources);
    const lack = keyLack(account, place, provider, sources);
    return lack === '' ? [] : [`${account.id}: ${keyText(place)}${lack}`];
  });
  const channels = configChannels(config, kinds, sources).flatMap(({ fault }) => fault ?? []);
  const shared = sharedSetup(config.history, sources);
  return [...accounts, ...channels, ...(shared.ok ? [] : [shared.reason]), ...otherLacks(config, { providers, kinds }, sources)];
}

/** Those of neither a key nor a channel nor the shared history: an address without the site that it needs, and what is not there. */
export function otherLacks(config: Config, { providers }: Known, sources: KeySources): readonly string[] {
  const sites = config.accounts.flatMap(({ account }) => {
    const provider = providers.find(({ id }) => id === account.provider);
    if (account.site !== '' || provider === undefined || provider.kind === 'dashboard') return [];
    return [`${account.id}: its answers name no currency. ${unknownCurrency(provider.sites).hint ?? ''}`];
  });
  return [...sites, ...missingPlaces(config, sources)];
}

/**
 * Of a configuration that cannot be used: its mistakes, and what lacks beside them, so that all can be mended at once.
 * @param strange names in what it says of usage that mean nothing
 */
export function unusableText({ reason, readable }: UnusableConfig, known: Known, sources: KeySources, strange: readonly string[]): string {
  const lacks = readable === null ? [] : [...configLacks(readable, known, sources), ...strange];
  return [reason, ...(lacks.length === 0 ? [] : ['Beside that, not as it must be:', ...lacks.map((line) => `  ${line}`)])].join('\n');
}

export function keyText(place: SecretPlace | null): string {
  return place === null ? 'no key is named' : `key from ${placeText(place)}`;
}

/** What is wrong with what is there in the place of a key, as the end of {@link keyText}; empty: nothing. */
export function keyLack(account: Account, place: SecretPlace | null, provider: KeyedProvider, sources: KeySources): string {
  if (place === null) return ': name it with "key"';
  if (place.kind === 'file' && sources.readKeyFile(place.name) === null)
    return ', which cannot be read: it must be named by its whole path, and be readable by this user';
  const key = secretAt(place, sources);
  if (key === '') return ', which holds none';
  // The password of a database may have any signs.
  if (provider.definedBy === 'query') return databaseLack(account, accountDatabase(account, provider, key));
  const fault = keyFault(key);
  return fault === null ? '' : `, which holds no usable one: ${keyFaultText(fault, english)}`;
}

function databaseLack({ origin }: Account, read: ReadDatabase | null): string {
  if (read === null) return '';
  if (!read.ok) return `, with which no connection can be made: ${queryFaultText(read.fault)}`;
  return read.address.origin === origin ? '' : `, which names another server than "definition.host"`;
}
