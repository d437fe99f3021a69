import * as z from 'zod';
import { askPages, endless, firstDay, spendReport } from '../core/costReport';
import { currency, unit } from '../core/money';
import type { Endpoint, KeyedProvider } from '../core/provider';
import { get } from '../core/request';
import { amount, required } from '../core/response';

/** Cents, as text. A bucket is a UTC day. */
const Result = z.object({ amount: amount('0.01'), currency: z.unknown() });
const Page = z
  .object({ data: z.array(z.object({ starting_at: z.iso.datetime({ offset: true }), results: z.array(Result) })), has_more: z.boolean(), next_page: z.string().nullish() })
  // More without a way to it would be half of the spend.
  .refine((page) => !page.has_more || page.next_page);
type Page = z.infer<typeof Page>;

/** What the whole organisation spent. There is no endpoint for what is left. */
export const anthropic: KeyedProvider = {
  id: 'anthropic',
  name: 'Anthropic',
  kind: 'spend',
  reports: 'Spend of the organisation in USD, today and this month; no balance',
  units: ['USD'],
  evidence: {
    grade: 'official', page: 'https://platform.claude.com/docs/en/api/admin/cost_report', read: '2026-10',
    traps: [
      'Amounts are cents: `"123.45"` is 1.23 USD.',
      'A page holds 7 days unless more are asked for, and 31 at most.',
      'Days and months are UTC.',
      'Ordinary keys are refused, and individual accounts have no admin keys.',
      'Priority Tier is not in the report.',
    ],
  },
  sites: { global: { origin: 'https://api.anthropic.com' } },
  credentials: {
    apiKey: {
      label: 'Admin key', env: ['ANTHROPIC_ADMIN_KEY', 'ANTHROPIC_ADMIN_API_KEY'], placeholder: 'sk-ant-admin…',
      lookalikes: [{ pattern: /^sk-ant-api/, hint: 'This looks like an ordinary key. The cost report takes an admin key, sk-ant-admin…' }],
    },
  },
  links: { keys: 'https://platform.claude.com/settings/admin-keys', billing: 'https://platform.claude.com/settings/billing' },
  leastRefreshMinutes: 60,
  fetch: async (ask, context) => {
    const from = new Date(firstDay(context)).toISOString();
    const pages = await askPages(ask, (page) => report(from, page), ({ has_more: more, next_page: next }) => (more ? (next ?? null) : null));
    if (!pages.ok) return pages;
    if (pages.value === null) return { ok: true, value: endless };
    const costs = pages.value.flatMap(({ data }) => data.flatMap(({ starting_at: at, results }) => results.map((result) => ({ at: Date.parse(at), unit: currency(result.currency), amount: required(result.amount) }))));
    return { ok: true, value: spendReport(costs, context, unit('USD')) };
  },
};

function report(from: string, page: string | null): Endpoint<Page> {
  const query = new URLSearchParams({ starting_at: from, bucket_width: '1d', limit: '31', ...(page === null ? {} : { page }) });
  return { request: ({ apiKey }) => get(`/v1/organizations/cost_report?${query.toString()}`, { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' }), response: Page };
}
