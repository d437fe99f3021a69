import * as z from 'zod';
import { micros, unit, type Micros, type Unit } from '../core/money';
import { parseAmount, parseQuotient } from '../core/parseAmount';
import type { Ask, Endpoint, KeyedProvider, Report } from '../core/provider';
import type { Answer } from '../core/providerError';
import { bearer, get } from '../core/request';
import { amount, balance, differenceOf } from '../core/response';

/** What the billing routes answer for a key without a limit. */
const noLimit = micros(100_000_000 * 1_000_000);

const Usage = z.object({ code: z.literal(true), data: z.object({ total_available: z.unknown(), unlimited_quota: z.boolean().optional() }) });
const Status = z.object({ success: z.literal(true), data: z.object({ quota_per_unit: z.unknown(), quota_display_type: z.string().optional(), display_in_currency: z.boolean().optional() }) });
// Without its one field it is an error that came with HTTP 200.
const Subscription = z.object({ hard_limit_usd: amount() }).refine((answer) => answer.hard_limit_usd !== 'absent');
const Spent = z.object({ total_usage: amount('0.01') }).refine((answer) => answer.total_usage !== 'absent');
type Status = z.infer<typeof Status>['data'];

const keyed = <T>(path: string, response: z.ZodType<T>): Endpoint<T> => ({ request: ({ apiKey }) => get(path, bearer(apiKey)), response });
const status: Endpoint<z.infer<typeof Status>> = { request: () => get('/api/status', {}), response: Status };

/**
 * New API, One API and the many sites made of them. A site decides what its quota is worth and what it counts in; the
 * older routes say USD in their names whatever that is.
 * @see https://github.com/songquanpeng/one-api/blob/main/controller/billing.go
 */
export const newapi: KeyedProvider = {
  id: 'newapi',
  name: 'New API or One API site',
  kind: 'balance',
  reports: 'What a key may spend, in the currency of the site',
  units: ['USD', 'CNY', 'tokens', 'quota'],
  evidence: {
    grade: 'official', page: 'https://docs.newapi.pro/api/token-usage', read: '2026-10',
    traps: [
      'Errors come with HTTP 200, and unknown routes answer with a web page.',
      'Names ending in `_usd` hold the currency of the site, which may be CNY or tokens.',
      '`total_usage` is in cents.',
      'A limit of 100000000 stands for none.',
      'The rate of 500 000 quota to the dollar is a setting of the site.',
    ],
  },
  sites: {},
  credentials: { apiKey: { label: 'API key', env: [], placeholder: 'sk-…' } },
  links: { keys: 'https://docs.newapi.pro', billing: 'https://docs.newapi.pro' },
  fetch: async (ask) => {
    const [usage, site] = await Promise.all([ask(keyed('/api/usage/token', Usage)), ask(status)]);
    const facts = site.ok ? site.value.data : null;
    if (usage.ok) return { ok: true, value: ofToken(usage.value.data, facts) };
    // An older site answers the newer route with a page, an error in HTTP 200 or 404.
    return usage.error.kind === 'unexpectedResponse' ? ofBilling(ask, facts) : usage;
  },
};

function ofToken({ total_available: left, unlimited_quota: unlimited }: z.infer<typeof Usage>['data'], site: Status | null): Report {
  if (unlimited) return { problems: [{ kind: 'notReported', field: 'data.unlimited_quota' }] };
  const report = (counted: Unit, amountLeft: Micros | undefined): Report => balance(counted, amountLeft ?? 'malformed', 'data.total_available', []);
  if (site?.quota_display_type === 'TOKENS') return report(unit('tokens'), parseAmount(left));
  // Without the rate of the site, its own count is all that is known.
  return isRate(site?.quota_per_unit) ? report(unit('USD'), parseQuotient(left, site?.quota_per_unit)) : report(unit('quota'), parseAmount(left));
}

function isRate(rate: unknown): boolean {
  return (parseAmount(rate) ?? 0) > 0;
}

async function ofBilling(ask: Ask, site: Status | null): Promise<Answer<Report>> {
  const [limit, spent] = await Promise.all([ask(keyed('/v1/dashboard/billing/subscription', Subscription)), ask(keyed('/v1/dashboard/billing/usage', Spent))]);
  if (!limit.ok) return limit;
  if (!spent.ok) return spent;
  const [most, used] = [limit.value.hard_limit_usd, spent.value.total_usage];
  if (most === noLimit) return { ok: true, value: { problems: [{ kind: 'notReported', field: 'hard_limit_usd' }] } };
  const counted = siteUnit(site);
  if (!counted) return { ok: true, value: { problems: [{ kind: 'notReported', field: 'quota_display_type' }] } };
  return { ok: true, value: balance(counted, differenceOf(most, used), 'hard_limit_usd', []) };
}

function siteUnit(site: Status | null): Unit | null {
  const named = site?.quota_display_type ?? (site?.display_in_currency === true ? 'USD' : site?.display_in_currency === false ? 'TOKENS' : null);
  if (named === 'TOKENS') return unit('tokens');
  return named === 'USD' || named === 'CNY' ? unit(named) : null;
}
