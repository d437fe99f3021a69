import type { Config, ConfigAccount, SecretPlace } from '../core/config/config';
import { defaultThresholds } from '../core/model/headline';
import { minuteMs } from '../core/time/durations';
import { trimmedKey } from '../core/provider/keyShape';
import type { KeyedProvider, Provider } from '../core/provider/provider';
import { isKeyed, type KeyedTarget } from './checkTargets';
import { variableIn, variablesOf, type KeySources, type ReadAccounts } from './environmentAccounts';

/** The accounts of a configuration, each with its key. One whose key is missing or none is not sent, and says so; the others are asked. */
export function configTargets(
  { accounts, lowBalance, schedule }: Config,
  providers: readonly Provider[],
  sources: KeySources,
): ReadAccounts {
  const targets: KeyedTarget[] = [];
  for (const entry of accounts) {
    const provider = providers.find(({ id }) => id === entry.account.provider);
    if (provider === undefined || provider.kind === 'dashboard') continue;
    const read = () => secretAt(keyPlaceOf(entry, provider, sources), sources);
    const key = read();
    const place = keyPlaceOf(entry, provider, sources);
    const thresholds = { ...defaultThresholds, ...lowBalance, ...entry.account.lowBalance };
    const secrets = Object.entries(entry.secrets).map(([name, at]) => [name, secretAt(at, sources)] as const);
    targets.push({
      provider,
      key,
      secrets: Object.fromEntries(secrets),
      terminal: {
        writtenIn: 'configuration',
        variable: place?.kind === 'env' ? place.name : null,
        ...(place?.kind === 'file' ? { file: place.name } : {}),
      },
      account: entry.account,
      betweenMs: (entry.account.refreshMinutes ?? 0) * minuteMs || (schedule.everyMs ?? 0),
      thresholds,
      ...(place?.kind === 'file' ? { readKey: () => read() || null } : {}),
    });
  }
  return { ok: true, targets: targets.filter(isKeyed) };
}

/** Where the key is, or should be: where the entry says so, else in the first of the provider's variables that holds one. */
export function keyPlaceOf({ account }: ConfigAccount, provider: KeyedProvider, { environment }: KeySources): SecretPlace | null {
  if (account.keyFile !== undefined) return { kind: 'file', name: account.keyFile };
  if (account.keyEnv !== undefined) return { kind: 'env', name: account.keyEnv };
  const names = variablesOf(provider);
  const name = names.find((one) => variableIn(environment, one) !== '') ?? names[0];
  return name === undefined ? null : { kind: 'env', name };
}

/** Empty where there is none. */
export function secretAt(place: SecretPlace | null, { environment, readKeyFile }: KeySources): string {
  if (place === null) return '';
  return trimmedKey(place.kind === 'env' ? variableIn(environment, place.name) : (readKeyFile(place.name) ?? ''));
}
