import { unit } from '../money/money';
import { callKey } from './callKey';
import { amountAt, countAt, fieldAt, textAt, timeAt } from './fields';
import { guessProvider } from './guessProvider';
import type { LoggedCall } from './loggedCall';
import { readTokens } from './readTokens';
import { tokenClasses, type Tokens } from './tokens';

/** Of the JSON of a message, the fields that are read; `tokens` and `time` are small objects of numbers. */
export const openCodeFields = {
  role: '$.role',
  provider: '$.providerID',
  model: '$.modelID',
  modelOfV2: '$.model.id',
  providerOfV2: '$.model.providerID',
  tokens: '$.tokens',
  cost: '$.cost',
  time: '$.time',
  folder: '$.path.cwd',
  refused: '$.error.data.statusCode',
  error: '$.error.name',
} as const;

/** Where a message stands. */
export interface OpenCodeMessage {
  readonly id: string;
  readonly session: string | null;
  readonly isSubAgent: boolean;
  readonly project: string | null;
  /** Stands in for a time that its text does not tell. */
  readonly created?: unknown;
  /**
   * `original`: its id is the call's. `copy`: a fork or a migration gave it an id of its own. `repeated`: its id may stand in another
   * table too, or one of another id for the same call.
   */
  readonly as: 'original' | 'copy' | 'repeated';
}

/**
 * One answer of a model: a step of what the person asked for. Of a session's own sums and of the parts of a message nothing is read, since
 * they say the same again.
 * @param fields by the names of {@link openCodeFields}
 * @see https://github.com/anomalyco/opencode/blob/008d57153952804fea8d6eef1cf3baf4402248cb/packages/core/src/session/projector.ts
 * @see https://github.com/Kilo-Org/kilocode/blob/043c49bf77c8a657dab459ff37f316bc9a7e27a6/packages/opencode/src/session/session.ts
 */
export function openCodeCall(fields: unknown, { id, session, isSubAgent, project, as, created }: OpenCodeMessage): readonly LoggedCall[] {
  const at = timeAt(fields, 'time', 'created') || timeAt(created);
  const tokens = tokensOf(fieldAt(fields, 'tokens'));
  // A request that was refused was none.
  if (tokens === null && wasRefused(fields)) return [];
  const model = textAt(fields, 'model') ?? textAt(fields, 'modelOfV2') ?? null;
  const provider = textAt(fields, 'provider') ?? textAt(fields, 'providerOfV2');
  const cost = amountAt(fields, 'cost');
  // By what it is rather than by its id: a copy has another one, and its cost may be set to 0, but the time is the original's. Until it is
  // completed its tokens may grow.
  const begun = ['opencode', at, provider ?? '', model ?? ''] as const;
  const isDone = (fieldAt(fields, 'time', 'completed') ?? null) !== null;
  const sameAs = callKey(...begun, ...(isDone ? tokenClasses.map((name) => tokens?.[name] ?? '') : []));
  return [
    {
      key: as === 'copy' ? callKey('copy', sameAs) : callKey(id),
      at,
      kind: 'call',
      provider: provider === undefined ? guessProvider(model) : { name: provider, evidence: 'logged' },
      model,
      tokens,
      quality: 'reported',
      // 0 is a plan, or a model whose price the tool does not know.
      costs: cost !== undefined && cost > 0 ? [{ amount: cost, unit: unit('USD'), source: 'tool' }] : [],
      project: project ?? textAt(fields, 'folder') ?? null,
      session,
      isSubAgent,
      ...(as === 'original' ? { name: sameAs } : { ...(isDone ? { name: callKey(...begun) } : {}), copyOf: sameAs }),
    },
  ];
}

/** Input is what was in no cache. Nothing but zeros is what a message begins with, and keeps where its answer was cut off. */
function tokensOf(counts: unknown): Tokens | null {
  const [input, output] = [countAt(counts, 'input'), countAt(counts, 'output')];
  const [cacheRead, cacheWrite5m] = [countAt(counts, 'cache', 'read'), countAt(counts, 'cache', 'write')];
  const reasoning = countAt(counts, 'reasoning');
  const total = countAt(counts, 'total');
  // Reasoning is beside output, but for versions that left it in there as well, which the provider's own total shows.
  const isInside = total !== undefined && total === (input ?? 0) + (output ?? 0) + (cacheRead ?? 0) + (cacheWrite5m ?? 0);
  const tokens = readTokens({ input, output, cacheRead, cacheWrite5m, reasoning }, { reasoningIsBeside: !isInside });
  return tokens !== null && tokenClasses.some((name) => tokens[name] > 0) ? tokens : null;
}

function wasRefused(fields: unknown): boolean {
  const status = countAt(fields, 'refused') ?? 0;
  return textAt(fields, 'error') === 'ProviderAuthError' || (status >= 400 && status < 500);
}
