import { unit } from '../core/money/money';
import { loggedAmount } from '../core/usage/loggedAmount';
import { callKey } from '../core/usage/callKey';
import { countAt, entriesAt, fieldAt, listAt, textAt, timeAt } from '../core/usage/fields';
import type { LoggedCall, LoggedCost } from '../core/usage/loggedCall';
import { readTokens } from '../core/usage/readTokens';
import { wholeInput, type Tokens } from '../core/usage/tokens';
import type { LineReader, LogDatabase, LogFile, Machine, ReadCalls, UsageReader } from '../core/usage/usageReader';

/** On every system below the home. @see https://github.com/getagentseal/codeburn/blob/ed8fa3af3d58a3eb3f09f14de8f99d41bce5702c/docs/providers/copilot.md */
function places({ home, variable }: Machine): readonly string[] {
  return [variable('COPILOT_HOME') ?? '', `${home}/.copilot`].filter((folder) => folder !== '');
}

/** @see https://github.com/getagentseal/codeburn/blob/ed8fa3af3d58a3eb3f09f14de8f99d41bce5702c/src/providers/copilot.ts `SESSION_STORE_USAGE_COLUMNS` */
const needed = ['id', 'session_id', 'model', 'input_tokens', 'output_tokens', 'created_at'];
const optional = [
  'copilot_usage_model',
  'cache_read_tokens',
  'cache_write_tokens',
  'reasoning_tokens',
  'total_nano_aiu',
  'agent_id',
  'parent_tool_call_id',
];
/** The store's own number of its tables: what has been seen of it. */
const newest = 8;

function read(database: LogDatabase, { kept }: LogFile): ReadCalls {
  const columns = database.columns('assistant_usage_events');
  // Versions before there was such a table kept no usage here.
  if (columns.length === 0 && database.columns('sessions').length > 0) return { calls: [] };
  if (!needed.every((name) => columns.includes(name)) || versionOf(database) > newest) return 'tooNew';
  const [last] = [...database.rows('SELECT max(id) AS id FROM assistant_usage_events')];
  const [before, now] = [countAt(kept) ?? 0, countAt(last, 'id') ?? 0];
  // Fewer than there were: it was emptied, and began anew.
  return { calls: calls(database, columns, before > now ? 0 : before), kept: now };
}

function versionOf(database: LogDatabase): number {
  if (!database.columns('schema_version').includes('version')) return 0;
  return Math.max(0, ...[...database.rows('SELECT version FROM schema_version')].map((row) => countAt(row, 'version') ?? 0));
}

const provider = { name: 'github-copilot', evidence: 'logged' } as const;

/** One row for each request, as it is answered. */
function* calls(database: LogDatabase, columns: readonly string[], from: number): Generator<LoggedCall, void, undefined> {
  const known = [...needed, ...optional.filter((name) => columns.includes(name))].map((name) => `event.${name}`);
  const hasFolder = database.columns('sessions').includes('cwd');
  const folder = hasFolder ? '(SELECT cwd FROM sessions WHERE sessions.id = event.session_id)' : 'NULL';
  const rows = database.rows(
    `SELECT ${known.join(', ')}, ${folder} AS cwd FROM assistant_usage_events AS event WHERE event.id > ?1 ORDER BY event.id`,
    from,
  );
  for (const row of rows) {
    const [id, session, at] = [countAt(row, 'id'), textAt(row, 'session_id') ?? '', timeAt(row, 'created_at')];
    if (id === undefined) continue;
    const name = callKey('copilot', session);
    const call: LoggedCall = {
      // Its number is of this database alone, and of another one after that was made anew.
      key: callKey('copilot', session, id, at),
      name,
      at,
      kind: 'call',
      provider,
      // What is billed where the person left the choice to Copilot, and `model` is `auto`.
      model: textAt(row, 'copilot_usage_model') ?? textAt(row, 'model') ?? null,
      tokens: tokensOf(row, inTable),
      quality: 'reported',
      costs: creditsOf(countAt(row, 'total_nano_aiu')),
      project: textAt(row, 'cwd') ?? null,
      session,
      isSubAgent: textAt(row, 'agent_id') !== undefined || textAt(row, 'parent_tool_call_id') !== undefined,
    };
    yield call;
    // Since when the session is in the table: what it told before that is no copy.
    yield { ...call, key: name, kind: 'sum', isCumulative: true, tokens: null, costs: [] };
  }
}

function tokensOf(usage: unknown, names: readonly string[]): Tokens | null {
  const [input, output, cacheRead, cacheWrite5m, reasoning] = names.map((name) => countAt(usage, name));
  return readTokens({ input, output, cacheRead, cacheWrite5m, reasoning }, { inputHoldsCache: true });
}

const inTable = ['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens', 'reasoning_tokens'];
const atEnd = ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens', 'reasoningTokens'];

/**
 * At its end a session tells what it came to, with each model; more where it is taken up again, and less where it was condensed
 * meanwhile, since that begins anew. What it tells after its first row in the table of usage, the table has, or it told it before.
 * @see https://github.com/getagentseal/codeburn/blob/ed8fa3af3d58a3eb3f09f14de8f99d41bce5702c/src/providers/copilot.ts `session.shutdown`
 */
function open({ path, first, kept, changedAt }: LogFile): LineReader {
  const session = path.split('/').at(-2) ?? '';
  let totals = entriesAt(kept);
  const line = (event: unknown): readonly LoggedCall[] =>
    Object.entries(entriesAt(event, 'data', 'modelMetrics')).flatMap(([model, metrics]) => {
      const tokens = tokensOf(fieldAt(metrics, 'usage'), atEnd);
      if (tokens === null || textAt(event, 'type') !== 'session.shutdown') return [];
      const [before = 0, times = 0] = listAt(totals, model).map(Number);
      const began = wholeInput(tokens) < before ? times + 1 : times;
      totals = { ...totals, [model]: [wholeInput(tokens), began] };
      return [
        {
          key: callKey('copilot', session, model, began, wholeInput(tokens), tokens.output),
          copyOf: callKey('copilot', session),
          at: timeAt(event, 'timestamp') || changedAt,
          since: timeAt(first(), 'timestamp'),
          kind: 'sum',
          isCumulative: true,
          provider,
          model,
          tokens,
          quality: 'total',
          costs: [],
          project: null,
          session: callKey(session, model, began),
          isSubAgent: false,
        },
      ];
    });
  return { line, kept: () => totals };
}

/** A billionth of a credit, which is a unit of its own: nothing is held for it in money that was paid before. */
function creditsOf(nano: number | undefined): readonly LoggedCost[] {
  const amount = nano === undefined || nano === 0 ? undefined : loggedAmount(String(nano), -9);
  return amount === undefined ? [] : [{ amount, unit: unit('credits'), source: 'provider' }];
}

export const copilot: UsageReader = {
  id: 'copilot',
  name: 'GitHub Copilot CLI',
  rules: 5,
  places,
  sources: [
    { form: 'database', under: '', isFlat: true, matches: (path) => path === 'session-store.db', read },
    { form: 'lines', under: 'session-state', matches: (path) => path.endsWith('/events.jsonl'), marks: ['"session.shutdown"'], open },
  ],
  blindSpots: [
    'What was asked in editors, on the web and in the app for phones is not in this store.',
    'Of versions before there was a table of usage only sums are known, of sessions that ended, since they were last condensed.',
  ],
};
