import * as z from 'zod';
import type { Cap, Spend } from '../core/model';
import { micros, unit, type Micros } from '../core/money';
import { parseAmount, parseDifference } from '../core/parseAmount';
import { defineProvider, type Problem } from '../core/provider';
import type { Answer } from '../core/providerError';
import { bearer, get } from '../core/request';
import { amount, known, nullableAmount } from '../core/response';

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

const Credits = z.object({ data: z.object({ total_credits: z.unknown(), total_usage: z.unknown() }) });
type Credits = z.infer<typeof Credits>;

/**
 * Two facts that are easily mixed up: `/key` tells what this key may spend, `/credits` what the account has.
 * Ordinary keys get 403 or an invented 0/0 from `/credits`, so only a management key is asked for it.
 * @see https://openrouter.ai/docs/api/api-reference/api-keys/get-current-key
 * @see https://github.com/openchamber/openchamber/pull/3411 the 0/0 answer
 */
export const openrouter = defineProvider({
  id: 'openrouter',
  name: 'OpenRouter',
  reports: "Account balance in USD with a management key; any key's cap and spend",
  units: ['USD'],
  evidence: {
    grade: 'official', page: 'https://openrouter.ai/docs/api/api-reference/credits/get-credits', read: '2026-10',
    traps: [
      '`/credits` answers ordinary keys with 403, or with 0/0: only a management key is asked for it.',
      'A null limit is none at all, and `limit − usage` is not what remains once the limit resets.',
      'Both kinds of key begin alike.',
    ],
  },
  sites: { global: { origin: 'https://openrouter.ai' } },
  credentials: { apiKey: { label: 'API key', env: ['OPENROUTER_API_KEY', 'OPENROUTER_MANAGEMENT_KEY'], placeholder: 'sk-or-v1-…' } },
  links: { keys: 'https://openrouter.ai/settings/management-keys', billing: 'https://openrouter.ai/settings/credits' },
  endpoints: { key: { request: ({ apiKey }) => get('/api/v1/key', bearer(apiKey)), response: Key } },
  followUps: {
    credits: {
      request: ({ apiKey }) => get('/api/v1/credits', bearer(apiKey)),
      response: Credits,
      when: ({ key }) => isManagementKey(key.data),
    },
  },
  parse: ({ key: { data } }, _site, { credits }) => {
    const cap = capOf(data);
    const facts = { caps: cap ? [cap] : [], spend: spendOf(data) };
    const account = credits ? accountBalance(credits, data) : null;
    if (cap && cap.remaining === null) return { ...facts, problems: [{ kind: 'unexpectedResponse', field: 'data.limit_remaining' }] };
    if (account === null) return { ...facts, problems: cap ? [] : [{ kind: 'notReported', field: 'data.limit' }] };
    if (typeof account !== 'number') return { ...facts, problems: [account] };
    // The key can spend no more than its cap, and no more than the account has.
    const available = micros(Math.min(account, cap?.remaining ?? account));
    return { ...facts, balances: [{ unit: usd, available, parts: [] }] };
  },
});

function isManagementKey(key: Key): boolean {
  return key.is_management_key ?? key.is_provisioning_key ?? false;
}

function accountBalance(credits: Answer<Credits>, key: Key): Micros | Problem {
  if (!credits.ok) return credits.error.status === 403 ? { ...credits.error, kind: 'insufficientScope' } : credits.error;
  const { total_credits: bought, total_usage: used } = credits.value.data;
  const left = parseDifference(bought, used);
  if (left === undefined) return { kind: 'unexpectedResponse', field: 'data.total_credits' };
  // Nothing bought and nothing used contradicts a key that has spent: the answer is an empty form, not a zero.
  const hasSpent = [key.usage, key.usage_daily, key.usage_weekly, key.usage_monthly].some((amountOfKey) => amountOfKey !== 0);
  if (parseAmount(bought) === 0 && parseAmount(used) === 0 && hasSpent) return { kind: 'notReported', field: 'data.total_credits' };
  return left;
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
