import * as z from 'zod';
import { unit } from '../core/money';
import { defineProvider } from '../core/provider';
import { bearer, get } from '../core/request';
import { amount, balance, required } from '../core/response';

const Remain = z.object({ total_usage: amount() });

/** `total_usage` is what is left; below zero it says that the key has no limit, and nothing of the account. */
export const aihubmix = defineProvider({
  id: 'aihubmix',
  name: 'AIHubMix',
  reports: 'Balance of the key in USD',
  units: ['USD'],
  evidence: {
    grade: 'unofficial', page: 'https://docs.aihubmix.com', read: '2026-10',
    traps: [
      '`total_usage` is what is left, in spite of its name.',
      'A negative amount means a key without a limit, not a debt.',
    ],
  },
  sites: { global: { origin: 'https://aihubmix.com' } },
  credentials: { apiKey: { label: 'API key', env: ['AIHUBMIX_API_KEY'], placeholder: 'sk-…' } },
  links: { keys: 'https://aihubmix.com/token', billing: 'https://aihubmix.com/topup' },
  endpoints: { balance: { request: ({ apiKey }) => get('/dashboard/billing/remain', bearer(apiKey)), response: Remain } },
  parse: ({ balance: { total_usage: left } }) => (typeof left === 'number' && left < 0 ? { problems: [{ kind: 'notReported', field: 'total_usage' }] } : balance(unit('USD'), required(left), 'total_usage', [])),
});
