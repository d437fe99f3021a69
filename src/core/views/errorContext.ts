import type { Provider } from '../provider/provider';
import type { Display } from './amountText';
import type { ErrorContext } from './errorAction';

/** What there is to say of a provider's failures. */
export function errorContext(provider: Provider, { locale, t }: Pick<Display, 'locale' | 't'>): ErrorContext {
  return { provider: provider.name, hasSites: hasSites(provider), links: provider.links ?? null, locale, t };
}

function hasSites(provider: Provider): boolean {
  return provider.kind !== 'dashboard' && Object.keys(provider.sites).length > 1;
}
