import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider, type StatusMeaning } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, integer, required } from '../core/provider/response';

const Balance = z.object({ code: integer.refine((code) => code === 0).optional(), data: z.object({ balance: amount() }) });

const mayNot: StatusMeaning = { kind: 'insufficientScope', hint: 'It takes a key with the permission for balance queries.' };

/** Others take the number for dollars; the answer does not say so. */
export const ai302 = defineProvider({
  id: 'ai302',
  name: '302.AI',
  loggedAs: ['302ai'],
  kind: 'quota',
  reports: 'Balance in credits of 302.AI',
  units: ['credits'],
  evidence: {
    grade: 'unofficial',
    page: 'https://doc-en.302.ai/api-263735171',
    read: '2026-11',
    traps: [
      'The answer names no currency, so the amount is shown as credits.',
      'The key needs the permission for balance queries; a refusal may come with HTTP 200 and a code.',
    ],
  },
  sites: {
    global: { origin: 'https://api.302.ai', label: 'Global' },
    china: { origin: 'https://api.302ai.cn', label: 'China' },
  },
  credentials: { apiKey: { label: 'API key with balance permission', env: ['AI_302_API_KEY'], placeholder: 'sk-…' } },
  links: { keys: 'https://302.ai/apis/list', billing: 'https://302.ai/charge' },
  endpoints: {
    balance: {
      request: ({ apiKey }) => get('/dashboard/balance', bearer(apiKey)),
      response: Balance,
      statusMeans: { 403: mayNot },
      refusals: [{ says: /"code":\s*403\b/, means: mayNot }],
    },
  },
  parse: ({
    balance: {
      data: { balance: left },
    },
  }) => balance(unit('credits'), required(left), 'data.balance', []),
});
