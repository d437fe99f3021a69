import type { Config, SecretPlace } from '../core/config/config';
import { keyFault, keyFaultText } from '../core/provider/keyShape';
import { english } from '../core/text/translate';
import { missingPlaces } from './configPlaces';
import type { ChannelKind } from '../core/notify/channelKind';
import { defaultThresholds } from '../core/model/headline';
import { toDecimal, unit } from '../core/money/money';
import { hostOf } from '../core/provider/origin';
import type { KeyedProvider, Provider } from '../core/provider/provider';
import { configChannels, placeText } from './configChannels';
import { keyPlaceOf, secretAt } from './configTargets';
import { sharedPlaceText, sharedSetup } from './sharedSetup';
import type { KeySources } from './environmentAccounts';

export interface ConfigText {
  readonly text: string;
  /** Something that it names is not there. */
  readonly lacks: boolean;
}

/** What would be asked, where, with which variable, and where messages would go. Nothing is sent. */
export function configText(config: Config, providers: readonly Provider[], kinds: readonly ChannelKind[], sources: KeySources): ConfigText {
  const accounts = config.accounts.flatMap((entry) => {
    const { account } = entry;
    const provider = providers.find(({ id }) => id === account.provider);
    if (provider === undefined || provider.kind === 'dashboard') return [];
    const place = keyPlaceOf(entry, provider, sources);
    const lack = place === null ? '' : keyLack(place, provider, sources);
    const isThere = place !== null && lack === '';
    const key = place === null ? 'no key is named' : `${placeText(place)}${lack}`;
    return [
      {
        isThere,
        line: `  ${account.id}: ${provider.name} at ${hostOf(account.origin)}, key from ${key}; low: ${lowText(config, account.lowBalance)}`,
      },
    ];
  });
  const channels = configChannels(config, kinds, sources).map(({ channel: { id, channel, posts }, fault }) =>
    channel
      ? { isThere: true, line: `  ${id}: ${channel.kind.name}, ${posts.join(' and ')}` }
      : { isThere: false, line: `  ${fault ?? id}` },
  );
  const shared = sharedLine(config, sources);
  const places = missingPlaces(config, sources);
  const { everyMs, summary, timeZone } = config.schedule;
  const often = everyMs === null ? 'as often as --interval says' : `every ${everyMs / 60_000} minutes`;
  const lines = [
    'Would be asked:',
    ...accounts.map(({ line }) => line),
    ...(channels.length === 0 ? [] : ['Messages would go to:', ...channels.map(({ line }) => line)]),
    ...(config.log === null ? [] : [`Lines would be added to ${config.log}`]),
    ...keptLines(config, shared?.line),
    `"watch" would check ${often}; summaries: ${summary}, days and hours of ${timeZone}`,
    ...(places.length === 0 ? [] : ['Not as it must be:', ...places.map((line) => `  ${line}`)]),
    'Nothing was sent.',
  ];
  return {
    text: lines.join('\n'),
    lacks: places.length > 0 || [...accounts, ...channels, ...(shared === null ? [] : [shared])].some(({ isThere }) => !isThere),
  };
}

/** What is wrong with what is there in the place of a key; empty: nothing. */
function keyLack(place: SecretPlace, { definedBy }: KeyedProvider, sources: KeySources): string {
  if (place.kind === 'file' && sources.readKeyFile(place.name) === null)
    return ', which cannot be read: it must be named by its whole path, and be readable by this user';
  const key = secretAt(place, sources);
  if (key === '') return ', which holds none';
  // The password of a database may have any signs.
  const fault = definedBy === 'query' ? null : keyFault(key);
  return fault === null ? '' : `, which holds no usable one: ${keyFaultText(fault, english)}`;
}

/** The database that a history is shared through; null: none. */
function sharedLine({ history }: Config, sources: KeySources): { readonly isThere: boolean; readonly line: string } | null {
  if (history.postgres === null) return null;
  const read = sharedSetup(history, sources);
  if (!read.ok) return { isThere: false, line: read.reason };
  if (read.shared === null) return null;
  return {
    isThere: true,
    line: `It would be shared through PostgreSQL at ${sharedPlaceText(read.shared)}, connection from ${placeText(history.postgres)}`,
  };
}

/** Where what is checked would be kept and shown. */
function keptLines({ history, metrics }: Config, shared: string | undefined): readonly string[] {
  const { folder, keepDays } = history;
  const { file, listen } = metrics;
  return [
    folder === null
      ? 'Nothing would be kept: after a restart all begins anew'
      : `History would be kept in ${folder}, ${keepDays === 0 ? 'for ever' : `for ${keepDays} days`}`,
    ...(shared === undefined ? [] : [shared]),
    ...(file === null ? [] : [`Metrics would be written to ${file}`]),
    ...(listen === null
      ? []
      : [
          `Metrics could be read at ${listen.host}:${listen.port}${listen.isLoopback ? '' : ', by whoever reaches this machine, without a password'}`,
        ]),
  ];
}

function lowText({ lowBalance }: Config, own: Config['lowBalance']): string {
  const all = { ...defaultThresholds, ...lowBalance, ...own };
  return Object.entries(all)
    .map(([name, amount]) => `${toDecimal(amount, unit(name))} ${name}`)
    .join(', ');
}
