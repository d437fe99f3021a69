import * as z from 'zod';
import type { Cap } from '../core/model/reading';
import { unit } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, differenceOf, known, nothing, nullableAmount, parts, sumOf } from '../core/provider/response';

const usd = unit('USD');

const Checklist = z.object({
  stripe_balance: amount('-1'),
  recent: amount('-1'),
  suspended: z.boolean().nullish(),
  payment_method: z.boolean().nullish(),
  limit: nullableAmount(),
});

/** A ledger with an inverted sign: negative is money to spend. Usage since the last invoice is not in it yet. */
export const deepinfra = defineProvider({
  id: 'deepinfra',
  name: 'DeepInfra',
  loggedAs: ['deep-infra'],
  reports: 'Balance in USD',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://docs.deepinfra.com/api-reference/billing/',
    read: '2026-11',
    traps: [
      'The sign is inverted: negative is money to spend.',
      'Usage since the last invoice is not in the balance yet.',
      'With a card, what is owed is paid later and ends nothing.',
      '`limit` is a limit on spending, and below 0 it is none.',
    ],
  },
  sites: { global: { origin: 'https://api.deepinfra.com' } },
  credentials: { apiKey: { label: 'API key', env: ['DEEPINFRA_API_KEY', 'DEEPINFRA_TOKEN'], placeholder: '…' } },
  links: { keys: 'https://deepinfra.com/dash/api_keys', billing: 'https://deepinfra.com/dash/billing' },
  endpoints: { checklist: { request: ({ apiKey }) => get('/payment/checklist?compute_owed=true', bearer(apiKey)), response: Checklist } },
  parse: ({ checklist: { stripe_balance: ledger, recent, suspended, payment_method: hasCard, limit } }) => {
    const sum = sumOf([ledger, recent]);
    const left = known(sum);
    const most = known(limit);
    // A limit on spending is no money, and which span it is for is not said. Below 0 it is none.
    const caps: readonly Cap[] = most !== null && most >= 0 ? [{ unit: usd, limit: most, remaining: null, resets: 'unknown' }] : [];
    const callsRefused = suspended === true;
    // A card pays what is owed when the invoice comes: nothing says that no more may be spent.
    if (left !== null && left <= 0 && hasCard === true && !callsRefused) {
      return {
        balances: balance(usd, 'absent', 'stripe_balance', parts({ owed: differenceOf(nothing, sum) })).balances,
        caps,
        problems: [
          {
            kind: 'notReported',
            field: 'stripe_balance',
            hint: 'A card pays for what is used when the invoice comes, so there is no balance to spend.',
          },
        ],
      };
    }
    return { ...balance(usd, sum, 'stripe_balance', []), caps, callsRefused };
  },
});
