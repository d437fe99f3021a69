import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, known, problemOf, required } from '../core/provider/response';

const Remain = z.object({ total_usage: amount() });

/** `total_usage` is what is left of the key's own quota; below zero it says that the key has none. The account's money is in no answer. */
export const aihubmix = defineProvider({
  id: 'aihubmix',
  name: 'AIHubMix',
  reports: 'What a key may still spend, in USD',
  units: ['USD'],
  evidence: {
    grade: 'unofficial',
    page: 'https://docs.aihubmix.com',
    read: '2026-11',
    traps: [
      '`total_usage` is what is left, in spite of its name.',
      'A negative amount means a key without a limit, not a debt.',
      'It is the quota of the key: what the account has is not told.',
      'A key whose quota is used up is refused with 401, as a wrong one is.',
    ],
  },
  sites: {
    global: { origin: 'https://aihubmix.com', label: 'aihubmix.com' },
    inferera: { origin: 'https://api.inferera.com', label: 'api.inferera.com' },
  },
  credentials: { apiKey: { label: 'API key', env: ['AIHUBMIX_API_KEY'], placeholder: 'sk-…' } },
  links: { keys: 'https://aihubmix.com/token', billing: 'https://aihubmix.com/topup' },
  endpoints: {
    balance: {
      request: ({ apiKey }) => get('/dashboard/billing/remain', bearer(apiKey)),
      response: Remain,
      refusals: [{ says: /quota exhausted/, means: { kind: 'forbidden', usedUp: true, hint: 'The quota of this key is used up.' } }],
    },
  },
  parse: ({ balance: { total_usage: left } }) => {
    const remaining = known(left);
    if (remaining === null) return { problems: problemOf(required(left), 'total_usage') };
    if (remaining < 0)
      return {
        problems: [{ kind: 'notReported', field: 'total_usage', hint: 'The key has no limit, and what the account has is not reported.' }],
      };
    return { caps: [{ unit: unit('USD'), limit: null, remaining, resets: 'unknown' }] };
  },
});
