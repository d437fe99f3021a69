import * as z from 'zod';
import { currency } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { balance, nullableAmount, required } from '../core/provider/response';

const Balance = z.object({
  object: z.literal('balance'),
  available: z.object({ amount: nullableAmount(), currency: z.unknown() }).nullable(),
});

/** A postpaid account has no balance, and says null in the place of the amount. */
export const lumenfall = defineProvider({
  id: 'lumenfall',
  name: 'Lumenfall',
  reports: 'Balance of prepaid accounts',
  units: ['USD', 'EUR'],
  evidence: {
    grade: 'official',
    page: 'https://docs.lumenfall.ai/api-reference/balance',
    read: '2026-11',
    traps: ['A postpaid account has no balance and says null, which is not 0.'],
  },
  sites: { global: { origin: 'https://api.lumenfall.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['LUMENFALL_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://lumenfall.ai/app/api_keys', billing: 'https://lumenfall.ai/app/billing' },
  endpoints: { balance: { request: ({ apiKey }) => get('/v1/balance', bearer(apiKey)), response: Balance } },
  parse: ({ balance: { available } }) => {
    if (available === null || available.amount === null)
      return { problems: [{ kind: 'notReported', field: 'available', hint: 'An account that pays afterwards has no balance.' }] };
    const unit = currency(available.currency);
    return unit
      ? balance(unit, required(available.amount), 'available.amount', [])
      : { problems: [{ kind: 'unexpectedResponse', field: 'available.currency' }] };
  },
});
