import * as z from 'zod';
import { currency } from '../core/money/money';
import { defineProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance, parts, required } from '../core/provider/response';

const Balance = z.object({
  success: z.literal(true),
  data: z.object({ currency: z.unknown(), total_credits: amount(), top_up_credits: amount(), bonus_credits: amount() }),
});

/** The parts may miss the total by a hair, as its page says: the total is what counts. */
export const zenmux = defineProvider({
  id: 'zenmux',
  name: 'ZenMux',
  reports: 'Balance in USD, bought and bonus credits',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://docs.zenmux.ai/api/platform/payg-balance',
    read: '2026-11',
    traps: [
      'Too many requests are answered with 422.',
      'An error may come with HTTP 200 and `success: false`.',
      'The parts may not add up to the total exactly.',
      'Ordinary keys are refused: it takes a management key. A wrong key gets 403 as well.',
    ],
  },
  sites: { global: { origin: 'https://zenmux.ai' } },
  credentials: { apiKey: { label: 'Management key', env: ['ZENMUX_MANAGEMENT_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://zenmux.ai/platform/management', billing: 'https://zenmux.ai/platform/management' },
  endpoints: {
    balance: {
      request: ({ apiKey }) => get('/api/v1/management/payg/balance', bearer(apiKey)),
      response: Balance,
      statusMeans: {
        403: {
          kind: 'unauthorized',
          hint: 'It takes a management key: one that is wrong, expired or for calling models gets the same answer.',
        },
        422: 'rateLimited',
      },
    },
  },
  parse: ({ balance: { data } }) => {
    const unit = currency(data.currency);
    if (!unit) return { problems: [{ kind: 'unexpectedResponse', field: 'data.currency' }] };
    return balance(
      unit,
      required(data.total_credits),
      'data.total_credits',
      parts({ paid: data.top_up_credits, granted: data.bonus_credits }),
    );
  },
});
