import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, required } from '../core/provider/response';

const Balance = z.object({ current_point_balance: amount() });

/** Points are no money: they are shown as points. */
export const poe = defineProvider({
  id: 'poe',
  name: 'Poe',
  kind: 'quota',
  reports: 'Points, of the plan and bought ones',
  units: ['points'],
  evidence: {
    grade: 'official',
    page: 'https://creator.poe.com/docs/resources/usage-api',
    read: '2026-11',
    traps: ['Points are no money.'],
  },
  sites: { global: { origin: 'https://api.poe.com' } },
  credentials: { apiKey: { label: 'API key', env: ['POE_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://poe.com/api_key', billing: 'https://poe.com/settings' },
  endpoints: { balance: { request: ({ apiKey }) => get('/usage/current_balance', bearer(apiKey)), response: Balance } },
  parse: ({ balance: { current_point_balance: left } }) => balance(unit('points'), required(left), 'current_point_balance', []),
});
