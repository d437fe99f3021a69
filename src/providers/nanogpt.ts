import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { amount, balance, required } from '../core/provider/response';

const Balance = z.object({ usd_balance: amount(), nano_balance: amount() });

/** The answer also names a deposit address, which tells who the account is: it is not read. */
export const nanogpt = defineProvider({
  id: 'nanogpt',
  name: 'NanoGPT',
  loggedAs: ['nano-gpt'],
  reports: 'Balance in USD and in nano (XNO)',
  units: ['USD', 'XNO'],
  evidence: {
    grade: 'official',
    page: 'https://docs.nano-gpt.com/api-reference/endpoint/check-balance',
    read: '2026-11',
    traps: [
      'Asked with POST.',
      'The key is in a header of its own, which a followed redirect would hand on.',
      'The answer names a deposit address, which tells who the account is.',
    ],
  },
  sites: { global: { origin: 'https://nano-gpt.com' } },
  credentials: { apiKey: { label: 'API key', env: ['NANOGPT_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://nano-gpt.com/api', billing: 'https://nano-gpt.com/balance' },
  endpoints: {
    balance: {
      request: ({ apiKey }) => ({
        method: 'POST',
        path: '/api/check-balance',
        headers: { 'x-api-key': apiKey, 'content-type': 'application/json' },
        body: '{}',
      }),
      response: Balance,
    },
  },
  parse: ({ balance: { usd_balance: usd, nano_balance: nano } }) => {
    const inUsd = balance(unit('USD'), required(usd), 'usd_balance', []);
    const inNano = nano === 'absent' ? null : balance(unit('XNO'), nano, 'nano_balance', []);
    return { balances: [...inUsd.balances, ...(inNano?.balances ?? [])], problems: [...inUsd.problems, ...(inNano?.problems ?? [])] };
  },
});
