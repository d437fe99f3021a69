import * as z from 'zod';
import { currency } from '../core/money';
import type { Endpoint, KeyedProvider, Report } from '../core/provider';
import { get } from '../core/request';
import { amount, balance, sumOf } from '../core/response';

const Projects = z.object({ projects: z.array(z.object({ project_id: z.string().regex(/^[\w-]{1,64}$/) })) });
const Balances = z.object({ balances: z.array(z.object({ amount: amount(), units: z.unknown() })) });
type Row = z.infer<typeof Balances>['balances'][number];

/** A key reaches one project or several, and a project may hold several balances. Only equal units are added up. */
export const deepgram: KeyedProvider = {
  id: 'deepgram',
  name: 'Deepgram',
  kind: 'balance',
  reports: 'Balance of all projects of the key',
  units: ['USD'],
  evidence: {
    grade: 'official', page: 'https://developers.deepgram.com/reference/manage/billing/list', read: '2026-10',
    traps: [
      'The key follows the word "Token", not "Bearer".',
      'A project may hold several balances, such as of several purchases.',
      'A key without the billing permission gets 403.',
    ],
  },
  sites: { global: { origin: 'https://api.deepgram.com' } },
  credentials: { apiKey: { label: 'API key with billing permission', env: ['DEEPGRAM_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://console.deepgram.com', billing: 'https://console.deepgram.com' },
  fetch: async (ask) => {
    const projects = await ask(endpoint('/v1/projects', Projects));
    if (!projects.ok) return projects;
    const answers = await Promise.all(projects.value.projects.map(({ project_id: id }) => ask(endpoint(`/v1/projects/${id}/balances`, Balances))));
    // A project that does not answer would be missing from the sum.
    const failed = answers.find((answer) => !answer.ok);
    if (failed) return failed;
    return { ok: true, value: reportOf(answers.flatMap((answer) => (answer.ok ? answer.value.balances : []))) };
  },
};

function endpoint<T>(path: string, response: z.ZodType<T>): Endpoint<T> {
  return { request: ({ apiKey }) => get(path, { authorization: `Token ${apiKey}` }), response, statusMeans: { 403: 'insufficientScope' } };
}

function reportOf(rows: readonly Row[]): Report {
  const units = [...new Set(rows.map(({ units: named }) => currency(named)))];
  if (rows.length === 0) return { problems: [{ kind: 'notReported', field: 'balances' }] };
  const reports = units.map((unit) => unit && balance(unit, sumOf(rows.filter(({ units: named }) => currency(named) === unit).map((row) => row.amount)), 'balances.amount', []));
  return {
    balances: reports.flatMap((report) => report?.balances ?? []),
    problems: reports.flatMap((report) => report?.problems ?? [{ kind: 'unexpectedResponse', field: 'balances.units' }]),
  };
}
