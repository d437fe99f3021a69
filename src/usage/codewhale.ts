import { micros, unit, type Unit } from '../core/money/money';
import { callKey } from '../core/usage/callKey';
import { amountAt, countAt, fieldAt, isoTime, textAt } from '../core/usage/fields';
import type { LoggedCall, LoggedProvider } from '../core/usage/loggedCall';
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
  const amount = (name: string): number => amountAt(metadata, 'cost', name) ?? 0;
  return {
    usd: amount('session_cost_usd') + amount('subagent_cost_usd'),
    cny: amount('session_cost_cny') + amount('subagent_cost_cny'),
    unpriced: Math.min(most, countAt(metadata, 'cost', 'unpriced_turns') ?? 0),
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
  return { calls: [...began, ...callsOf(metadata, file, id, own, total)], kept: own };
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
function callsOf(metadata: unknown, file: LogFile, session: string, base: SessionTotal, total: SessionTotal): readonly LoggedCall[] {
  const own = each(total, base, (all, before) => Math.max(0, all - before));
  const call: Omit<LoggedCall, 'key' | 'kind' | 'costs'> = {
    at: isoTime(textAt(metadata, 'updated_at')) ?? file.changedAt,
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

export const codewhale: UsageReader = {
  id: 'codewhale',
  name: 'CodeWhale',
  rules: 1,
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
  ],
  blindSpots: [
    'Its log has what a session came to and no single call, so when money was spent is known only from one look to the next.',
    'Turns that the tool had no price for are not in its sums.',
    'Turns of its web interface are kept elsewhere and are not read.',
  ],
};
