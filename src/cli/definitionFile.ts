import { readDefinitionText } from '../core/custom/definitionText';
import { readJsonText, textOfBytes } from '../core/text/jsonText';
import type { Provider } from '../core/provider/provider';
import { readBytes } from './readBytes';

export type ReadDefinitionFile = { readonly ok: true; readonly definition: unknown } | { readonly ok: false; readonly reason: string };

/** What the file of `--definition` holds, as an account's `definition` would; or each mistake with its place. */
export function readDefinitionFile(file: string, provider: Provider | undefined): ReadDefinitionFile {
  const bytes = readBytes(file);
  if (bytes === null) return { ok: false, reason: 'The file of --definition could not be read.' };
  const text = textOfBytes(bytes);
  const json = readJsonText(text);
  if (!json.ok) return { ok: false, reason: ['The file of --definition is not JSON.', ...json.problems].join('\n') };
  // Other providers look at their definitions themselves.
  if (provider?.kind === 'dashboard' || provider?.definedBy !== 'answer') return { ok: true, definition: json.value };
  const read = readDefinitionText(text);
  return read.ok
    ? { ok: true, definition: json.value }
    : { ok: false, reason: ['The description cannot be used.', ...read.reasons].join('\n') };
}
