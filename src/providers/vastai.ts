import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, known, required } from '../core/provider/response';

const User = z.object({ credit: amount(), balance: amount() });

/** `credit` is what can be spent; `balance` stands in where it is absent, but not with a 0, which accounts with credit have as well. */
export const vastai = defineProvider({
  id: 'vastai',
  name: 'Vast.ai',
  reports: 'Credit in USD',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://docs.vast.ai/api-reference/accounts/show-user',
    read: '2026-11',
    traps: [
      'The path ends in a slash; without it a redirect is likely, which is not followed.',
      'The answer holds an e-mail address and an SSH key: only the amounts are read.',
      'Answers carry `credit`, what can be spent, beside a `balance` that may be 0 all the same.',
    ],
  },
  sites: { global: { origin: 'https://console.vast.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['VAST_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://cloud.vast.ai/manage-keys/', billing: 'https://cloud.vast.ai/billing/' },
  endpoints: {
    balance: {
      request: ({ apiKey }) => get('/api/v0/users/current/', bearer(apiKey)),
      response: User,
      statusMeans: { 403: { kind: 'insufficientScope', hint: 'It takes a key that may read the user.' } },
    },
  },
  parse: ({ balance: { credit, balance: documented } }) =>
    balance(unit('USD'), credit === 'absent' && known(documented) !== 0 ? required(documented) : required(credit), 'credit', []),
});
