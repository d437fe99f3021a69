import * as z from 'zod';
import { currency } from '../core/money';
import { defineProvider } from '../core/provider';
import { bearer, get } from '../core/request';
import { amount, balance, required } from '../core/response';

const Balance = z.object({ object: z.literal('balance'), available: z.object({ amount: amount(), currency: z.unknown() }).nullable() });

/** A postpaid account has no balance, and says null. */
export const lumenfall = defineProvider({
  id: 'lumenfall',
  name: 'Lumenfall',
  reports: 'Balance of prepaid accounts',
  units: ['USD', 'EUR'],
  evidence: {
    grade: 'official', page: 'https://docs.lumenfall.ai/api-reference/balance', read: '2026-10',
    traps: ['A postpaid account has no balance and says null, which is not 0.'],
  },
  sites: { global: { origin: 'https://api.lumenfall.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['LUMENFALL_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://lumenfall.ai/app/api_keys', billing: 'https://lumenfall.ai/app/billing' },
  endpoints: { balance: { request: ({ apiKey }) => get('/v1/balance', bearer(apiKey)), response: Balance } },
  parse: ({ balance: { available } }) => {
    if (!available) return { problems: [{ kind: 'notReported', field: 'available' }] };
    const unit = currency(available.currency);
    return unit ? balance(unit, required(available.amount), 'available.amount', []) : { problems: [{ kind: 'unexpectedResponse', field: 'available.currency' }] };
  },
});
