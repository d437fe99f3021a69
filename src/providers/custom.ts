import { readDefinition } from '../core/custom/definition';
import { endpointOf } from '../core/custom/endpoint';
import { readAnswer } from '../core/custom/readAnswer';
import type { KeyedProvider } from '../core/provider/provider';

/** Whatever answers with JSON: the person says whom to ask and where the amount stands. No scripts. */
export const custom: KeyedProvider = {
  id: 'custom',
  name: 'Your own HTTP endpoint',
  kind: 'balance',
  reports: 'An amount anywhere in a JSON answer, by a description without code',
  units: ['the unit of your description'],
  evidence: {
    grade: 'official',
    page: 'https://www.rfc-editor.org/rfc/rfc6901',
    read: '2026-10',
    traps: [
      'An empty list is no row, or one that row-level security hides: not 0.',
      'Numbers of a database lose digits in JSON beyond fifteen: ask for text, such as `balance::text`.',
      'Keys that pass by row-level security are refused.',
      'A count of -1 often means that there is no limit: a description says which values do.',
    ],
  },
  sites: {},
  definedBy: 'answer',
  addressOf: (definition) => {
    const read = readDefinition(definition);
    return read.ok ? read.definition.url : undefined;
  },
  mistakesIn: (definition) => {
    const read = readDefinition(definition);
    return read.ok ? [] : read.reasons;
  },
  credentials: { apiKey: { label: 'API key', env: [], placeholder: '…' } },
  fetch: async (ask, { definition: given }) => {
    const read = readDefinition(given);
    if (!read.ok) return { ok: true, value: { problems: [{ kind: 'unexpectedResponse', field: read.reasons[0] ?? 'definition' }] } };
    const answer = await ask(endpointOf(read.definition));
    return answer.ok ? { ok: true, value: readAnswer(read.definition, answer.value) } : answer;
  },
};
