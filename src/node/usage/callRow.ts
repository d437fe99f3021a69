import type { SQLInputValue } from 'node:sqlite';
import { micros, unit } from '../../core/money/money';
import { fieldAt, listAt, textAt } from '../../core/usage/fields';
import type { LoggedCall, LoggedCost } from '../../core/usage/loggedCall';
import { integer, integerOrNull, type SqlRow } from '../sqlite/columns';
import { DamagedRow } from '../sqlite/sqliteFailure';

/** Words that come again and again, each kept once. */
export interface Words {
  /** 0: nothing of it may be kept. */
  readonly idOf: (text: string) => number;
  readonly textOf: (id: number) => string;
}

const qualities = ['reported', 'counted', 'total'] as const;
const evidences = ['logged', 'host', 'model'] as const;

/** As `is_sum`. */
export const cumulative = 2;

export const callColumns = [
  'key',
  'tool',
  'at',
  'since',
  'is_sum',
  'provider',
  'evidence',
  'model',
  'input',
  'cache_read',
  'cache_write_5m',
  'cache_write_1h',
  'output',
  'reasoning',
  'quality',
  'may_hold_cache',
  'web_searches',
  'tier',
  'costs',
  'project',
  'session',
  'sub_agent',
  'rank',
  'copy_of',
  'replay_of',
  'web_fetches',
] as const;

/** A call as it is kept: its names are numbers, its project is one of the table of projects. */
export interface KeptCall {
  readonly tool: number;
  readonly call: LoggedCall<number>;
  readonly project: number | null;
}

/** In the order of {@link callColumns}. */
export function rowOf({ tool, call, project }: KeptCall, words: Words): SQLInputValue[] {
  const { tokens, provider, model, serviceTier, costs } = call;
  const evidence = provider === null ? -1 : evidences.indexOf(provider.evidence);
  return [
    call.key,
    tool,
    call.at,
    call.since ?? null,
    call.kind === 'call' ? 0 : call.isCumulative === true ? cumulative : 1,
    provider === null ? null : words.idOf(provider.name) || null,
    evidence < 0 ? null : evidence,
    model === null ? null : words.idOf(model) || null,
    tokens?.input ?? null,
    tokens?.cacheRead ?? null,
    tokens?.cacheWrite5m ?? null,
    tokens?.cacheWrite1h ?? null,
    tokens?.output ?? null,
    tokens?.reasoning ?? null,
    qualities.indexOf(call.quality),
    Number(call.mayHoldCache ?? false),
    call.webSearches ?? 0,
    // One without a name is none that has a price.
    serviceTier === undefined ? null : words.idOf(serviceTier) || words.idOf('unnamed'),
    costs.length === 0 ? null : JSON.stringify(costs),
    project,
    call.session,
    Number(call.isSubAgent),
    call.rank ?? 0,
    call.copyOf ?? null,
    call.replayOf ?? null,
    call.webFetches ?? 0,
  ];
}

/** @param projectName of a project's number; what is shown of it is its last name */
export function callOf(row: SqlRow, words: Words, projectName: (name: number) => string | null): KeptCall {
  const [provider, model, tier] = [integerOrNull(row, 'provider'), integerOrNull(row, 'model'), integerOrNull(row, 'tier')];
  const input = integerOrNull(row, 'input');
  const [copyOf, replayOf] = [integerOrNull(row, 'copy_of'), integerOrNull(row, 'replay_of')];
  const project = integerOrNull(row, 'project');
  const [evidence, since] = [integerOrNull(row, 'evidence'), integerOrNull(row, 'since')];
  return {
    tool: integer(row, 'tool'),
    project,
    call: {
      key: integer(row, 'key'),
      at: integer(row, 'at'),
      ...(since === null ? {} : { since }),
      kind: integer(row, 'is_sum') === 0 ? 'call' : 'sum',
      ...(integer(row, 'is_sum') === cumulative ? { isCumulative: true } : {}),
      provider: provider === null || evidence === null ? null : { name: words.textOf(provider), evidence: evidences[evidence] ?? 'model' },
      model: model === null ? null : words.textOf(model),
      tokens:
        input === null
          ? null
          : {
              input,
              cacheRead: integer(row, 'cache_read'),
              cacheWrite5m: integer(row, 'cache_write_5m'),
              cacheWrite1h: integer(row, 'cache_write_1h'),
              output: integer(row, 'output'),
              reasoning: integer(row, 'reasoning'),
            },
      quality: qualities[integer(row, 'quality')] ?? 'reported',
      ...(integer(row, 'may_hold_cache') === 1 ? { mayHoldCache: true } : {}),
      webSearches: integer(row, 'web_searches'),
      webFetches: integer(row, 'web_fetches'),
      ...(tier === null ? {} : { serviceTier: words.textOf(tier) }),
      costs: costsOf(row['costs']),
      project: project === null ? null : projectName(project),
      session: integerOrNull(row, 'session'),
      isSubAgent: integer(row, 'sub_agent') === 1,
      rank: integer(row, 'rank'),
      ...(copyOf === null ? {} : { copyOf }),
      ...(replayOf === null ? {} : { replayOf }),
    },
  };
}

function costsOf(json: unknown): readonly LoggedCost[] {
  if (typeof json !== 'string') return [];
  const costs: unknown = JSON.parse(json);
  return listAt({ costs }, 'costs').map((cost) => {
    const [amount, unitText] = [fieldAt(cost, 'amount'), textAt(cost, 'unit')];
    if (typeof amount !== 'number' || unitText === undefined) throw new DamagedRow('costs is no list of amounts');
    return { amount: micros(amount), unit: unit(unitText), source: textAt(cost, 'source') === 'provider' ? 'provider' : 'tool' };
  });
}
