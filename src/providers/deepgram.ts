import * as z from 'zod';
import { currency, unit, type Unit } from '../core/money/money';
import { sitesAt, type Ask, type Endpoint, type KeyedProvider, type Report, type StatusMeaning } from '../core/provider/provider';
import type { Answer } from '../core/model/outcome';
import type { ProviderError } from '../core/model/providerError';
import { get } from '../core/provider/request';
import { amount, balance, sumOf, type Amount } from '../core/provider/response';

const projectId = /^[\w-]{1,64}$/;
const Projects = z.object({ projects: z.array(z.object({ project_id: z.string().regex(projectId) })) });
const Balances = z.object({ balances: z.array(z.object({ balance_id: z.string().nullish(), amount: amount(), units: z.unknown() })) });
type Row = z.infer<typeof Balances>['balances'][number];

/** A key reaches one project or several, and a project may hold several balances. Only equal units are added up. */
export const deepgram: KeyedProvider = {
  id: 'deepgram',
  name: 'Deepgram',
  kind: 'balance',
  reports: 'Balance of all projects of the key',
  units: ['USD', 'hour'],
  evidence: {
    grade: 'official',
    page: 'https://developers.deepgram.com/reference/manage/billing/list',
    read: '2026-11',
    traps: [
      'The key follows the word "Token", not "Bearer".',
      'A project may hold several balances, such as of several purchases, and hours beside dollars.',
      'A key without the billing permission gets 403, or 401 with other words than a wrong one.',
    ],
  },
  sites: sitesAt({ global: { origin: 'https://api.deepgram.com' } }),
  credentials: { apiKey: { label: 'API key with billing permission', env: ['DEEPGRAM_API_KEY'], placeholder: '…' } },
  links: { keys: 'https://console.deepgram.com', billing: 'https://console.deepgram.com' },
  team: { label: 'Project id', env: ['DEEPGRAM_PROJECT_ID'], pattern: projectId },
  fetch: async (ask, { team }) => {
    const reached = team === null ? await projectsOf(ask) : { ok: true as const, value: [team] };
    if (!reached.ok) return reached;
    const ids = reached.value;
    if (ids.length > mostProjects) return { ok: true, value: { problems: [{ kind: 'unexpectedResponse', field: 'projects' }] } };
    const answers = await Promise.all(ids.map((id) => ask(endpoint(`/v1/projects/${id}/balances`, Balances))));
    // A project that does not answer would be missing from the sum.
    const failed = answers.find((answer) => !answer.ok);
    if (failed) return ids.length === 1 ? failed : { ok: false, error: { ...failed.error, hint: oneOfSeveral(failed.error) } };
    return { ok: true, value: reportOf(answers.flatMap((answer) => (answer.ok ? answer.value.balances : []))) };
  },
};

async function projectsOf(ask: Ask): Promise<Answer<readonly string[]>> {
  const answer = await ask(endpoint('/v1/projects', Projects));
  return answer.ok ? { ok: true, value: [...new Set(answer.value.projects.map(({ project_id: id }) => id))] } : answer;
}

function oneOfSeveral({ hint }: ProviderError): string {
  const sum = 'Of several projects one did not tell its balance, so their sum is not known: name the one that is meant with "team".';
  return hint === undefined ? sum : `${hint} ${sum}`;
}

/** Each is asked for its balances. */
const mostProjects = 50;
const mayNot: StatusMeaning = {
  kind: 'insufficientScope',
  hint: 'It takes a key with the scope billing:read, which owners and admins of a project have.',
};

function endpoint<T>(path: string, response: z.ZodType<T>): Endpoint<T> {
  return {
    request: ({ apiKey }) => get(path, { authorization: `Token ${apiKey}` }),
    response,
    statusMeans: { 403: mayNot },
    refusals: [{ says: /INSUFFICIENT_PERMISSIONS|sufficient permissions/, means: mayNot }],
  };
}

function reportOf(rows: readonly Row[]): Report {
  const distinct = distinctRows(rows);
  if (distinct === undefined) return { problems: [{ kind: 'unexpectedResponse', field: 'balances.balance_id' }] };
  if (distinct.length === 0) return { problems: [{ kind: 'notReported', field: 'balances' }] };
  const byUnit = new Map<Unit | undefined, Amount[]>();
  for (const { amount: of, units: named } of distinct) {
    const unit = unitOf(named);
    const amounts = byUnit.get(unit);
    if (amounts) amounts.push(of);
    else byUnit.set(unit, [of]);
  }
  const reports = [...byUnit].map(([unit, amounts]) => unit && balance(unit, sumOf(amounts), 'balances.amount', []));
  return {
    balances: reports.flatMap((report) => report?.balances ?? []),
    problems: reports.flatMap((report) => report?.problems ?? [{ kind: 'unexpectedResponse', field: 'balances.units' }]),
  };
}

/** A balance that is listed twice is there once. Undefined where it has two amounts: neither can be believed. */
function distinctRows(rows: readonly Row[]): readonly Row[] | undefined {
  const byId = new Map<string, Row>();
  const others: Row[] = [];
  for (const row of rows) {
    const { balance_id: id, amount: of, units } = row;
    const other = id ? byId.get(id) : undefined;
    if (other && (String(other.amount) !== String(of) || other.units !== units)) return undefined;
    if (id) byId.set(id, row);
    else others.push(row);
  }
  return [...byId.values(), ...others];
}

/** Dollars, or hours of a plan that is counted in them: those are no money. @see https://github.com/deepgram/deepgram-api-specs */
function unitOf(named: unknown): Unit | undefined {
  return typeof named === 'string' && /^hours?$/i.test(named) ? unit('hour') : currency(named);
}
