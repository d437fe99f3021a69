import { micros, unit, type Unit } from '../core/money/money';
import type { EpochMs } from '../core/time/epoch';
import { callKey } from '../core/usage/callKey';
import { amountAt, countAt, fieldAt, listAt, textAt, timeAt, unknownTime } from '../core/usage/fields';
import { guessProvider } from '../core/usage/guessProvider';
import type { LoggedCall, LoggedProvider } from '../core/usage/loggedCall';
import { usedTokens } from '../core/usage/readTokens';
import type { LogFile, Machine, ReadCalls, UsageReader } from '../core/usage/usageReader';

/** @see https://github.com/Hmbown/CodeWhale/blob/75dca2c/crates/paths/src/lib.rs */
function places({ home, variable }: Machine): readonly string[] {
  const named = [variable('CODEWHALE_HOME'), variable('DEEPSEEK_HOME')].map((folder) => folder?.trim() ?? '');
  return [...named.filter((folder) => folder !== ''), `${home}/.codewhale`, `${home}/.deepseek`];
}

const knownSchema = 1;
/** The tool itself looks for it in a quarter of that. */
const headBytes = 256 << 10;

/** What a session came to: two views of one money, which are never added, and turns that the tool had no price for. */
interface SessionTotal {
  readonly usd: number;
  readonly cny: number;
  readonly unpriced: number;
}

const nothing: SessionTotal = { usd: 0, cny: 0, unpriced: 0 };
const most = 10_000;

/** @see https://github.com/Hmbown/CodeWhale/blob/75dca2c/crates/tui/src/session_manager.rs `SessionCostSnapshot` */
function totalOf(metadata: unknown): SessionTotal {
  const told = ['session_cost_usd', 'subagent_cost_usd', 'session_cost_cny', 'subagent_cost_cny'].map((name) =>
    amountAt(metadata, 'cost', name),
  );
  const [usd = 0, usdBelow = 0, cny = 0, cnyBelow = 0] = told;
  const isTold = told.some((amount) => amount !== undefined) || countAt(metadata, 'total_tokens') === 0;
  const unpriced = countAt(metadata, 'cost', 'unpriced_turns') ?? 0;
  return {
    usd: usd + usdBelow,
    cny: cny + cnyBelow,
    // Of a session whose costs cannot be read nobody knows how many turns it had.
    unpriced: isTold && unpriced >= 0 ? Math.min(most, unpriced) : 1,
  };
}

function each(a: SessionTotal, b: SessionTotal, of: (a: number, b: number) => number): SessionTotal {
  return { usd: of(a.usd, b.usd), cny: of(a.cny, b.cny), unpriced: of(a.unpriced, b.unpriced) };
}

function read(content: unknown, file: LogFile): ReadCalls {
  if ((countAt(content, 'schema_version') ?? knownSchema) > knownSchema) return 'tooNew';
  const metadata = fieldAt(content, 'metadata');
  const id = textAt(metadata, 'id');
  if (id === undefined) return 'malformed';
  const total = totalOf(metadata);
  const parent = textAt(metadata, 'parent_session_id');
  const base = baseOf(file, total, parent);
  // Of a fork whose parent is gone, all it began with is taken for the parent's: of several such forks it is counted once.
  const own = base ?? total;
  const began = base === null && parent !== undefined ? callsOf(metadata, file, parent, nothing, total) : [];
  // When the parent began is not told.
  const since = timeAt(metadata, 'created_at');
  return { calls: [...began, ...callsOf(metadata, file, id, own, total, since)], kept: own };
}

/**
 * A fork begins with what its parent had come to. How much that was is told nowhere: what the parent has come to when the fork is first
 * seen is no less. null: the parent has no log here.
 */
function baseOf({ kept, beside }: LogFile, total: SessionTotal, parent: string | undefined): SessionTotal | null {
  const [usd, cny, unpriced] = [countOf(kept, 'usd'), countOf(kept, 'cny'), countOf(kept, 'unpriced')];
  if (usd !== null && cny !== null && unpriced !== null) return { usd, cny, unpriced };
  if (parent === undefined) return nothing;
  const metadata = fieldAt(beside(`sessions/${parent}.json`), 'metadata');
  return metadata === undefined ? null : each(totalOf(metadata), total, Math.min);
}

function countOf(kept: unknown, name: string): number | null {
  const found = fieldAt(kept, name);
  return typeof found === 'number' ? found : null;
}

/** What a session came to above what it began with, and the turns that are not in it. */
function callsOf(
  metadata: unknown,
  file: LogFile,
  session: string,
  base: SessionTotal,
  total: SessionTotal,
  since = 0,
): readonly LoggedCall[] {
  const own = each(total, base, (all, before) => Math.max(0, all - before));
  const call: Omit<LoggedCall, 'key' | 'kind' | 'costs'> = {
    at: timeAt(metadata, 'updated_at') || file.changedAt,
    since,
    provider: providerOf(metadata),
    model: textAt(metadata, 'model') ?? null,
    tokens: null,
    quality: 'total',
    project: textAt(metadata, 'workspace') ?? null,
    session,
    isSubAgent: false,
  };
  const costs = [costOf(own.usd, unit('USD')), costOf(own.cny, unit('CNY'))].flat();
  const sum: LoggedCall = { ...call, key: callKey('codewhale', session, own.usd, own.cny), kind: 'sum', isCumulative: true, costs };
  const turns = Array.from({ length: own.unpriced }, (_, index): LoggedCall => {
    return { ...call, key: callKey('codewhale', session, 'unpriced', base.unpriced + index), kind: 'call', costs: [] };
  });
  return costs.length === 0 ? turns : [sum, ...turns];
}

function costOf(amount: number, of: Unit): LoggedCall['costs'] {
  return amount > 0 ? [{ amount: micros(amount), unit: of, source: 'tool' }] : [];
}

/** Every route that a person named is `custom` by its kind, and has the person's own name beside it. */
function providerOf(metadata: unknown): LoggedProvider {
  const kind = textAt(metadata, 'model_provider') ?? 'deepseek';
  return { name: kind === 'custom' ? (textAt(metadata, 'model_provider_id') ?? kind) : kind, evidence: 'logged' };
}

const knownTurnSchema = 2;

/**
 * Turns of the web interface, of the program's own API and of tasks in the background are kept one by one, with their tokens; a fork of
 * a thread is a copy of its turns under new ids. What agents, reviews and summaries used below a turn is not in the turn's own usage.
 * @see https://github.com/Hmbown/CodeWhale/blob/75dca2cfbe1b5e0e9fd58c9eed27dbc1b4705c48/crates/tui/src/runtime_threads.rs `TurnRecord`
 */
function readTurn(content: unknown, { path, beside, changedAt }: LogFile): ReadCalls {
  if ((countAt(content, 'schema_version') ?? knownTurnSchema) > knownTurnSchema) return 'tooNew';
  const thread = textAt(content, 'thread_id');
  if (thread === undefined) return 'malformed';
  const about = beside(`tasks/runtime/threads/${thread}.json`);
  const began = timeAt(content, 'effective_dispatched_at');
  const own: Route = {
    sentAt: began || timeAt(content, 'created_at'),
    provider: textAt(content, 'effective_provider_id') ?? textAt(content, 'effective_provider'),
    model: textAt(content, 'effective_model') ?? textAt(about, 'model'),
    billing: textAt(content, 'effective_billing_mode'),
    usage: fieldAt(content, 'usage'),
    isSubAgent: false,
  };
  const below = listAt(content, 'routed_usage').map((one): Route => {
    const route = fieldAt(one, 'route');
    return {
      sentAt: timeAt(route, 'dispatched_at'),
      provider: textAt(route, 'provider_identity') ?? textAt(route, 'provider'),
      model: textAt(route, 'model'),
      billing: textAt(route, 'billing_mode'),
      usage: fieldAt(one, 'usage'),
      isSubAgent: true,
    };
  });
  const isUnderWay = /^(queued|in_progress)$/.test(textAt(content, 'status') ?? '');
  const isTold = own.usage !== undefined && own.usage !== null;
  const told = isTold || (began !== unknownTime && !isUnderWay) ? [own, ...below] : below;
  const where = { project: textAt(about, 'workspace') ?? null, session: thread };
  return { calls: told.map((route) => turnOf(route, where, changedAt, path)) };
}

interface Route {
  readonly sentAt: EpochMs;
  readonly provider: string | undefined;
  readonly model: string | undefined;
  readonly billing: string | undefined;
  readonly usage: unknown;
  readonly isSubAgent: boolean;
}

function turnOf(route: Route, where: Pick<LoggedCall, 'project' | 'session'>, changedAt: EpochMs, path: string): LoggedCall {
  const { sentAt, provider, billing, usage, isSubAgent } = route;
  const model = route.model ?? null;
  // What a subscription or this machine answers takes no money from an account.
  const isMetered = billing !== 'subscription' && billing !== 'local';
  const named = provider === undefined ? guessProvider(model) : ({ name: provider, evidence: isMetered ? 'logged' : 'model' } as const);
  const counts = {
    input: countAt(usage, 'input_tokens'),
    output: countAt(usage, 'output_tokens'),
    cacheRead: countAt(usage, 'prompt_cache_hit_tokens'),
    cacheWrite5m: countAt(usage, 'prompt_cache_write_tokens'),
    reasoning: countAt(usage, 'reasoning_tokens'),
  };
  return {
    key: callKey('codewhale', 'turn', sentAt || path, model ?? '', String(isSubAgent)),
    at: sentAt || changedAt,
    kind: 'call',
    provider: named,
    model,
    tokens: usedTokens(counts, { inputHoldsCache: true }),
    quality: isSubAgent ? 'reported' : 'total',
    costs: [],
    ...where,
    isSubAgent,
  };
}

export const codewhale: UsageReader = {
  id: 'codewhale',
  name: 'CodeWhale',
  rules: 4,
  places,
  sources: [
    {
      form: 'whole',
      under: 'sessions',
      isFlat: true,
      matches: (path) => path.endsWith('.json') && !path.endsWith('/session_boot_owners.json'),
      headBytes,
      read,
    },
    // A session that ended before it was saved, or since; the one that is named for nothing is of older versions.
    {
      form: 'whole',
      under: 'sessions/checkpoints',
      isFlat: true,
      matches: (path) => path.endsWith('.json') && !path.endsWith('/offline_queue.json'),
      headBytes,
      read,
    },
    { form: 'whole', under: 'tasks/runtime/turns', isFlat: true, matches: (path) => path.endsWith('.json'), read: readTurn },
  ],
  blindSpots: [
    'In the terminal its log has what a session came to and no single call: when money was spent is known from one look to the next.',
    'Turns that the tool had no price for are not in its sums.',
  ],
};
