import type { Config } from '../core/config/config';
import type { Known } from '../core/config/readConfig';
import { defaultThresholds } from '../core/model/headline';
import { toDecimal, unit } from '../core/money/money';
import { hostOf } from '../core/provider/origin';
import { configChannels, placeText } from './configChannels';
import { configLacks, keyLack, keyText, otherLacks } from './configLacks';
import { accountDatabase } from './accountDatabase';
import { keyPlaceOf, secretAt } from './configTargets';
import { inClear, sharedPlaceText, sharedSetup } from './sharedSetup';
import type { KeySources } from './environmentAccounts';

export interface ConfigText {
  readonly text: string;
  /** Something that it names is not there. */
  readonly lacks: boolean;
}

/**
 * What would be asked, where, with which variable, and where messages would go. Nothing is sent.
 * @param strange names in what it says of usage that mean nothing
 */
export function configText(config: Config, known: Known, sources: KeySources, strange: readonly string[]): ConfigText {
  const { providers, kinds } = known;
  const accounts = config.accounts.flatMap((entry) => {
    const { account } = entry;
    const provider = providers.find(({ id }) => id === account.provider);
    if (provider === undefined || provider.kind === 'dashboard') return [];
    const place = keyPlaceOf(entry, provider, sources);
    const key = `${keyText(place)}${keyLack(account, place, provider, sources)}`.replace(/\.$/, '');
    const database = accountDatabase(account, provider, secretAt(place, sources));
    const clear = database?.ok === true && !database.address.tls ? ` (${inClear})` : '';
    return [`  ${account.id}: ${provider.name} at ${hostOf(account.origin)}${clear}, ${key}; low: ${lowText(config, account.lowBalance)}`];
  });
  const channels = configChannels(config, kinds, sources).map(({ channel: { id, channel, posts }, fault }) =>
    channel ? `  ${id}: ${channel.kind.name}, ${posts.join(' and ')}` : `  ${fault ?? id}`,
  );
  const others = [...otherLacks(config, known, sources), ...strange];
  const { everyMs, summary, timeZone } = config.schedule;
  const often = everyMs === null ? 'as often as --interval says' : `every ${everyMs / 60_000} minutes`;
  const lines = [
    'Would be asked:',
    ...accounts,
    ...(channels.length === 0 ? [] : ['Messages would go to:', ...channels]),
    ...(config.log === null ? [] : [`Lines would be added to ${config.log}`]),
    ...keptLines(config, sharedLine(config, sources)),
    `"watch" would check ${often}; summaries: ${summary}, days and hours of ${timeZone}`,
    ...(others.length === 0 ? [] : ['Not as it must be:', ...others.map((line) => `  ${line}`)]),
    'Nothing was sent.',
  ];
  return { text: lines.join('\n'), lacks: configLacks(config, known, sources).length + strange.length > 0 };
}

/** The database that a history is shared through; null: none. */
function sharedLine({ history }: Config, sources: KeySources): string | null {
  if (history.postgres === null) return null;
  const read = sharedSetup(history, sources);
  if (!read.ok) return read.reason;
  if (read.shared === null) return null;
  return `It would be shared through PostgreSQL at ${sharedPlaceText(read.shared)}, connection from ${placeText(history.postgres)}`;
}

/** Where what is checked would be kept and shown. */
function keptLines({ history, metrics }: Config, shared: string | null): readonly string[] {
  const { folder, keepDays } = history;
  const { file, listen } = metrics;
  return [
    folder === null
      ? 'Nothing would be kept: after a restart all begins anew'
      : `History would be kept in ${folder}, ${keepDays === 0 ? 'for ever' : `for ${keepDays} days`}`,
    ...(shared === null ? [] : [shared]),
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
