import * as z from 'zod';
import type { Cap, Spend } from '../core/model/reading';
import { micros, unit } from '../core/money/money';
import { defineProvider, type Report } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, differenceOf, known, nullableAmount, problemOf, required } from '../core/provider/response';

const usd = unit('USD');

const Key = z.object({
  data: z.object({
    limit: nullableAmount(),
    limit_remaining: nullableAmount(),
    limit_reset: z.string().nullish().catch('unknown'),
    usage: amount(),
    usage_daily: amount(),
    usage_weekly: amount(),
    usage_monthly: amount(),
    is_management_key: z.boolean().nullish(),
    /** The older name of `is_management_key`. */
    is_provisioning_key: z.boolean().nullish(),
  }),
});
type Key = z.infer<typeof Key>['data'];

const Credits = z.object({ data: z.object({ total_credits: amount(), total_usage: amount() }) });
type Credits = z.infer<typeof Credits>;

/**
 * Two facts that are easily mixed up: `/key` tells what this key may spend, `/credits` what the account has.
 * Ordinary keys get 403 or an invented 0/0 from `/credits`. One with a cap has its answer already;
 * one without is asked, since nothing else could tell.
 * @see https://openrouter.ai/docs/api/api-reference/api-keys/get-current-key
 * @see https://github.com/openchamber/openchamber/pull/3411 the 0/0 answer
 */
export const openrouter = defineProvider({
  id: 'openrouter',
  name: 'OpenRouter',
  reports: "Account balance in USD with a management key; any key's cap and spend",
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://openrouter.ai/docs/api/api-reference/credits/get-credits',
    read: '2026-11',
    traps: [
      '`/credits` answers ordinary keys with 403, or with 0/0: neither says anything of the account.',
      'A null limit is none at all, and `limit − usage` is not what remains once the limit resets.',
      'Both kinds of key begin alike.',
      'Credits are what was bought: what was granted is in no endpoint.',
      'A management key calls no model: what it used itself is 0, and what the account used is in `/credits`.',
    ],
  },
  sites: { global: { origin: 'https://openrouter.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['OPENROUTER_MANAGEMENT_KEY', 'OPENROUTER_API_KEY'], placeholder: 'sk-or-v1-…' } },
  links: { keys: 'https://openrouter.ai/settings/management-keys', billing: 'https://openrouter.ai/settings/credits' },
  endpoints: { key: { request: ({ apiKey }) => get('/api/v1/key', bearer(apiKey)), response: Key } },
  followUps: {
    credits: {
      request: ({ apiKey }) => get('/api/v1/credits', bearer(apiKey)),
      response: Credits,
      when: ({ key }) => isManagementKey(key.data) || key.data.limit === null,
    },
  },
  parse: ({ key: { data } }, _site, { credits }) => {
    const cap = capOf(data);
    if (cap && cap.remaining === null) {
      const problems = problemOf(required(data.limit_remaining ?? 'malformed'), 'data.limit_remaining');
      return { caps: [cap], spend: spendOf(data), problems };
    }
    if (credits === null) return ordinaryReport(data, cap);
    if (credits.ok)
      return isInvented(data, credits.value) ? ordinaryReport(data, cap) : accountReport(credits.value, hasSpent(data) ? cap : null);
    const { error } = credits;
    // `/key` took the key, so it is a good one, and what it may spend is known.
    const isRefused = error.status === 401 || error.status === 403;
    if (isRefused && (cap || !isManagementKey(data))) return ordinaryReport(data, cap);
    // What the account has is not known, which takes nothing from what the key said.
    return { ...ordinaryReport(data, cap), problems: [isRefused ? { ...error, kind: 'insufficientScope' } : error] };
  },
});

function isManagementKey(key: Key): boolean {
  return key.is_management_key ?? key.is_provisioning_key ?? false;
}

/** The 0/0 that an ordinary key may get, or an account that used nothing though one of its keys did. */
function isInvented(key: Key, { data }: Credits): boolean {
  const [bought, used] = [known(data.total_credits), known(data.total_usage)];
  return !isManagementKey(key) && (bought === 0 || (used === 0 && known(key.usage) !== 0));
}

/**
 * A management key calls no model: its own usage is 0 and its own limit bounds nothing. One that has spent calls models,
 * whatever it is named.
 */
function hasSpent({ usage }: Key): boolean {
  return known(usage) !== 0;
}

function ordinaryReport(key: Key, cap: Cap | null): Report {
  const isAccountKey = isManagementKey(key) && !hasSpent(key);
  return {
    caps: cap ? [cap] : [],
    spend: isAccountKey ? [] : spendOf(key),
    problems: cap
      ? []
      : [
          {
            kind: 'notReported',
            field: 'data.limit',
            hint: 'This key has no cap. A management key would tell the balance of the account.',
          },
        ],
  };
}

/** What the account has, which a key with a cap cannot spend all of. */
function accountReport({ data: { total_credits: bought, total_usage: used } }: Credits, cap: Cap | null): Report {
  const difference = differenceOf(bought, used);
  const [credits, usage, left] = [known(bought), known(used), known(difference)];
  if (credits === null || usage === null || left === null)
    return { problems: [bought, used, difference].flatMap((value) => problemOf(required(value), 'data.total_credits')).slice(0, 1) };
  const spend: readonly Spend[] = usage === 0 ? [] : [{ unit: usd, window: 'total', amount: usage }];
  // Credits are what was bought. Granted money is in no endpoint, so an account that bought nothing may still have some.
  if (credits === 0)
    return {
      spend,
      problems: [
        {
          kind: 'notReported',
          field: 'data.total_credits',
          hint: 'The account has bought no credits. What it was granted is not reported.',
        },
      ],
    };
  const available = micros(Math.min(left, cap?.remaining ?? left));
  return { balances: [{ unit: usd, available, parts: [], bought: credits }], caps: cap ? [cap] : [], spend };
}

/** Null where the key has no cap. `limit − usage` is not what remains once the limit resets, so only `limit_remaining` is believed. */
function capOf(key: Key): Cap | null {
  if (key.limit === null) return null;
  const resets = windows.find((window) => window === key.limit_reset) ?? (key.limit_reset ? 'unknown' : 'never');
  return { unit: usd, limit: known(key.limit), remaining: known(key.limit_remaining), resets };
}

const windows = ['daily', 'weekly', 'monthly'] as const;

function spendOf(key: Key): readonly Spend[] {
  const amounts = { day: key.usage_daily, week: key.usage_weekly, month: key.usage_monthly, total: key.usage } as const;
  return (['day', 'week', 'month', 'total'] as const).map((window) => ({ unit: usd, window, amount: known(amounts[window]) }));
}
