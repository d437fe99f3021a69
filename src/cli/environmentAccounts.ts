import { placeOf } from '../core/accountEntries';
import type { KeyedProvider, Provider } from '../core/provider';
import { english } from '../core/translate';
import type { CheckTarget } from './checkTargets';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The accounts a command names, or those whose keys the environment holds. */
export function environmentAccounts(
  providers: readonly Provider[],
  environment: Environment,
  wanted: { readonly providers: readonly string[]; readonly site?: string; readonly origin?: string; readonly keyEnv?: string; readonly definition?: unknown },
): { readonly ok: true; readonly targets: readonly CheckTarget[] } | { readonly ok: false; readonly reason: string } {
  const unknown = wanted.providers.find((id) => !providers.some((provider) => provider.id === id));
  if (unknown !== undefined) return { ok: false, reason: `One of the names is no provider's. Known are: ${providers.map(({ id }) => id).join(', ')}.` };
  const chosen = providers.filter((provider) => (wanted.providers.length > 0 ? wanted.providers.includes(provider.id) : !isHosted(provider) && keyOf(provider, environment) !== ''));
  const targets: CheckTarget[] = [];
  for (const provider of chosen) {
    const place = provider.kind === 'dashboard' ? { site: '', origin: '', reasons: [] } : placeOf(provider, { site: wanted.site, baseUrl: wanted.origin, definition: wanted.definition }, english);
    const [reason] = place.reasons;
    if (reason !== undefined) return { ok: false, reason: reason.replace('"baseUrl"', '--base-url').replace('"definition"', '--definition') };
    const key = wanted.keyEnv === undefined ? keyOf(provider, environment) : unquoted(environment[wanted.keyEnv] ?? '');
    targets.push({ account: { id: provider.id, label: provider.name, site: place.site, origin: place.origin, ...(wanted.definition === undefined ? {} : { definition: wanted.definition }) }, provider, key });
  }
  return { ok: true, targets };
}

/** A key for it says nothing about where it is: it is checked by name, with `--base-url`. */
function isHosted(provider: Provider): boolean {
  return provider.kind !== 'dashboard' && Object.keys(provider.sites).length === 0;
}

function keyOf(provider: Provider, environment: Environment): string {
  return provider.kind === 'dashboard' ? '' : (variablesOf(provider).map((name) => unquoted(environment[name] ?? '')).find((key) => key !== '') ?? '');
}

/** Some files of variables keep the quotes. */
function unquoted(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2');
}

export function variablesOf(provider: KeyedProvider): readonly string[] {
  return provider.credentials.apiKey.env;
}
