import type { KeyedProvider, Provider } from '../provider/provider';
import type { Display } from './amountText';
import type { ErrorContext } from './errorAction';

/** What there is to say of a provider's failures. */
export function errorContext(provider: Provider, { locale, t }: Pick<Display, 'locale' | 't'>): ErrorContext {
  return {
    provider: provider.name,
    isDescribed: definedBy(provider) !== undefined,
    isDatabase: definedBy(provider) === 'query',
    hasSites: hasSites(provider),
    links: provider.links ?? null,
    locale,
    t,
  };
}

function definedBy(provider: Provider): KeyedProvider['definedBy'] {
  return provider.kind === 'dashboard' ? undefined : provider.definedBy;
}

function hasSites(provider: Provider): boolean {
  return provider.kind !== 'dashboard' && Object.keys(provider.sites).length > 1;
}
