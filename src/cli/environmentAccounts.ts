import { placeOf, type Place } from '../core/accounts/accountPlace';
import type { CertificateFault } from '../core/provider/certificateFault';
import { readDefinition, undeclaredSecrets } from '../core/custom/definition';
import { keyFault, keyFaultText, trimmedKey } from '../core/provider/keyShape';
import type { KeyedProvider, Provider } from '../core/provider/provider';
import { inOptions } from '../core/text/inOptions';
import { english } from '../core/text/translate';
import type { AccountArguments } from './accountArguments';
import type { CheckTarget, KeyedTarget } from './checkTargets';
import { asAccountId } from '../core/model/accountId';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable's value; empty where there is none. A name such as `constructor` is no variable only because every object has it. */
export function variableIn(environment: Environment, name: string): string {
  return (Object.hasOwn(environment, name) ? environment[name] : undefined)?.trim() ?? '';
}

/** Where the keys of a command come from. */
export interface KeySources {
  readonly environment: Environment;
  /** null where the file cannot be read. */
  readonly readKeyFile: (file: string) => string | null;
  /** What is wrong with a file of certificates; null: nothing. */
  readonly certificateFault: (file: string) => CertificateFault | null;
}

export interface WantedAccounts extends AccountArguments {
  /** What the definition file holds. */
  readonly definition?: unknown;
}

export type ReadAccounts =
  { readonly ok: true; readonly targets: readonly CheckTarget[] } | { readonly ok: false; readonly reason: string };

/** The accounts a command names, or those whose keys the environment holds. */
export function environmentAccounts(providers: readonly Provider[], sources: KeySources, wanted: WantedAccounts): ReadAccounts {
  const unknown = wanted.providers.find((id) => !providers.some((provider) => provider.id === id));
  if (unknown !== undefined)
    return {
      ok: false,
      reason: `One of the names is not that of a provider. The providers are: ${providers.map(({ id }) => id).join(', ')}.`,
    };
  const chosen = providers.filter((provider) =>
    wanted.providers.length > 0 ? wanted.providers.includes(provider.id) : isReady(provider, sources.environment),
  );
  const targets: CheckTarget[] = [];
  for (const provider of chosen) {
    const target =
      provider.kind === 'dashboard'
        ? {
            ok: true as const,
            target: { account: { id: asAccountId(provider.id), label: provider.name, site: '' }, provider },
          }
        : targetOf(provider, sources, wanted);
    if (!target.ok) return target;
    targets.push(target.target);
  }
  return { ok: true, targets };
}

/** What one hosts or describes is checked by name: a key for it says nothing about where it is. */
function isReady(provider: Provider, environment: Environment): boolean {
  return (
    provider.kind !== 'dashboard' &&
    Object.keys(provider.sites).length > 0 &&
    variablesOf(provider).some((name) => trimmedKey(variableIn(environment, name)) !== '')
  );
}

function targetOf(
  provider: KeyedProvider,
  sources: KeySources,
  wanted: WantedAccounts,
): { readonly ok: true; readonly target: KeyedTarget } | { readonly ok: false; readonly reason: string } {
  const place = placeOf(provider, wanted, english);
  if (!place.ok) return { ok: false, reason: inOptions(place.reason) };
  const team = wanted.team ?? provider.team?.env.map((name) => variableIn(sources.environment, name)).find((value) => value !== '');
  if (team !== undefined && provider.team?.pattern.test(team) !== true)
    return {
      ok: false,
      reason: provider.team
        ? `--team must be an id of letters, digits, dashes and underscores: the ${provider.team.label}.`
        : `${provider.name} takes no --team.`,
    };
  const found = keyOf(provider, sources, wanted);
  if (!found.ok) return found;
  const readKey = (): string | null => {
    const again = keyOf(provider, sources, wanted);
    return again.ok ? again.key : null;
  };
  const undeclared = undeclaredOf(provider, wanted);
  if (undeclared !== null) return { ok: false, reason: undeclared };
  const secrets = secretsOf(wanted, sources.environment);
  if (typeof secrets === 'string') return { ok: false, reason: secrets };
  return {
    ok: true,
    target: {
      provider,
      key: found.key,
      terminal: {
        writtenIn: 'options',
        variable: found.variable,
        ...(wanted.keyFile === undefined ? {} : { file: wanted.keyFile }),
      },
      secrets,
      account: accountOf(provider, place.place, team, wanted),
      ...(wanted.keyFile === undefined ? {} : { readKey }),
    },
  };
}

function accountOf(
  provider: KeyedProvider,
  place: Place,
  team: string | undefined,
  { definition }: WantedAccounts,
): KeyedTarget['account'] {
  return {
    ...place,
    id: asAccountId(provider.id),
    label: provider.name,
    ...(team === undefined ? {} : { team }),
    ...(definition === undefined ? {} : { definition }),
  };
}

type FoundKey =
  { readonly ok: true; readonly key: string; readonly variable: string | null } | { readonly ok: false; readonly reason: string };

/** The key and the variable it is in, or what is wrong with it: such a key is not sent anywhere. */
function keyOf(provider: KeyedProvider, { environment, readKeyFile }: KeySources, { keyEnv, keyFile }: WantedAccounts): FoundKey {
  if (keyFile !== undefined) {
    const text = readKeyFile(keyFile);
    return text === null
      ? { ok: false, reason: 'The file of --key-file could not be read: it must be a file with a full path, and hold the key alone.' }
      : usable(trimmedKey(text), 'The file of --key-file', null);
  }
  const names = keyEnv === undefined ? variablesOf(provider) : [keyEnv];
  const variable = names.find((name) => trimmedKey(variableIn(environment, name)) !== '') ?? names[0] ?? null;
  return usable(trimmedKey(variable === null ? '' : variableIn(environment, variable)), variable ?? '', variable);
}

function usable(key: string, from: string, variable: string | null): FoundKey {
  const fault = keyFault(key);
  return fault === null || fault === 'empty'
    ? { ok: true, key, variable }
    : { ok: false, reason: `${from}: ${keyFaultText(fault, english)} Nothing was sent.` };
}

function secretsOf({ secretEnv = {} }: WantedAccounts, environment: Environment): Readonly<Record<string, string>> | string {
  const missing = Object.values(secretEnv).find((name) => keyFault(trimmedKey(variableIn(environment, name))) !== null);
  if (missing !== undefined) return `The variable ${missing} holds no usable secret. Nothing was sent.`;
  return Object.fromEntries(Object.entries(secretEnv).map(([name, variable]) => [name, trimmedKey(variableIn(environment, variable))]));
}

/** What of a description would be sent as it stands. */
function undeclaredOf({ definedBy }: KeyedProvider, { definition, secretEnv = {} }: WantedAccounts): string | null {
  const read = definedBy === 'answer' ? readDefinition(definition) : null;
  const [first] = read?.ok === true ? undeclaredSecrets(read.definition, Object.keys(secretEnv)) : [];
  if (first === undefined) return null;
  const near = first.near === undefined ? '' : ` "{${first.near}}" may be meant.`;
  return `The description names {${first.name}}: say with --secret-env ${first.name}=NAME which variable holds it.${near} Nothing was sent.`;
}

export function variablesOf(provider: KeyedProvider): readonly string[] {
  return provider.credentials.apiKey.env;
}
