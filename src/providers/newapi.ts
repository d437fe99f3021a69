import * as z from 'zod';
import { micros, unit, type Unit } from '../core/money/money';
import type { Ask, Endpoint, KeyedProvider, Problem, Report, StatusMeanings } from '../core/provider/provider';
import type { Answer } from '../core/model/outcome';
import type { ProviderErrorKind } from '../core/model/providerError';
import { bearer, get } from '../core/provider/request';
import { amount, balance, differenceOf, integer, known, productOf, quotientOf, required, type Amount } from '../core/provider/response';

/** What the billing routes answer for a key without a limit. */
const noLimit = micros(100_000_000 * 1_000_000);

/** Forks answer `code: 0`, as most envelopes do. */
const code = z.union([z.literal(true), integer.refine((value) => value === 0)]);
const Usage = z.object({
  code,
  data: z.object({ total_available: amount(), total_used: amount(), unlimited_quota: z.boolean().optional() }),
});
const Status = z.object({
  success: z.literal(true),
  data: z.object({
    quota_per_unit: amount(),
    usd_exchange_rate: amount(),
    quota_display_type: z.string().optional(),
    display_in_currency: z.boolean().optional(),
  }),
});
// Without its one field it is an error that came with HTTP 200.
const Subscription = z.object({ hard_limit_usd: amount() }).refine((answer) => answer.hard_limit_usd !== 'absent');
const Spent = z.object({ total_usage: amount('0.01') }).refine((answer) => answer.total_usage !== 'absent');
type Usage = z.infer<typeof Usage>['data'];
type Status = z.infer<typeof Status>['data'];

const keyed = <T>(path: string, response: z.ZodType<T>, statusMeans: StatusMeanings = {}): Endpoint<T> => ({
  request: ({ apiKey }) => get(path, bearer(apiKey)),
  response,
  statusMeans,
});
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
  reports: 'What a key may spend, or its account has, in the currency of the site',
  units: ['USD', 'CNY', 'tokens', 'quota'],
  evidence: {
    grade: 'official',
    page: 'https://docs.newapi.pro/api/token-usage',
    read: '2026-11',
    traps: [
      'Errors come with HTTP 200, and unknown routes answer with a web page.',
      'Names ending in `_usd` hold the currency of the site, which may be CNY or tokens.',
      '`total_usage` is in cents.',
      'A limit of 100000000 stands for none.',
      'A route without its slash at the end is a redirect.',
      'A key without a quota draws on its account, which only some sites tell.',
      'A site that is made to show accounts names a limit without what was used, and does not say so.',
      'The rate of 500 000 quota to the dollar is a setting of the site.',
    ],
  },
  sites: {},
  credentials: { apiKey: { label: 'API key', env: [], placeholder: 'sk-…' } },
  fetch: async (ask) => {
    const [usage, site] = await Promise.all([askUsage(ask), ask(status)]);
    const facts = site.ok ? site.value.data : null;
    const answer = await reportOf(ask, usage, facts);
    // What a site without the route never tells, such as its rate, this one may tell the next time.
    return !site.ok && passing.has(site.error.kind) && answer.ok
      ? { ok: true, value: { ...answer.value, problems: [site.error, ...(answer.value.problems ?? [])] } }
      : answer;
  },
};

const passing: ReadonlySet<ProviderErrorKind> = new Set(['rateLimited', 'unreachable', 'timeout', 'proxyOrTls', 'serverError']);

async function reportOf(ask: Ask, usage: Answer<z.infer<typeof Usage>>, site: Status | null): Promise<Answer<Report>> {
  // An older site answers the newer route with a page, an error in HTTP 200 or 404.
  if (!usage.ok) return usage.error.kind === 'unexpectedResponse' ? ofBilling(ask, site) : usage;
  const { data } = usage.value;
  return data.unlimited_quota ? ofUnlimited(ask, data, site) : { ok: true, value: ofToken(data, site) };
}

/** The route ends in a slash, and a router redirects to the one that it has; a redirect is not followed with a key. */
async function askUsage(ask: Ask): Promise<Answer<z.infer<typeof Usage>>> {
  const usage = await ask(keyed('/api/usage/token/', Usage));
  return !usage.ok && usage.error.kind === 'originRefused' && usage.error.status !== undefined
    ? ask(keyed('/api/usage/token', Usage))
    : usage;
}

function ofToken({ total_available: left }: Usage, site: Status | null): Report {
  const [counted, amountLeft] = shown(required(left), site);
  return balance(counted, amountLeft, 'data.total_available', []);
}

/** A key without a quota draws on its user's account, which the billing routes tell where the site lets them. */
async function ofUnlimited(ask: Ask, { total_used: used }: Usage, site: Status | null): Promise<Answer<Report>> {
  const account = await ofBilling(ask, site);
  if (account.ok && account.value.balances !== undefined) return account;
  const [counted, amountUsed] = shown(used, site);
  const total = known(amountUsed);
  const [failure] = account.ok ? (account.value.problems ?? []) : [account.error];
  const problem: Problem =
    failure && failure.kind !== 'notReported' && failure.kind !== 'unexpectedResponse'
      ? failure
      : {
          kind: 'notReported',
          field: 'data.unlimited_quota',
          hint: 'The key has no quota of its own, and the site does not tell what its user has left.',
        };
  return {
    ok: true,
    value: { spend: total === null ? [] : [{ unit: counted, window: 'total', amount: total }], problems: [problem] },
  };
}

/** An amount of quota as the site displays it: by its own rates, or as quota where it does not tell them. */
function shown(quota: Amount, site: Status | null): readonly [Unit, Amount] {
  if (siteUnit(site) === tokens) return [tokens, quota];
  if (site === null || !isRate(site.quota_per_unit)) return [unit('quota'), quota];
  const dollars = quotientOf(quota, site.quota_per_unit);
  return site.quota_display_type === 'CNY' && isRate(site.usd_exchange_rate)
    ? [unit('CNY'), productOf(dollars, site.usd_exchange_rate)]
    : [unit('USD'), dollars];
}

function isRate(rate: Amount): boolean {
  return (known(rate) ?? 0) > 0;
}

const usedUp = 'Sites of this kind refuse a key that is used up or expired in the same words.';

async function ofBilling(ask: Ask, site: Status | null): Promise<Answer<Report>> {
  const means: StatusMeanings = { 401: { kind: 'unauthorized', hint: usedUp } };
  const [limit, spent] = await Promise.all([
    ask(keyed('/v1/dashboard/billing/subscription', Subscription, means)),
    ask(keyed('/v1/dashboard/billing/usage', Spent, means)),
  ]);
  if (!spent.ok) return spent;
  const used = spent.value.total_usage;
  const [counted, total] = [siteUnit(site), known(used)];
  const withoutBalance = (problem: Problem): Answer<Report> => ({
    ok: true,
    value: {
      ...(counted && total !== null ? { spend: [{ unit: counted, window: 'total', amount: total }] } : {}),
      problems: [problem],
    },
  });
  const unknown = (field: string, hint: string): Answer<Report> => withoutBalance({ kind: 'notReported', field, hint });
  if (!limit.ok) return withoutBalance(limit.error);
  const most = limit.value.hard_limit_usd;
  if (!counted) return unknown('quota_display_type', 'The site does not tell which currency its amounts are in.');
  if (known(most) === noLimit)
    return unknown('hard_limit_usd', 'The key has no quota of its own, and the site does not tell what its user has left.');
  const left = differenceOf(most, used);
  // A site that shows the account has the limit without what was used: the difference is then too little, and below 0 no debt.
  if ((known(left) ?? 0) < 0)
    return {
      ok: true,
      value: {
        problems: [
          {
            kind: 'notReported',
            field: 'hard_limit_usd',
            hint: 'The site names a limit that is less than what was used, so what is left is not known.',
          },
        ],
      },
    };
  return { ok: true, value: balance(counted, left, 'hard_limit_usd', []) };
}

const tokens = unit('tokens');

/** What the billing routes count in. Money of the site's own has a sign and no code, and dollars are sent for it. */
function siteUnit(site: Status | null): Unit | null {
  const named =
    site?.quota_display_type ?? (site?.display_in_currency === true ? 'USD' : site?.display_in_currency === false ? 'TOKENS' : null);
  if (named === 'TOKENS') return tokens;
  return named === 'CNY' ? unit('CNY') : named === 'USD' || named === 'CUSTOM' ? unit('USD') : null;
}
