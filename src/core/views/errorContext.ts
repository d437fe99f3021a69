import type { Provider } from '../provider/provider';
import type { Display } from './amountText';
import type { ErrorContext } from './errorAction';

/** What there is to say of a provider's failures. */
export function errorContext(provider: Provider, { locale, t }: Pick<Display, 'locale' | 't'>): ErrorContext {
  return {
    provider: provider.name,
    isDescribed: isDescribed(provider),
    hasSites: hasSites(provider),
    links: provider.links ?? null,
    locale,
    t,
  };
}

function isDescribed(provider: Provider): boolean {
  return provider.kind !== 'dashboard' && provider.definedBy !== undefined;
}

function hasSites(provider: Provider): boolean {
  return provider.kind !== 'dashboard' && Object.keys(provider.sites).length > 1;
}
