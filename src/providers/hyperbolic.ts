import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, required } from '../core/provider/response';

const Balance = z.object({ credits: amount('0.01') });

/** A credit is a cent. */
export const hyperbolic = defineProvider({
  id: 'hyperbolic',
  name: 'Hyperbolic',
  reports: 'Balance in USD',
  units: ['USD'],
  evidence: {
    grade: 'unofficial',
    page: 'https://docs.hyperbolic.xyz',
    read: '2026-11',
    traps: ['`credits` are cents.'],
  },
  sites: { global: { origin: 'https://api.hyperbolic.xyz' } },
  credentials: { apiKey: { label: 'API key', env: ['HYPERBOLIC_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://app.hyperbolic.ai/settings', billing: 'https://app.hyperbolic.ai/billing' },
  endpoints: { balance: { request: ({ apiKey }) => get('/billing/get_current_balance', bearer(apiKey)), response: Balance } },
  parse: ({ balance: { credits } }) => balance(unit('USD'), required(credits), 'credits', []),
});
