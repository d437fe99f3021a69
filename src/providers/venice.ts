import * as z from 'zod';
import { unit } from '../core/money/money';
import { defineProvider, type Problem } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, balance } from '../core/provider/response';

const Balance = z.object({
  data: z.object({ accessPermitted: z.boolean().optional(), balances: z.object({ USD: amount(), DIEM: amount() }) }),
});

/** Any key may ask for its limits, and gets the balances with them; the billing endpoint wants an admin key. */
export const venice = defineProvider({
  id: 'venice',
  name: 'Venice',
  reports: 'Balance in USD and in DIEM',
  units: ['USD', 'DIEM'],
  evidence: {
    grade: 'official',
    page: 'https://docs.venice.ai/api-reference/endpoint/api_keys/rate_limits',
    read: '2026-11',
    traps: [
      'The billing endpoint refuses ordinary keys with 401, so the limits are asked instead.',
      'DIEM is a unit of its own that comes anew each day, and no money to add to dollars.',
      'Either unit may be absent, which is not 0 of it.',
    ],
  },
  sites: { global: { origin: 'https://api.venice.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['VENICE_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://venice.ai/settings/api', billing: 'https://venice.ai/settings/api' },
  endpoints: { balance: { request: ({ apiKey }) => get('/api/v1/api_keys/rate_limits', bearer(apiKey)), response: Balance } },
  parse: ({
    balance: {
      data: { accessPermitted, balances },
    },
  }) => {
    const named = [
      ['USD', balances.USD],
      ['DIEM', balances.DIEM],
    ] as const;
    const reports = named
      .filter(([, left]) => left !== 'absent')
      .map(([name, left]) => balance(unit(name), left, `data.balances.${name}`, []));
    const none: readonly Problem[] = reports.length === 0 ? [{ kind: 'notReported', field: 'data.balances' }] : [];
    return {
      balances: reports.flatMap((report) => report.balances),
      problems: [...none, ...reports.flatMap((report) => report.problems)],
      callsRefused: accessPermitted === false,
    };
  },
});
