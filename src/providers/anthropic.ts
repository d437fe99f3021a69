import * as z from 'zod';
import { askPages, costName, dividedOrPlain, endless, firstDay, repeated, spendReport, type Cost } from '../core/provider/costReport';
import type { EpochMs } from '../core/time/epoch';
import { currency, unit } from '../core/money/money';
import { sitesAt, type Ask, type Endpoint, type FetchContext, type KeyedProvider, type StatusMeanings } from '../core/provider/provider';
import type { Answer } from '../core/model/outcome';
import { get } from '../core/provider/request';
import { amount, required } from '../core/provider/response';
import { dayMs } from '../core/time/durations';
import { utcDayStart } from '../core/time/utcDays';

/** Cents, as text. A bucket is a UTC day. */
const Result = z.object({
  amount: amount('0.01'),
  currency: z.unknown(),
  model: z.unknown().optional(),
  cost_type: z.unknown().optional(),
});
const Page = z
  .object({
    data: z.array(z.object({ starting_at: z.iso.datetime({ offset: true }), results: z.array(Result) })),
    has_more: z.boolean(),
    next_page: z.string().nullish(),
  })
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
    grade: 'official',
    page: 'https://platform.claude.com/docs/en/api/admin/cost_report',
    read: '2026-11',
    traps: [
      'Amounts are cents: `"123.45"` is 1.23 USD.',
      'A page holds 7 days unless more are asked for, and 31 at most.',
      'Days and months are UTC. Without an end the report stops where today starts, ' +
        'and on the first of a month that is an empty range, which is refused.',
      'A day without costs is listed as such; one that is not listed is not known.',
      'Ordinary keys are refused, and individual accounts have no admin keys.',
      'Priority Tier is not in the report.',
    ],
  },
  sites: sitesAt({ global: { origin: 'https://api.anthropic.com' } }),
  credentials: {
    apiKey: {
      label: 'Admin key',
      env: ['ANTHROPIC_ADMIN_KEY', 'ANTHROPIC_ADMIN_API_KEY'],
      placeholder: 'sk-ant-admin…',
      lookalikes: [{ pattern: /^sk-ant-api/, hint: 'This looks like an ordinary key. The cost report takes an admin key, sk-ant-admin…' }],
    },
  },
  links: { keys: 'https://platform.claude.com/settings/admin-keys', billing: 'https://platform.claude.com/settings/billing' },
  minRefreshMinutes: 60,
  fetch: async (ask, context) => {
    const pages = await askWithToday(ask, context);
    if (!pages.ok) return pages;
    if (pages.value === null) return { ok: true, value: endless };
    const days = pages.value.flatMap(({ data }) => data.map(({ starting_at: start, results }) => ({ at: Date.parse(start), results })));
    const costs = days.flatMap(({ at, results }) =>
      results.map((result) => ({ at, unit: currency(result.currency), amount: required(result.amount), ...modelOf(result) })),
    );
    const listed = new Set(days.map(({ at }) => at));
    return { ok: true, value: listed.size < days.length ? repeated : spendReport(costs, context, unit('USD'), listed) };
  },
};

/**
 * Without an end, the report stops where today starts. An end that is still to come gives today as well; one client alone shows
 * that, so should it be refused, the days before today are asked for: from yesterday on at least, since a range must not be empty.
 * @see https://github.com/langwatch/langwatch/issues/7177
 */
async function askWithToday(ask: Ask, context: FetchContext): Promise<Answer<readonly Page[] | null>> {
  const [from, today] = [firstDay(context), utcDayStart(context.now)];
  return dividedOrPlain(askRange(ask, from, today + dayMs, true), ({ status }) =>
    status === 400 ? askRange(ask, Math.min(from, today - dayMs), null, false) : askRange(ask, from, today + dayMs, false),
  );
}

function askRange(ask: Ask, from: EpochMs, until: EpochMs | null, isDivided: boolean): Promise<Answer<readonly Page[] | null>> {
  return askPages(
    ask,
    (page) => report(from, until, page, isDivided),
    ({ has_more: more, next_page: next }) => (more ? (next ?? null) : null),
  );
}

const ordinary =
  'The cost report takes an admin key (sk-ant-admin…), which individual accounts do not have; an ordinary key gets the same answer.';
const statusMeans: StatusMeanings = { 401: { kind: 'unauthorized', hint: ordinary }, 403: { kind: 'forbidden', hint: ordinary } };

/** What is not of a model, such as searches, is named by what it is. */
function modelOf({ model, cost_type: type }: z.infer<typeof Result>): Pick<Cost, 'model'> {
  const name = costName(model) ?? costName(type);
  return name === undefined ? {} : { model: name };
}

function report(from: EpochMs, until: EpochMs | null, page: string | null, isDivided: boolean): Endpoint<Page> {
  const query = new URLSearchParams({
    starting_at: iso(from),
    ...(until === null ? {} : { ending_at: iso(until) }),
    bucket_width: '1d',
    limit: '31',
    ...(isDivided ? { 'group_by[]': 'description' } : {}),
    ...(page === null ? {} : { page }),
  });
  return {
    request: ({ apiKey }) =>
      get(`/v1/organizations/cost_report?${query.toString()}`, { 'x-api-key': apiKey, 'anthropic-version': '2023-06-01' }),
    response: Page,
    statusMeans,
  };
}

function iso(at: EpochMs): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
