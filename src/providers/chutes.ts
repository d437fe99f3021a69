import * as z from 'zod';
import { unit } from '../core/money';
import { defineProvider } from '../core/provider';
import { bearer, get } from '../core/request';
import { amount, balance, required } from '../core/response';

const User = z.object({ balance: amount() });

/** The answer is about the whole user; only the balance is read. */
export const chutes = defineProvider({
  id: 'chutes',
  name: 'Chutes',
  reports: 'Balance in USD',
  units: ['USD'],
  evidence: {
    grade: 'unofficial', page: 'https://chutes.ai/docs', read: '2026-10',
    traps: [
      'The answer names no currency: Chutes sells credit in USD alone.',
      'The form of the answer is known from its schema only.',
    ],
  },
  sites: { global: { origin: 'https://api.chutes.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['CHUTES_API_KEY'], placeholder: 'cpk_…' } },
  links: { keys: 'https://chutes.ai/app/api', billing: 'https://chutes.ai/app/billing' },
  endpoints: { balance: { request: ({ apiKey }) => get('/users/me', bearer(apiKey)), response: User } },
  parse: ({ balance: { balance: left } }) => balance(unit('USD'), required(left), 'balance', []),
});
