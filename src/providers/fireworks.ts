import * as z from 'zod';
import { askPages, endless, firstDay, spendReport, type Cost } from '../core/provider/costReport';
import { currency, unit } from '../core/money/money';
import { sitesAt, type Endpoint, type KeyedProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import type { Answer } from '../core/model/outcome';
import type { Spend } from '../core/model/reading';
import type { EpochMs } from '../core/time/epoch';
import { amount, nothing, required, sumOf, type Amount } from '../core/provider/response';
import { dayMs } from '../core/time/durations';
import { utcDayStart, monthStart } from '../core/time/utcDays';

const slugPattern = /^[\w-]{1,64}$/;
const Accounts = z.object({
  accounts: z.array(z.object({ name: z.string().regex(/^accounts\/[\w-]{1,64}$/), suspendState: z.string().optional() })),
  nextPageToken: z.string().max(500).nullish(),
});
type Accounts = z.infer<typeof Accounts>;
/** Whole units as text, and billionths of one, which may be left out. */
const Money = z.object({ currencyCode: z.unknown(), units: amount(), nanos: amount('0.000000001') });
const Summary = z.object({ lineItems: z.array(z.object({ totalCost: Money })).optional() }).refine((answer) => !('error' in answer));
type Summary = z.infer<typeof Summary>;

/** What an account spent. There is no endpoint for what is left. */
export const fireworks: KeyedProvider = {
  id: 'fireworks',
  name: 'Fireworks',
  loggedAs: ['fireworks-ai'],
  kind: 'spend',
  reports: 'Spend in USD, today and this month; no balance',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://docs.fireworks.ai/api-reference/get-billing-summary',
    read: '2026-11',
    traps: [
      'An amount is whole units and billionths, in two fields.',
      'Costs are by UTC day, and the end of a range is not in it.',
      'A key sees all accounts of its owner: their sum is nobody’s spend.',
    ],
  },
  sites: sitesAt({ global: { origin: 'https://api.fireworks.ai' } }),
  credentials: { apiKey: { label: 'API key', env: ['FIREWORKS_API_KEY'], placeholder: 'fw_…' } },
  links: { keys: 'https://app.fireworks.ai/settings/users/api-keys', billing: 'https://app.fireworks.ai/settings/billing' },
  minRefreshMinutes: 60,
  team: { label: 'Account', env: ['FIREWORKS_ACCOUNT_ID'], pattern: slugPattern },
  fetch: async (ask, context) => {
    const { now, spentSince } = context;
    const pages = await askPages(ask, accountsFrom, ({ nextPageToken: next }) => next || null);
    if (!pages.ok) return pages;
    if (pages.value === null) return { ok: true, value: endless };
    const reached = new Map(pages.value.flatMap(({ accounts }) => accounts.map((one) => [one.name, one])));
    const account =
      context.team === null ? (reached.size === 1 ? [...reached.values()][0] : undefined) : reached.get(`accounts/${context.team}`);
    if (!account) return { ok: true, value: { problems: [{ kind: 'notReported', hint: reached.size === 0 ? noAccount : whichAccount }] } };
    // A summary has no days in it: ranges that follow one another are asked for, and each is told apart by its start. Yesterday is one
    // of its own, since it is over, and what today is told of is not.
    const today = utcDayStart(now);
    const starts = [...new Set([firstDay(context), monthStart(now), utcDayStart(spentSince ?? now), today - dayMs, today])].sort(
      (a, b) => a - b,
    );
    const ends = [...starts.slice(1), today + dayMs];
    const ranges = await Promise.all(
      starts.map(async (from, index) => {
        const end = ends[index] ?? from;
        return { from, isOfDays: end - from > dayMs, answer: await ask(summary(account.name, from, end)) };
      }),
    );
    const costs = ranges.flatMap(({ from, isOfDays, answer }): readonly Cost[] => {
      if (!answer.ok) return [];
      const { lineItems = [] } = answer.value;
      // Nothing in it is what the day cost.
      if (lineItems.length === 0) return [{ at: from, isOfDays, unit: unit('USD'), amount: nothing }];
      return lineItems.map(({ totalCost }) => ({ at: from, isOfDays, unit: currency(totalCost.currencyCode), amount: costOf(totalCost) }));
    });
    const report = spendReport(costs, context, unit('USD'));
    const failures = ranges.flatMap(({ answer }) => (answer.ok ? [] : [answer.error]));
    const refusesCalls = refusing.has(account.suspendState ?? '');
    return {
      ok: true,
      value: {
        ...report,
        spend: report.spend?.map((spend) => boundBy(ranges, spend, now)) ?? [],
        problems: [...failures, ...(report.problems ?? [])],
        ...(refusesCalls ? { callsRefused: true } : {}),
      },
    };
  },
};

/** Of a window that a range which failed is in, no more is known than what the others cost. */
function boundBy(ranges: readonly { readonly from: EpochMs; readonly answer: Answer<Summary> }[], spend: Spend, now: EpochMs): Spend {
  const start = spend.window === 'day' ? utcDayStart(now) : spend.window === 'month' ? monthStart(now) : (spend.since ?? now);
  const within = ranges.filter(({ from }) => from >= start);
  if (within.every(({ answer }) => answer.ok)) return spend;
  return within.some(({ answer }) => answer.ok) ? { ...spend, atLeast: true } : { ...spend, amount: null };
}

/** Reasons of a suspension that are about money. @see https://docs.fireworks.ai/api-reference/list-accounts */
const refusing: ReadonlySet<string> = new Set(['CREDIT_DEPLETED', 'MONTHLY_SPEND_LIMIT_EXCEEDED', 'FAILED_PAYMENTS']);
const noAccount = 'This key reaches no account.';
const whichAccount = 'This key reaches other accounts, or several: name the one that is meant with "team", such as my-account.';

function accountsFrom(page: string | null): Endpoint<Accounts> {
  const query = new URLSearchParams({ pageSize: '200', ...(page === null ? {} : { pageToken: page }) });
  return { request: ({ apiKey }) => get(`/v1/accounts?${query.toString()}`, bearer(apiKey)), response: Accounts };
}

function summary(account: string, from: number, until: number): Endpoint<Summary> {
  const query = new URLSearchParams({ startTime: new Date(from).toISOString(), endTime: new Date(until).toISOString() });
  return { request: ({ apiKey }) => get(`/v1/${account}/billing/summary?${query.toString()}`, bearer(apiKey)), response: Summary };
}

function costOf({ units, nanos }: z.infer<typeof Money>): Amount {
  return sumOf([required(units), nanos === 'absent' ? nothing : nanos]);
}
