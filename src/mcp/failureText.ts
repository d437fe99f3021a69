import type { ProviderError } from '../core/model/providerError';
import type { Provider } from '../core/provider/provider';
import { english } from '../core/text/translate';
import { errorContext } from '../core/views/errorContext';
import { errorText } from '../core/views/errorText';

/** Why a check failed and what to do, in our own words; null where a history alone tells of it. @param keyVariable see KnownAccount */
export function failureText(error: ProviderError, provider: Provider, keyVariable: string | null | undefined): string | null {
  // A history does not keep at which host it was, and most sentences name it.
  if (error.host === '') return null;
  const context = { ...errorContext(provider, { locale: 'en', t: english }), terminal: { variable: keyVariable ?? null } };
  const { sentence } = errorText(error, context);
  return error.kind === 'missingKey' && keyVariable !== undefined ? `${sentence} ${noEnvironment}` : sentence;
}

const noEnvironment =
  'Clients pass this server hardly any environment: write "key": "file:PATH" in the configuration, or name the variable where the client ' +
  'starts it.';
