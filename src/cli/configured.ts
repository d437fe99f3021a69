import type { Known } from '../core/config/readConfig';
import type { AccountArguments } from './accountArguments';
import { configChannels } from './configChannels';
import { ownConfigFile, readConfigFile } from './configFile';
import { configTargets } from './configTargets';
import type { KeySources, ReadAccounts } from './environmentAccounts';
import { sharedSetup } from './sharedSetup';
import type { WatchConfig } from './watchConfig';

export type Configured =
  | (Extract<ReadAccounts, { readonly ok: true }> & {
      readonly watch: WatchConfig;
      /** What is wrong with a channel: the rest goes on without it. */
      readonly complaints: readonly string[];
    })
  | Extract<ReadAccounts, { readonly ok: false }>;

/** The configuration that a command is to go by: the one that is named, else the person's own where no provider is named; null: none. */
export function configOf({ providers, configFile }: AccountArguments, { environment }: KeySources): string | null {
  return configFile ?? (providers.length === 0 ? ownConfigFile(environment) : null);
}

export function configured(file: string, known: Known, sources: KeySources): Configured {
  const read = readConfigFile(file, known);
  if (!read.ok) return read;
  const { config } = read;
  const targets = configTargets(config, known.providers, sources);
  if (!targets.ok) return targets;
  const shared = sharedSetup(config.history, sources);
  const channels = configChannels(config, known.kinds, sources);
  return {
    ...targets,
    complaints: [...channels.flatMap(({ fault }) => fault ?? []), ...(shared.ok ? [] : [shared.reason])],
    watch: {
      ...config,
      channels: channels.map(({ channel }) => channel),
      shared: shared.ok ? shared.shared : null,
    },
  };
}
