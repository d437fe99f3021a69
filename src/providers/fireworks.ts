import * as z from 'zod';
import { firstDay, spendReport, type Cost } from '../core/costReport';
import { currency, unit } from '../core/money';
import type { Endpoint, KeyedProvider } from '../core/provider';
import { bearer, get } from '../core/request';
import { amount, sumOf, type Amount } from '../core/response';
import { dayStart, monthStart } from '../core/utcDays';

const Accounts = z.object({ accounts: z.array(z.object({ name: z.string().regex(/^accounts\/[\w-]{1,64}$/) })).min(1) });
/** Whole units as text and billionths of one; either is left out where it is 0. */
const Money = z.object({ currencyCode: z.unknown(), units: amount(), nanos: amount('0.000000001') });
const Summary = z.object({ lineItems: z.array(z.object({ totalCost: Money })).optional() }).refine((answer) => !('error' in answer));
type Summary = z.infer<typeof Summary>;

/** What each account of the key spent. There is no endpoint for what is left. */
export const fireworks: KeyedProvider = {
  id: 'fireworks',
  name: 'Fireworks',
  kind: 'spend',
  reports: 'Spend in USD, today and this month; no balance',
  units: ['USD'],
  evidence: {
    grade: 'official', page: 'https://docs.fireworks.ai/api-reference/get-billing-summary', read: '2026-10',
    traps: ['An amount is whole units and billionths, in two fields.', 'Costs are by UTC day, and the end of a range is not in it.'],
  },
  sites: { global: { origin: 'https://api.fireworks.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['FIREWORKS_API_KEY'], placeholder: 'fw_…' } },
  links: { keys: 'https://app.fireworks.ai/settings/users/api-keys', billing: 'https://app.fireworks.ai/settings/billing' },
  leastRefreshMinutes: 60,
  fetch: async (ask, context) => {
    const { now, spentSince } = context;
    const accounts = await ask({ request: ({ apiKey }) => get('/v1/accounts', bearer(apiKey)), response: Accounts });
    if (!accounts.ok) return accounts;
    // A summary has no days in it: ranges that follow one another are asked for, and each is told apart by its start.
    const starts = [...new Set([firstDay(context), monthStart(now), dayStart(spentSince ?? now), dayStart(now)])].sort((a, b) => a - b);
    const ends = [...starts.slice(1), dayStart(now) + 86_400_000];
    const asked = accounts.value.accounts.flatMap(({ name }) => starts.map(async (from, index) => ({ from, answer: await ask(summary(name, from, ends[index] ?? from)) })));
    const costs: Cost[] = [];
    for (const { from, answer } of await Promise.all(asked)) {
      if (!answer.ok) return answer;
      for (const { totalCost } of answer.value.lineItems ?? []) costs.push({ at: from, unit: currency(totalCost.currencyCode), amount: costOf(totalCost) });
    }
    return { ok: true, value: spendReport(costs, context, unit('USD')) };
  },
};

function summary(account: string, from: number, until: number): Endpoint<Summary> {
  const query = new URLSearchParams({ startTime: new Date(from).toISOString(), endTime: new Date(until).toISOString() });
  return { request: ({ apiKey }) => get(`/v1/${account}/billing/summary?${query.toString()}`, bearer(apiKey)), response: Summary };
}

function costOf({ units, nanos }: z.infer<typeof Money>): Amount {
  if (units === 'absent' && nanos === 'absent') return 'malformed';
  return sumOf([units, nanos].filter((part) => part !== 'absent'));
}
