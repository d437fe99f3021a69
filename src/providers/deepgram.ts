import * as z from 'zod';
import { currency, unit, type Unit } from '../core/money/money';
import { sitesAt, type Endpoint, type KeyedProvider, type Report, type StatusMeaning } from '../core/provider/provider';
import { get } from '../core/provider/request';
import { amount, balance, sumOf, type Amount } from '../core/provider/response';

const Projects = z.object({ projects: z.array(z.object({ project_id: z.string().regex(/^[\w-]{1,64}$/) })) });
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
  fetch: async (ask) => {
    const projects = await ask(endpoint('/v1/projects', Projects));
    if (!projects.ok) return projects;
    const ids = [...new Set(projects.value.projects.map(({ project_id: id }) => id))];
    if (ids.length > mostProjects) return { ok: true, value: { problems: [{ kind: 'unexpectedResponse', field: 'projects' }] } };
    const answers = await Promise.all(ids.map((id) => ask(endpoint(`/v1/projects/${id}/balances`, Balances))));
    // A project that does not answer would be missing from the sum.
    const failed = answers.find((answer) => !answer.ok);
    if (failed) return failed;
    return { ok: true, value: reportOf(answers.flatMap((answer) => (answer.ok ? answer.value.balances : []))) };
  },
};

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
