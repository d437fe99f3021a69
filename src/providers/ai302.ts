import * as z from 'zod';
import { unit } from '../core/money';
import { defineProvider } from '../core/provider';
import { bearer, get } from '../core/request';
import { amount, balance, required } from '../core/response';

const Balance = z.object({ data: z.object({ balance: amount() }) });

/** Others take the number for dollars; the answer does not say so. */
export const ai302 = defineProvider({
  id: 'ai302',
  name: '302.AI',
  kind: 'quota',
  reports: 'Balance in credits of 302.AI',
  units: ['credits'],
  evidence: {
    grade: 'unofficial', page: 'https://doc-en.302.ai/api-263735171', read: '2026-10',
    traps: [
      'The answer names no currency, so the amount is shown as credits.',
      'The key needs the permission for balance queries.',
    ],
  },
  sites: {
    global: { origin: 'https://api.302.ai', label: 'Global' },
    china: { origin: 'https://api.302ai.cn', label: 'China' },
  },
  credentials: { apiKey: { label: 'API key with balance permission', env: ['AI_302_API_KEY'], placeholder: 'sk-…' } },
  links: { keys: 'https://302.ai/apis/list', billing: 'https://302.ai/charge' },
  endpoints: { balance: { request: ({ apiKey }) => get('/dashboard/balance', bearer(apiKey)), response: Balance, statusMeans: { 403: 'insufficientScope' } } },
  parse: ({ balance: { data: { balance: left } } }) => balance(unit('credits'), required(left), 'data.balance', []),
});
