import * as z from 'zod';
import type { Endpoint } from '../provider/provider';
import { secretsOf, type Definition } from './definition';
import { withSecrets } from './placeholders';

/** The one request of a definition. Its origin is the account's, which the definition named when the key was given. */
export function endpointOf(definition: Definition): Endpoint<unknown> {
  const { url, method, body, headers, secretHeaders } = definition;
  const { pathname, search } = new URL(url);
  return {
    request: ({ apiKey, secrets = {} }) => ({
      method,
      path: `${pathname}${search}`,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...lowerCased(headers, (value) => value),
        ...lowerCased(secretHeaders, (value) => withSecrets(value, { ...secrets, apiKey })),
      },
      ...(body === undefined ? {} : { body }),
    }),
    secrets: secretsOf(definition),
    response: z.unknown(),
  };
}

function lowerCased(headers: Readonly<Record<string, string>>, valueOf: (value: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), valueOf(value)]));
}
