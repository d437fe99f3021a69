import type { ProviderError } from '../core/model/providerError';
import type { Provider } from '../core/provider/provider';
import { english } from '../core/text/translate';
import { errorContext } from '../core/views/errorContext';
import { errorText } from '../core/views/errorText';
import type { TerminalSource } from '../core/views/terminalSource';

/** Why a check failed and what to do, in our own words; null where a history alone tells of it. */
export function failureText(error: ProviderError, provider: Provider, terminal: TerminalSource): string | null {
  // A history does not keep at which host it was, and most sentences name it.
  if (error.host === '') return null;
  const { sentence } = errorText(error, { ...errorContext(provider, { locale: 'en', t: english }), terminal });
  return error.kind === 'missingKey' && terminal.file === undefined ? `${sentence} ${noEnvironment}` : sentence;
}

const noEnvironment =
  'Clients pass this server hardly any environment: write "key": "file:PATH" in the configuration, or name the variable where the client ' +
  'starts it.';
