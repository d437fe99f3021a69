import { callKey } from '../core/usage/callKey';
import { dollarCost } from '../core/usage/dollarCost';
import { countAt, fieldAt, textAt, timeAt } from '../core/usage/fields';
import { hostOf } from '../core/usage/hostOf';
import type { LoggedCall, LoggedProvider } from '../core/usage/loggedCall';
import { namedProvider } from '../core/usage/namedProvider';
import { isUnread, usedTokens, type LoggedCounts } from '../core/usage/readTokens';
import { tokenClasses } from '../core/usage/tokens';
import type { DatabaseSource, LogDatabase, Machine, ReadCalls, UsageReader } from '../core/usage/usageReader';

/** @see https://github.com/NousResearch/hermes-agent/blob/00067189/hermes_constants.py `get_process_hermes_home` */
function places({ home, variable }: Machine): readonly string[] {
  const local = variable('LOCALAPPDATA') ?? `${home}/AppData/Local`;
  return [variable('HERMES_HOME') ?? '', `${home}/.hermes`, `${local}/hermes`];
}

/** Older versions of the store have no such table; a newer one makes it of the sums of their sessions when it opens them. */
function read(database: LogDatabase): ReadCalls {
  const columns = database.columns('session_model_usage');
  if (columns.length === 0) return { calls: [] };
  const needed = ['session_id', 'model', 'billing_provider', 'billing_base_url', 'input_tokens', 'output_tokens', 'last_seen'];
  return needed.every((name) => columns.includes(name)) ? { calls: calls(database) } : 'tooNew';
}

/** What makes a row one of its own. Older tables have no task. */
const route = ['session_id', 'model', 'billing_provider', 'billing_base_url', 'billing_mode', 'task'];

/**
 * One row for each model and way of billing in a session, to which every request adds. A branch of a session begins with none.
 * @see https://github.com/NousResearch/hermes-agent/blob/0ebb0462/hermes_state_usage.py `_MODEL_USAGE_UPSERT_SQL`
 */
function* calls(database: LogDatabase): Generator<LoggedCall, void, undefined> {
  const folder = database.columns('sessions').includes('cwd') ? 'sessions.cwd' : 'NULL';
  // The session that started this one: https://github.com/NousResearch/hermes-agent/blob/05649193/hermes_state_schema.py `_delegate_from`
  const rows = database.rows(
    `SELECT used.*, ${folder} AS cwd, coalesce(instr(sessions.model_config, '"_delegate_from"'), 0) AS delegate
     FROM session_model_usage AS used LEFT JOIN sessions ON sessions.id = used.session_id`,
  );
  for (const row of rows) {
    const [at, counts] = [timeAt(row, 'last_seen'), countsOf(row)];
    const tokens = usedTokens(counts);
    if (tokens === null && !isUnread(counts)) continue;
    const model = textAt(row, 'model') ?? null;
    const names = route.map((name) => textAt(row, name) ?? '');
    yield {
      key: callKey('hermes', ...names, ...tokenClasses.map((name) => tokens?.[name] ?? '')),
      at,
      ...(tokens === null ? { kind: 'call' } : { kind: 'sum', isCumulative: true }),
      provider: providerOf(row, model),
      model: model === 'unknown' ? null : model,
      tokens,
      quality: 'total',
      costs: costOf(row),
      project: textAt(row, 'cwd') ?? null,
      // What rises is told by the session, and each row rises by itself.
      session: callKey(...names),
      isSubAgent: (countAt(row, 'delegate') ?? 0) > 0,
    };
  }
}

/** Uncached input, and all output. @see https://github.com/NousResearch/hermes-agent/blob/00fb0f9c/agent/usage_pricing.py `CanonicalUsage` */
function countsOf(row: unknown): LoggedCounts {
  return {
    input: countAt(row, 'input_tokens'),
    output: countAt(row, 'output_tokens'),
    cacheRead: countAt(row, 'cache_read_tokens'),
    cacheWrite5m: countAt(row, 'cache_write_tokens'),
    reasoning: countAt(row, 'reasoning_tokens'),
  };
}

/**
 * What was billed stands in the place of the estimate.
 * @see https://github.com/NousResearch/hermes-agent/blob/0ebb0462/hermes_state_usage.py `usage_totals`
 */
function costOf(row: unknown): LoggedCall['costs'] {
  const billed = dollarCost(fieldAt(row, 'actual_cost_usd'), 'provider');
  return billed.length > 0 ? billed : dollarCost(fieldAt(row, 'estimated_cost_usd'), 'tool');
}

/**
 * The address says more than the name: `kimi-coding` is a plan, but for keys that are sent to Moonshot's own address.
 * @see https://github.com/NousResearch/hermes-agent/blob/842f6fa6/hermes_cli/auth.py `_resolve_kimi_base_url`
 */
function providerOf(row: unknown, model: string | null): LoggedProvider | null {
  const host = hostOf(textAt(row, 'billing_base_url'));
  return host === null ? namedProvider(textAt(row, 'billing_provider'), model) : { name: host, evidence: 'host' };
}

const stores: Pick<DatabaseSource, 'form' | 'read'> = { form: 'database', read };

export const hermes: UsageReader = {
  id: 'hermes',
  name: 'Hermes Agent',
  rules: 4,
  places,
  sources: [
    { ...stores, under: '', isFlat: true, matches: (path) => path === 'state.db' },
    { ...stores, under: 'profiles', matches: (path) => /^profiles\/[^/]+\/state\.db$/.test(path) },
  ],
  blindSpots: [
    'The store has what a session came to and no single call: when money was spent is known from one look to the next.',
    'A store of before there was a table of usage is read once a newer version has opened it.',
  ],
};
