import type { Provider } from '../core/provider/provider';
import { variablesOf } from './environmentAccounts';

/** Three variables that a key may be in, to show what they look like. */
export function exampleVariables(providers: readonly Provider[]): string {
  const names = providers.flatMap((provider) => (provider.kind === 'dashboard' ? [] : variablesOf(provider).slice(0, 1)));
  return names.slice(0, 3).join(', ');
}

export function providersText(providers: readonly Provider[]): string {
  const lines = providers.map((provider) => {
    const how =
      provider.kind === 'dashboard'
        ? `no balance endpoint: ${provider.links.billing}`
        : variablesOf(provider).join(' or ') || 'named with --key-env or --key-file';
    return `  ${provider.id.padEnd(12)}${provider.name.padEnd(26)}${how}`;
  });
  return ['Providers, and the environment variables that hold their keys:', '', ...lines].join('\n');
}
