import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer } from '../core/provider/request';
import { amount, balance, required } from '../core/provider/response';

const Answer = z.object({ data: z.object({ myself: z.object({ clientBalance: amount() }) }), errors: z.undefined().optional() });
const body = JSON.stringify({ query: 'query { myself { clientBalance } }' });

/** GraphQL: an answer with errors has no number that can be believed, whatever else is in it. */
export const runpod = defineProvider({
  id: 'runpod',
  name: 'RunPod',
  reports: 'Balance in USD, from an interface that is to be withdrawn',
  units: ['USD'],
  evidence: {
    grade: 'unofficial',
    page: 'https://graphql-spec.runpod.io',
    read: '2026-11',
    traps: [
      'Errors come with HTTP 200 and a list `errors`.',
      'Older clients put the key into the address; it goes into a header here.',
      'The interface is announced to be withdrawn, and the new one has no balance.',
    ],
  },
  sites: { global: { origin: 'https://api.runpod.io' } },
  credentials: { apiKey: { label: 'API key', env: ['RUNPOD_API_KEY'], placeholder: 'rpa_…' } },
  links: { keys: 'https://console.runpod.io/user/settings', billing: 'https://console.runpod.io/user/billing' },
  endpoints: {
    balance: {
      request: ({ apiKey }) => ({
        method: 'POST',
        path: '/graphql',
        headers: { ...bearer(apiKey), 'content-type': 'application/json' },
        body,
      }),
      response: Answer,
      refusals: [
        {
          says: /^(?=[^]*"message":\s*"Unauthorized")(?=[^]*"myself":\s*null)/,
          means: { kind: 'insufficientScope', hint: 'It takes a key with access to GraphQL.' },
        },
      ],
    },
  },
  parse: ({
    balance: {
      data: {
        myself: { clientBalance: left },
      },
    },
  }) => balance(unit('USD'), required(left), 'data.myself.clientBalance', []),
});
