import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, required } from '../core/provider/response';

const Balance = z.object({ credits: amount() });

/** Credits are counted in fractions. */
export const stability = defineProvider({
  id: 'stability',
  name: 'Stability AI',
  kind: 'quota',
  reports: 'Credits',
  units: ['credits'],
  evidence: {
    grade: 'official',
    page: 'https://platform.stability.ai/docs/api-reference',
    read: '2026-11',
    traps: ['Credits come in fractions, with more digits than any client shows.'],
  },
  sites: { global: { origin: 'https://api.stability.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['STABILITY_API_KEY'], placeholder: 'sk-…' } },
  links: { keys: 'https://platform.stability.ai/account/keys', billing: 'https://platform.stability.ai/account/credits' },
  endpoints: { balance: { request: ({ apiKey }) => get('/v1/user/balance', bearer(apiKey)), response: Balance } },
  parse: ({ balance: { credits } }) => balance(unit('credits'), required(credits), 'credits', []),
});
