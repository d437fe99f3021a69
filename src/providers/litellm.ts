import * as z from 'zod';
import type { Cap } from '../core/model';
import { unit } from '../core/money';
import { defineProvider } from '../core/provider';
import { bearer, get } from '../core/request';
import { amount, differenceOf, known, nullableAmount, problemOf } from '../core/response';

const usd = unit('USD');
const Key = z.object({ info: z.object({ spend: amount(), max_budget: nullableAmount(), budget_duration: z.string().nullish().catch('unknown') }) });

const resets: Readonly<Record<string, Cap['resets']>> = { '1d': 'daily', '24h': 'daily', '7d': 'weekly', '1w': 'weekly', '30d': 'monthly', '1mo': 'monthly' };

/** A budget of the key: what it may spend until it is set back. It is no money, and a key without a budget has no end. */
export const litellm = defineProvider({
  id: 'litellm',
  name: 'LiteLLM proxy',
  reports: 'Budget and spend of a key, in USD',
  units: ['USD'],
  evidence: {
    grade: 'official', page: 'https://docs.litellm.ai/docs/proxy/virtual_keys', read: '2026-10',
    traps: [
      'A null budget is none at all, and no 0.',
      'The spend is counted since the budget was last set back.',
      'The endpoint is outside `/v1`.',
      'The answer repeats the key: only the amounts are read.',
    ],
  },
  sites: {},
  credentials: { apiKey: { label: 'Virtual key', env: ['LITELLM_API_KEY'], placeholder: 'sk-…' } },
  links: { keys: 'https://docs.litellm.ai/docs/proxy/virtual_keys', billing: 'https://docs.litellm.ai/docs/proxy/users' },
  endpoints: { key: { request: ({ apiKey }) => get('/key/info', bearer(apiKey)), response: Key } },
  parse: ({ key: { info: { spend, max_budget: budget, budget_duration: duration } } }) => {
    const spent = duration ? [] : [{ unit: usd, window: 'total', amount: known(spend) } as const];
    if (budget === null) return { spend: spent, problems: problemOf(spend, 'info.spend') };
    const remaining = known(differenceOf(budget, spend));
    const cap: Cap = { unit: usd, limit: known(budget), remaining, resets: duration ? (resets[duration] ?? 'unknown') : 'never' };
    return remaining === null ? { problems: [{ kind: 'unexpectedResponse', field: 'info.max_budget' }] } : { caps: [cap], spend: spent };
  },
});
