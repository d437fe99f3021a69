import { unit } from '../core/money/money';
import { parsed } from '../core/text/parsed';
import { callKey } from '../core/usage/callKey';
import { amountAt, countAt, fieldAt, textAt, timeAt } from '../core/usage/fields';
import { guessProvider } from '../core/usage/guessProvider';
import type { LoggedCall, LoggedCost, LoggedProvider } from '../core/usage/loggedCall';
import { readTokens } from '../core/usage/readTokens';
import { addTokens, noTokens, type Tokens } from '../core/usage/tokens';
import type { LogDatabase, LogFile, Machine, ReadCalls, UsageReader } from '../core/usage/usageReader';

/** @see https://github.com/block/goose/blob/0780e228ca96f8b7171d9a76f62b6d2c11ed901e/crates/goose/src/config/paths.rs */
function places({ home, variable }: Machine): readonly string[] {
  const root = variable('GOOSE_PATH_ROOT') ?? '';
  const shared = variable('XDG_DATA_HOME') ?? '';
  return [
    ...(root === '' ? [] : [`${root}/data/sessions`]),
    ...(shared === '' ? [] : [`${shared}/goose/sessions`]),
    `${home}/.local/share/goose/sessions`,
    `${variable('APPDATA') ?? `${home}/AppData/Roaming`}/Block/goose/data/sessions`,
    `${home}/Library/Application Support/Block/goose/sessions`,
    `${home}/Library/Application Support/Block.goose/sessions`,
    `${home}/Library/Application Support/goose/sessions`,
    `${home}/.local/share/Block/goose/sessions`,
  ];
}

/** @see https://github.com/aaif-goose/goose/blob/017176d060/crates/goose/src/session/session_manager.rs `CURRENT_SCHEMA_VERSION` */
const newest = 17;

function read(database: LogDatabase, { kept }: LogFile): ReadCalls {
  const sessionColumns = database.columns('sessions');
  if (!sessionColumns.includes('id')) return database.columns('schema_version').length === 0 ? { calls: [] } : 'tooNew';
  const [version] = [...database.rows('SELECT max(version) AS version FROM schema_version')];
  if ((countAt(version, 'version') ?? 0) > newest) return 'tooNew';
  const sessions = sessionsOf(database, sessionColumns);
  const hasLedger = database.columns('usage_ledger').includes('id');
  const noted = hasLedger ? [...database.rows('SELECT session_id, max(id) AS id FROM usage_ledger GROUP BY session_id ORDER BY id')] : [];
  const inLedger = new Set(noted.map((row) => textAt(row, 'session_id')));
  // Before there was a ledger, each session had its sums alone. Of those that have no more now, one without a provider was imported.
  const old = [...sessions].filter(([id, { provider }]) => !inLedger.has(id) && (provider !== undefined || !hasLedger));
  const sums = old.flatMap(([id, session]) => sumOf(id, session));
  if (!hasLedger) return { calls: sums };
  const [before, now] = [countAt(kept) ?? 0, countAt(noted.at(-1), 'id') ?? 0];
  // Fewer than there were: it was emptied, and began anew.
  return { calls: ledger(database, sessions, before > now ? 0 : before, sums), kept: now };
}

interface Session {
  readonly row: unknown;
  readonly provider: string | undefined;
  readonly folder: string | null;
  readonly isSubAgent: boolean;
  readonly began: number;
}

function sessionsOf(database: LogDatabase, columns: readonly string[]): ReadonlyMap<string, Session> {
  const sums = ['input', 'output', 'cache_read', 'cache_write'].map((name) => `accumulated_${name}_tokens`);
  const wanted = ['id', 'working_dir', 'provider_name', 'parent_session_id', 'session_type', 'created_at', 'updated_at', ...sums];
  const known = [...wanted, 'accumulated_cost', 'model_config_json'].filter((name) => columns.includes(name));
  const rows = [...database.rows(`SELECT ${known.join(', ')} FROM sessions`)];
  return new Map(
    rows.map((row) => [
      textAt(row, 'id') ?? '',
      {
        row,
        provider: textAt(row, 'provider_name'),
        folder: textAt(row, 'working_dir') ?? null,
        isSubAgent: textAt(row, 'parent_session_id') !== undefined || textAt(row, 'session_type') === 'sub_agent',
        began: timeAt(row, 'created_at'),
      },
    ]),
  );
}

/** Never changed once it is written; its numbers are never given again. */
function* ledger(
  database: LogDatabase,
  sessions: ReadonlyMap<string, Session>,
  from: number,
  sums: readonly LoggedCall[],
): Generator<LoggedCall, void, undefined> {
  const columns = [
    'id',
    'session_id',
    'created_timestamp',
    'model',
    'input_tokens',
    'output_tokens',
    'cache_read_tokens',
    'cache_write_tokens',
  ];
  for (const row of database.rows(`SELECT ${columns.join(', ')}, cost, cost_source FROM usage_ledger WHERE id > ?1 ORDER BY id`, from)) {
    const [id, session, at] = [countAt(row, 'id'), textAt(row, 'session_id') ?? '', timeAt(row, 'created_timestamp')];
    if (id === undefined) continue;
    if (textAt(row, 'cost_source') !== 'carried_forward') yield callOf(row, id, session, at, sessions.get(session));
  }
  yield* sums;
  yield* carriedForward(database, sessions);
}

function callOf(row: unknown, id: number, session: string, at: number, known: Session | undefined): LoggedCall {
  const model = textAt(row, 'model') ?? null;
  const tokens = tokensOf(row, '');
  return {
    // Its number is of this database alone, and of another one after that was made anew.
    key: callKey('goose', session, id, at),
    name: callKey('goose', session),
    at,
    kind: 'call',
    provider: providerOf(known, model),
    model,
    tokens: isNothing(tokens) ? null : tokens,
    quality: 'reported',
    costs: costsOf(fieldAt(row, 'cost'), textAt(row, 'cost_source')),
    project: known?.folder ?? null,
    session,
    isSubAgent: known?.isSubAgent ?? false,
  };
}

/** Of one that was begun before there was a ledger: what it had come to by then, in a row of its own as soon as it goes on. */
function* carriedForward(database: LogDatabase, sessions: ReadonlyMap<string, Session>): Generator<LoggedCall, void, undefined> {
  const sums = new Map<string, { readonly at: number; readonly tokens: Tokens; readonly cost: number }>();
  for (const row of database.rows("SELECT * FROM usage_ledger WHERE cost_source = 'carried_forward' ORDER BY id")) {
    const session = textAt(row, 'session_id') ?? '';
    const before = sums.get(session) ?? { at: 0, tokens: noTokens, cost: 0 };
    const cost = before.cost + (amountAt(row, 'cost') ?? 0);
    const at = timeAt(row, 'created_timestamp') || before.at;
    sums.set(session, { at, tokens: addTokens(before.tokens, tokensOf(row, '') ?? noTokens), cost });
  }
  for (const [id, { at, tokens, cost }] of sums) {
    const session = sessions.get(id);
    if (session !== undefined) yield* total(id, session, { at, tokens, costs: costsOf(cost / 1_000_000, undefined), mayHoldCache: false });
  }
}

/**
 * Its own calls alone: sub-agents have sessions with sums of their own. As soon as it goes on with a ledger, what that carried forward
 * is the same sum.
 */
function sumOf(id: string, session: Session): readonly LoggedCall[] {
  const hasCache = countAt(session.row, 'accumulated_cache_read_tokens') !== undefined;
  const tokens = tokensOf(session.row, 'accumulated_') ?? noTokens;
  const [at, costs] = [timeAt(session.row, 'updated_at') || session.began, costsOf(fieldAt(session.row, 'accumulated_cost'), undefined)];
  return total(id, session, { at, tokens, costs, mayHoldCache: !hasCache }).map((sum) => ({ ...sum, copyOf: callKey('goose', id) }));
}

interface Sum {
  /** By when it was used. */
  readonly at: number;
  readonly tokens: Tokens;
  readonly costs: readonly LoggedCost[];
  readonly mayHoldCache: boolean;
}

/** When any of it was spent is not told. */
function total(id: string, session: Session, { at, tokens, costs, mayHoldCache }: Sum): readonly LoggedCall[] {
  if (isNothing(tokens)) return [];
  const model = textAt(parsed(textAt(session.row, 'model_config_json') ?? ''), 'model_name') ?? null;
  return [
    {
      key: callKey('goose', id, 'sum', tokens.input, tokens.cacheRead, tokens.cacheWrite5m, tokens.output),
      at,
      since: session.began,
      kind: 'sum',
      isCumulative: true,
      provider: providerOf(session, model),
      model,
      tokens,
      quality: 'total',
      ...(mayHoldCache ? { mayHoldCache } : {}),
      costs,
      project: session.folder,
      session: id,
      isSubAgent: session.isSubAgent,
    },
  ];
}

/** Input has in it what was read from a cache and written to one. */
function tokensOf(row: unknown, prefix: string): Tokens | null {
  const count = (name: string): number | undefined => countAt(row, `${prefix}${name}_tokens`);
  return readTokens(
    { input: count('input'), output: count('output'), cacheRead: count('cache_read'), cacheWrite5m: count('cache_write') },
    { inputHoldsCache: true },
  );
}

function isNothing(tokens: Tokens | null): boolean {
  return tokens === null || (tokens.input === 0 && tokens.output === 0 && tokens.cacheRead === 0 && tokens.cacheWrite5m === 0);
}

function costsOf(cost: unknown, source: string | undefined): readonly LoggedCost[] {
  const amount = amountAt(cost);
  const isReported = source === 'provider_reported' || source === 'provider';
  return amount === undefined || amount === 0 ? [] : [{ amount, unit: unit('USD'), source: isReported ? 'provider' : 'tool' }];
}

function providerOf(session: Session | undefined, model: string | null): LoggedProvider | null {
  return session?.provider === undefined ? guessProvider(model) : { name: session.provider, evidence: 'logged' };
}

export const goose: UsageReader = {
  id: 'goose',
  name: 'goose',
  rules: 4,
  places,
  sources: [{ form: 'database', under: '', isFlat: true, matches: (path) => path === 'sessions.db', read }],
  blindSpots: [
    'Names of sessions, and what was asked beside the conversation, may be in no ledger.',
    'A request that failed or was cut off leaves no usage.',
    'The provider is the one that the session has now, whichever it was before.',
    'Of sessions before version 15 of the store only sums are known, and not when any of it was used.',
    'Sessions of before there was a store are read once goose has taken them over.',
  ],
};
