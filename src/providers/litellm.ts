import * as z from 'zod';
import type { Cap, CapOwner, Spend } from '../core/model/reading';
import type { EpochMs } from '../core/time/epoch';
import { unit } from '../core/money/money';
import type { Ask, Endpoint, KeyedProvider, Problem, Refusal } from '../core/provider/provider';
import { isPaymentRequired } from '../core/model/providerError';
import type { Answer } from '../core/model/outcome';
import { bearer, get } from '../core/provider/request';
import { amount, differenceOf, known, nullableAmount, problemOf, required, type Amount } from '../core/provider/response';

const usd = unit('USD');
const time = z.iso.datetime({ offset: true }).nullish().catch(null);
const id = z.string().nullish();

const Budget = z.object({ max_budget: nullableAmount(), budget_duration: z.string().nullish().catch('unknown'), budget_reset_at: time });
const Spent = Budget.extend({ spend: amount() });
const Window = z.object({ max_budget: nullableAmount(), budget_duration: z.string(), reset_at: time });
const Key = z.object({
  info: Spent.extend({
    user_id: id,
    team_id: id,
    organization_id: id,
    project_id: id,
    litellm_budget_table: Budget.nullish(),
    budget_limits: z.array(Window).max(50).nullish(),
    // By names of the proxy's, which no failure repeats.
    budget_limits_usage: z.record(z.string(), z.object({ current_spend: amount() }).nullable().catch(null)).nullish(),
  }),
});
type Key = z.infer<typeof Key>['info'];
const Member = z.object({ user_id: id, spend: amount(), litellm_budget_table: Budget.nullish() });
const Team = z.object({ team_info: Spent, team_memberships: z.array(Member).nullish() });
const User = z.object({ user_info: Spent });

/** What is over a budget may not even be looked at: 429 or, from older proxies, 400. It is no matter of asking too often. */
const budgetExceeded: Refusal = {
  says: /"type":\s*"budget_exceeded"/,
  means: { kind: 'forbidden', usedUp: true, hint: 'The budget of this key, its team or its user is used up.' },
};

/**
 * Budgets that hold for a key: its own or, where it has none, its tier's; its windows; its team's and, within the team, its
 * user's; for a key of no team, its user's. A budget is no money, and a key without any has no end.
 * @see https://github.com/BerriAI/litellm/blob/main/litellm/proxy/auth/auth_checks.py common_checks
 */
export const litellm: KeyedProvider = {
  id: 'litellm',
  name: 'LiteLLM proxy',
  kind: 'balance',
  reports: 'Budgets and spend of a key, in USD',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://docs.litellm.ai/docs/proxy/virtual_keys',
    read: '2026-11',
    traps: [
      'A null budget is none at all, and no 0.',
      'The budget may be that of the key, of its tier, of a window, of its team or of its user, and stands in as many places.',
      'The spend is counted since the budget was last set back.',
      'The endpoint is outside `/v1`.',
      'The answer repeats the key: only the amounts are read.',
    ],
  },
  sites: {},
  credentials: { apiKey: { label: 'Virtual key', env: ['LITELLM_API_KEY'], placeholder: 'sk-…' } },
  fetch: async (ask, { now }) => {
    const key = await ask(info('/key/info', Key));
    if (!key.ok) return key;
    const { own, windows, spend } = ofKey(key.value.info, now);
    // A budget that cannot be read is not one that is used up, or none: the answer is another one than was documented.
    if (own.problems.length > 0) return { ok: true, value: { problems: own.problems } };
    const shared = await ofOwner(ask, key.value.info, now);
    const caps = [...own.caps, ...windows.caps, ...shared.caps];
    const problems = [...windows.problems, ...problemOf(key.value.info.spend, 'info.spend'), ...shared.problems];
    // A budget whose limit cannot be read says nothing.
    return {
      ok: true,
      value: {
        caps: caps.filter(({ limit }) => limit !== null),
        spend,
        problems,
        ...(shared.callsRefused ? { callsRefused: true } : {}),
      },
    };
  },
};

const noRow: Refusal = {
  says: /Key not found in database/,
  means: { kind: 'notReported', hint: 'The key has no row at the proxy, as its own master key has none: a virtual key has a budget.' },
};
const callsOnly = 'The key may make calls alone, so it cannot look at its own budget.';

function info<T>(path: string, response: z.ZodType<T>): Endpoint<T> {
  return {
    request: ({ apiKey }) => get(path, bearer(apiKey)),
    response,
    refusals: [budgetExceeded, noRow],
    statusMeans: { 403: { kind: 'insufficientScope', hint: callsOnly } },
  };
}

interface Budgets {
  readonly caps: readonly Cap[];
  readonly problems: readonly Problem[];
  readonly callsRefused?: boolean;
}

interface KeyBudgets {
  readonly own: Budgets;
  readonly windows: Budgets;
  readonly spend: readonly Spend[];
}

function ofKey(key: Key, now: EpochMs): KeyBudgets {
  const tier = key.max_budget === null ? key.litellm_budget_table : undefined;
  const budget = tier ?? key;
  const usage = new Map(Object.entries(key.budget_limits_usage ?? {}));
  const windows = (key.budget_limits ?? []).map((window) =>
    readBudget(
      { ...window, budget_reset_at: window.reset_at },
      usage.get(window.budget_duration)?.current_spend ?? 'absent',
      now,
      'window',
    ),
  );
  return {
    own: readBudget(budget, key.spend, now, tier ? 'tier' : undefined),
    windows: together(windows),
    // What is spent within a duration is set back with it, and is no total.
    spend: (budget.budget_duration ?? key.budget_duration) ? [] : [{ unit: usd, window: 'total', amount: known(key.spend) }],
  };
}

/** The budgets of whoever owns the key. One that cannot be read may hold the key all the same, so then it is not known what is left. */
async function ofOwner(ask: Ask, key: Key, now: EpochMs): Promise<Budgets> {
  if (key.organization_id || key.project_id)
    return {
      caps: [],
      problems: [{ kind: 'insufficientScope', hint: 'The budget of the organisation or project of this key cannot be read with it.' }],
    };
  if (key.team_id) {
    const team = await ask(info(`/team/info?${new URLSearchParams({ team_id: key.team_id }).toString()}`, Team));
    if (!team.ok) return unreadOwner(team, 'The budget of the team of this key cannot be read with it.');
    const { team_info: shared, team_memberships: members } = team.value;
    const member = key.user_id ? members?.find(({ user_id: user }) => user === key.user_id) : undefined;
    const own = member?.litellm_budget_table ? [readBudget(member.litellm_budget_table, member.spend, now, 'user')] : [];
    return together([readBudget(shared, shared.spend, now, 'team'), ...own]);
  }
  if (!key.user_id) return { caps: [], problems: [] };
  const user = await ask(info(`/user/info?${new URLSearchParams({ user_id: key.user_id }).toString()}`, User));
  if (!user.ok) return unreadOwner(user, 'The budget of the user of this key cannot be read with it.');
  return readBudget(user.value.user_info, user.value.user_info.spend, now, 'user');
}

function unreadOwner({ error }: Extract<Answer<unknown>, { ok: false }>, hint: string): Budgets {
  if (isPaymentRequired(error)) return { caps: [], problems: [], callsRefused: true };
  return {
    caps: [],
    problems: [
      error.kind === 'insufficientScope' || error.kind === 'unexpectedResponse' ? { ...error, kind: 'insufficientScope', hint } : error,
    ],
  };
}

/** Nothing where there is no budget; a budget that cannot be read is one whose rest is not known. */
function readBudget(budget: z.infer<typeof Budget>, spent: Amount, now: EpochMs, owner: CapOwner | undefined): Budgets {
  const { max_budget: limit, budget_duration: duration, budget_reset_at: reset } = budget;
  if (limit === null) return { caps: [], problems: [] };
  const left = differenceOf(limit, spent);
  const resetsAt = reset ? Date.parse(reset) : 0;
  const cap: Cap = {
    ...(owner ? { owner } : {}),
    unit: usd,
    limit: known(limit),
    remaining: known(left),
    resets: duration ? (resets.get(duration) ?? 'unknown') : 'never',
    ...(resetsAt > now ? { resetsAt } : {}),
  };
  if (cap.limit !== null && cap.remaining === null && owner === 'window') return { caps: [cap], problems: [windowsUntold] };
  return { caps: [cap], problems: [limit, left].flatMap((value) => problemOf(required(value), 'max_budget')).slice(0, 1) };
}

const windowsUntold: Problem = {
  kind: 'notReported',
  field: 'budget_limits_usage',
  hint: 'This proxy does not tell what is spent of the windows of its budget.',
};

function together(budgets: readonly Budgets[]): Budgets {
  return { caps: budgets.flatMap(({ caps }) => caps), problems: budgets.flatMap(({ problems }) => problems) };
}

/** Durations of a day, a week and a month begin with the calendar's. @see https://docs.litellm.ai/docs/proxy/users */
const resets: ReadonlyMap<string, Cap['resets']> = new Map([
  ['1d', 'daily'],
  ['24h', 'daily'],
  ['7d', 'weekly'],
  ['1w', 'weekly'],
  ['30d', 'monthly'],
  ['1mo', 'monthly'],
]);
