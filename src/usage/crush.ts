import { unit } from '../core/money/money';
import { callKey } from '../core/usage/callKey';
import { amountAt, listAt, textAt, timeAt } from '../core/usage/fields';
import type { LoggedCall } from '../core/usage/loggedCall';
import type { LogDatabase, LogFile, Machine, ReadCalls, UsageReader } from '../core/usage/usageReader';

/** @see https://github.com/charmbracelet/crush/blob/37f36e93824e5c4f892e4a817f7f628e2682fe14/internal/projects/projects.go */
function lists({ home, variable }: Machine): readonly string[] {
  const named = [variable('CRUSH_GLOBAL_DATA'), variable('XDG_DATA_HOME') && `${variable('XDG_DATA_HOME')}/crush`];
  const local = variable('LOCALAPPDATA') ?? `${home}/AppData/Local`;
  const folders = [...named, `${home}/.local/share/crush`, `${local}/crush`].filter((folder) => folder !== undefined && folder !== '');
  return folders.map((folder) => `${folder}/projects.json`);
}

/** Each project has a database in a folder of its own, mostly `.crush` below it. */
function folders(list: unknown): readonly string[] {
  return listAt(list, 'projects').flatMap((project) => {
    const [path, data] = [textAt(project, 'path'), textAt(project, 'data_dir')];
    if (data === undefined) return [];
    return /^([\\/]|[a-z]:)/i.test(data) || path === undefined ? [data] : [`${path}/${data}`];
  });
}

/** What no other session here started: sub-agents of a session that was deleted are left over. */
const topmost = 'coalesce(parent_session_id NOT IN (SELECT id FROM sessions), true)';

/**
 * Tokens are those of the last step, so only money is read, and that of sessions that no other one started: what their sub-agents cost
 * is in them.
 * @see https://github.com/charmbracelet/crush/blob/37f36e93824e5c4f892e4a817f7f628e2682fe14/internal/agent/coordinator.go `updateParentSessionCost`
 */
function read(database: LogDatabase, { place }: LogFile): ReadCalls {
  const columns = database.columns('sessions');
  if (columns.length === 0) return { calls: [] };
  if (!['id', 'parent_session_id', 'cost', 'updated_at'].every((name) => columns.includes(name))) return 'tooNew';
  return { calls: calls(database, place) };
}

function* calls(database: LogDatabase, place: string): Generator<LoggedCall, void, undefined> {
  const models = modelsOf(database);
  const project = /^(.*)[\\/]\.crush$/.exec(place)?.[1] ?? null;
  for (const row of database.rows(`SELECT * FROM sessions WHERE ${topmost} AND cost > 0`)) {
    const [id, amount, at] = [textAt(row, 'id'), amountAt(row, 'cost'), timeAt(row, 'updated_at')];
    if (id === undefined || amount === undefined || amount === 0) continue;
    const { model, provider } = models.get(id) ?? unknown;
    const parent = textAt(row, 'parent_session_id');
    yield {
      key: callKey('crush', id, amount),
      at,
      since: timeAt(row, 'created_at'),
      kind: 'sum',
      isCumulative: true,
      provider: provider === null ? null : { name: provider, evidence: 'logged' },
      model,
      tokens: null,
      quality: 'total',
      // By the tool's own list of prices; OpenRouter's own figure stands in its place, without a mark, where it was told.
      costs: [{ amount, unit: unit('USD'), source: provider === 'openrouter' ? 'provider' : 'tool' }],
      project,
      session: id,
      isSubAgent: parent !== undefined,
      // Where the deleted one was read while it was there, this was in its cost.
      ...(parent === undefined ? { name: callKey('crush', id) } : { copyOf: callKey('crush', parent) }),
    };
  }
}

interface Asked {
  readonly model: string | null;
  readonly provider: string | null;
}

const unknown: Asked = { model: null, provider: null };

/** Where a session, with all that it started, asked one model alone, its money went there; where there were several it is not told. */
function modelsOf(database: LogDatabase): ReadonlyMap<string, Asked> {
  const columns = database.columns('messages');
  if (!['session_id', 'model', 'provider'].every((name) => columns.includes(name))) return new Map();
  const rows = database.rows(
    `WITH RECURSIVE under(id, root) AS (
       SELECT id, id FROM sessions WHERE ${topmost}
       UNION SELECT sessions.id, under.root FROM sessions JOIN under ON sessions.parent_session_id = under.id
     )
     SELECT under.root AS root, min(model) AS model, max(model) AS other, min(provider) AS provider, max(provider) AS another
     FROM under JOIN messages ON messages.session_id = under.id WHERE coalesce(messages.model, '') <> '' GROUP BY under.root`,
  );
  return new Map(
    [...rows].map((row) => [
      textAt(row, 'root') ?? '',
      { model: onlyOne(textAt(row, 'model'), textAt(row, 'other')), provider: onlyOne(textAt(row, 'provider'), textAt(row, 'another')) },
    ]),
  );
}

function onlyOne(first: string | undefined, last: string | undefined): string | null {
  return first !== undefined && first === last ? first : null;
}

export const crush: UsageReader = {
  id: 'crush',
  name: 'Crush',
  rules: 4,
  places: ({ home }) => [`${home}/.crush`],
  listed: { lists, folders },
  sources: [{ form: 'database', under: '', isFlat: true, matches: (path) => path === 'crush.db', read }],
  blindSpots: [
    'Only what sessions cost is known, and only how much it grew from one look to the next.',
    'Use at a flat rate, and of models whose price the tool does not know, costs nothing here.',
    'Projects are found by the tool’s own list of them.',
  ],
};
