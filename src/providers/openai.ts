import * as z from 'zod';
import { askPages, costName, dividedOrPlain, endless, firstDay, repeated, spendReport, type Cost } from '../core/provider/costReport';
import type { Answer } from '../core/model/outcome';
import { currency, unit } from '../core/money/money';
import { sitesAt, type Endpoint, type KeyedProvider } from '../core/provider/provider';
import { bearer, get } from '../core/provider/request';
import { amount, integer, required } from '../core/provider/response';

/** Dollars, as a number in the documentation and as long text in life: `"0.0036275000…"`, `"0E-6176"`. */
const Result = z.object({ amount: z.object({ value: amount(), currency: z.unknown() }), line_item: z.unknown().optional() });
const Bucket = z
  .object({ start_time: integer, results: z.array(Result).optional(), result: z.array(Result).optional() })
  .refine(({ results, result }) => results ?? result);
const Page = z
  .object({ data: z.array(Bucket), has_more: z.boolean(), next_page: z.string().nullish() })
  // More without a way to it would be half of the spend.
  .refine((page) => !page.has_more || page.next_page);
type Page = z.infer<typeof Page>;

const keyHint =
  'The costs of an organisation can be read with an admin key (sk-admin-…) alone, which its owner makes; keys of projects are refused.';

/** What the whole organisation spent. There is no endpoint for what is left. */
export const openai: KeyedProvider = {
  id: 'openai',
  name: 'OpenAI',
  loggedAs: ['openai-native'],
  kind: 'spend',
  reports: 'Spend of the organisation in USD, today and this month; no balance',
  units: ['USD'],
  evidence: {
    grade: 'official',
    page: 'https://developers.openai.com/api/reference/resources/organization',
    read: '2026-11',
    traps: [
      'A page holds 7 days unless more are asked for, and 180 at most.',
      'Divided by line item it names `gpt-4o-2024-08-06, input`: a model and a kind of its tokens, which no page documents.',
      'Amounts are documented as numbers and come as text, with thirty decimals or as `0E-6176`.',
      'The list of a day is called `results`, in older answers `result`.',
      'Days and months are UTC. An end that is still to come is refused; without an end today is in the report.',
      'A day without costs is listed as such; one that is not listed is not known.',
      'Project keys are refused: it takes an admin key.',
    ],
  },
  sites: sitesAt({ global: { origin: 'https://api.openai.com' } }),
  credentials: {
    apiKey: {
      label: 'Admin key',
      env: ['OPENAI_ADMIN_KEY'],
      placeholder: 'sk-admin-…',
      lookalikes: [
        { pattern: /^sk-(proj|svcacct)-/, hint: 'This looks like a key of a project. The cost report takes an admin key, sk-admin-…' },
      ],
    },
  },
  links: {
    keys: 'https://platform.openai.com/settings/organization/admin-keys',
    billing: 'https://platform.openai.com/settings/organization/billing/overview',
  },
  minRefreshMinutes: 60,
  fetch: async (ask, context) => {
    const from = String(firstDay(context) / 1000);
    const askCosts = (isDivided: boolean): Promise<Answer<readonly Page[] | null>> =>
      askPages(
        ask,
        (page) => costsFrom(from, page, isDivided),
        ({ has_more: more, next_page: next }) => (more ? (next ?? null) : null),
      );
    const pages = await dividedOrPlain(askCosts(true), () => askCosts(false));
    if (!pages.ok) return pages;
    if (pages.value === null) return { ok: true, value: endless };
    const days = pages.value.flatMap(({ data }) =>
      data.map(({ start_time: start, results, result }) => ({ at: start * 1000, results: results ?? result ?? [] })),
    );
    const costs = days.flatMap(({ at, results }) =>
      results.map(({ amount: of, line_item: line }) => ({ at, unit: currency(of.currency), amount: required(of.value), ...modelOf(line) })),
    );
    const listed = new Set(days.map(({ at }) => at));
    return { ok: true, value: listed.size < days.length ? repeated : spendReport(costs, context, unit('USD'), listed) };
  },
};

/** `gpt-4o-2024-08-06, input` is of a model and a kind of its tokens. */
function modelOf(line: unknown): Pick<Cost, 'model'> {
  const name = costName(line)?.replace(/, [^,]*$/, '');
  return name === undefined ? {} : { model: name };
}

function costsFrom(from: string, page: string | null, isDivided: boolean): Endpoint<Page> {
  const query = new URLSearchParams({
    start_time: from,
    bucket_width: '1d',
    limit: '180',
    ...(isDivided ? { group_by: 'line_item' } : {}),
    ...(page === null ? {} : { page }),
  });
  return {
    request: ({ apiKey }) => get(`/v1/organization/costs?${query.toString()}`, bearer(apiKey)),
    response: Page,
    statusMeans: { 401: { kind: 'unauthorized', hint: keyHint }, 403: { kind: 'insufficientScope', hint: keyHint } },
  };
}
