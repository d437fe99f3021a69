import * as z from 'zod';
import { toDecimal, unit } from '../core/money';
import { parseAmount, parseDifference } from '../core/parseAmount';
import { defineProvider } from '../core/provider';
import { bearer, get } from '../core/request';
import { balance } from '../core/response';

const usd = unit('USD');

const Balance = z.object({ stripe_balance: z.unknown(), recent: z.unknown(), suspended: z.boolean().nullish() });

/** A ledger with an inverted sign: negative is money to spend. Usage since the last invoice is not in it yet. */
export const deepinfra = defineProvider({
  id: 'deepinfra',
  name: 'DeepInfra',
  reports: 'Balance in USD',
  units: ['USD'],
  evidence: {
    grade: 'official', page: 'https://docs.deepinfra.com/api-reference/billing/', read: '2026-10',
    traps: [
      'The sign is inverted: negative is money to spend.',
      'Usage since the last invoice is not in the balance yet.',
    ],
  },
  sites: { global: { origin: 'https://api.deepinfra.com' } },
  credentials: { apiKey: { label: 'API key', env: ['DEEPINFRA_API_KEY', 'DEEPINFRA_TOKEN'], placeholder: '…' } },
  links: { keys: 'https://deepinfra.com/dash/api_keys', billing: 'https://deepinfra.com/dash/billing' },
  endpoints: { balance: { request: ({ apiKey }) => get('/payment/checklist?compute_owed=true', bearer(apiKey)), response: Balance } },
  parse: ({ balance: { stripe_balance: ledger, recent, suspended } }) => {
    const credit = parseAmount(ledger, '-1');
    const used = parseAmount(recent);
    const left = credit === undefined || used === undefined ? undefined : parseDifference(toDecimal(credit, usd), toDecimal(used, usd));
    return { ...balance(usd, left ?? 'malformed', 'stripe_balance', []), callsRefused: suspended === true };
  },
});
