import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, required } from '../core/provider/response';

const Balance = z.object({ balance: amount() });

/** The balance of the person, not of an organisation. */
export const kilo = defineProvider({
  id: 'kilo',
  name: 'Kilo Code',
  reports: 'Balance in USD',
  units: ['USD'],
  evidence: {
    grade: 'unofficial',
    page: 'https://app.kilo.ai',
    read: '2026-11',
    traps: ['The endpoint is not in the public reference.', 'The answer names no currency: Kilo sells credit in USD alone.'],
  },
  sites: { global: { origin: 'https://api.kilo.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['KILO_API_KEY', 'KILOCODE_API_KEY'], placeholder: 'eyJ…' } },
  links: { keys: 'https://app.kilo.ai/profile', billing: 'https://app.kilo.ai/profile' },
  endpoints: { balance: { request: ({ apiKey }) => get('/api/profile/balance', bearer(apiKey)), response: Balance } },
  parse: ({ balance: { balance: left } }) => balance(unit('USD'), required(left), 'balance', []),
});
