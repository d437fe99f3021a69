import { callKey } from '../core/usage/callKey';
import { eachOf, isSameVector, isSomething, notedVector, riseOf, vectorAt, type CountVector } from '../core/usage/countVector';
import { countAt, entriesAt, epochTime, fieldAt, isoTime, listAt, textAt } from '../core/usage/fields';
import { guessProvider } from '../core/usage/guessProvider';
import { hashText } from '../core/usage/hashText';
import type { LoggedCall } from '../core/usage/loggedCall';
import { readTokens } from '../core/usage/readTokens';
import type { LineReader, LineSource, LogFile, Machine, SkipReason, UsageReader } from '../core/usage/usageReader';

/** @see https://github.com/openai/codex/blob/b505ee8/codex-rs/rollout/src/recorder.rs */
function places({ home, variable }: Machine): readonly string[] {
  return [variable('CODEX_HOME') ?? '', `${home}/.codex`].filter((folder) => folder !== '');
}

/** As `TokenUsage` names them. @see https://github.com/openai/codex/blob/edb4efe/codex-rs/protocol/src/protocol.rs */
const names = ['input_tokens', 'cached_input_tokens', 'cache_write_input_tokens', 'output_tokens', 'reasoning_output_tokens'] as const;
const always = ['input_tokens', 'output_tokens'];
const countsOf = (usage: unknown): CountVector | null => vectorAt(usage, names, always);
const zero: CountVector = names.map(() => 0);

/** What the first line says of its file: of several such lines, those after it are those of sessions that it was forked from. */
interface Session {
  readonly id: string;
  readonly at: number;
  readonly parent: string | undefined;
  /** Its counter goes on from that of another file, whether or not what was counted there was copied. */
  readonly continues: boolean;
  /** Lines from here on are its own; undefined: which are is not told. */
  readonly ownFrom: number | undefined;
  readonly provider: string | null;
  readonly project: string | null;
  readonly isSubAgent: boolean;
  readonly isKnown: boolean;
}

/** @see https://github.com/openai/codex/blob/3b1fd5b/codex-rs/rollout/src/ordinal.rs */
function sessionOf({ path, first }: LogFile): Session {
  const meta = fieldAt(first(), 'payload');
  const source = fieldAt(meta, 'source', 'subagent') ?? null;
  const spawned = textAt(source, 'thread_spawn', 'parent_thread_id');
  const parent = textAt(meta, 'forked_from_id') ?? textAt(meta, 'parent_thread_id') ?? spawned;
  return {
    id: textAt(meta, 'id') ?? /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/i.exec(path)?.[0] ?? path,
    at: isoTime(textAt(first(), 'timestamp')) ?? 0,
    parent,
    continues: parent !== undefined || entriesAt(meta, 'history_base')['thread_id'] !== undefined,
    ownFrom: countAt(meta, 'subagent_history_start_ordinal'),
    provider: textAt(meta, 'model_provider') ?? null,
    project: textAt(meta, 'cwd') ?? null,
    isSubAgent: source !== null || /^(subagent|guardian_review)$/.test(textAt(meta, 'thread_source') ?? ''),
    isKnown: [undefined, 'legacy', 'paginated'].includes(textAt(meta, 'history_mode')),
  };
}

/** Noted between two looks: counts, names of models and hashes alone. */
interface Noted {
  readonly total: CountVector | null;
  /** What the counter had come to before it was set back by the event that was last. */
  readonly before: CountVector | null;
  readonly seen: readonly unknown[];
  /** Responses that were recorded and are not in the counter yet. */
  readonly recorded: readonly Recorded[];
  /** What was last counted by the counter alone. */
  readonly counted: CountVector | null;
  readonly burst: number | null;
  readonly model: string | null;
  readonly provider: string | null;
  readonly tier: string | null;
}

interface Recorded {
  readonly hash: string;
  readonly counts: CountVector;
}

function notedBefore({ at, provider }: Session, kept: unknown): Noted {
  return {
    total: notedVector(kept, 'total'),
    before: notedVector(kept, 'before'),
    seen: listAt(kept, 'seen'),
    recorded: listAt(kept, 'recorded').flatMap((one) => {
      const [hash, counts] = [textAt(one, 'hash'), notedVector(one, 'counts')];
      return hash === undefined || counts === null ? [] : [{ hash, counts }];
    }),
    counted: notedVector(kept, 'counted'),
    burst: kept === undefined ? at : (epochTime(fieldAt(kept, 'burst')) ?? null),
    model: textAt(kept, 'model') ?? null,
    provider: textAt(kept, 'provider') ?? provider,
    tier: textAt(kept, 'tier') ?? null,
  };
}

function open(file: LogFile): LineReader {
  const session = sessionOf(file);
  let noted = notedBefore(session, file.kept);
  const line = (value: unknown): readonly LoggedCall[] | SkipReason => {
    if (!session.isKnown) return 'tooNew';
    const at = isoTime(textAt(value, 'timestamp'));
    const payload = fieldAt(value, 'payload');
    const event = textAt(value, 'type') === 'event_msg' ? textAt(payload, 'type') : textAt(value, 'type');
    if (event === 'turn_context') noted = settled(noted, payload);
    if (event === 'thread_settings_applied') noted = settled(noted, fieldAt(payload, 'thread_settings') ?? payload);
    const step = at === undefined ? undefined : stepOf(session, noted, event, value, at);
    if (step !== undefined) noted = step.noted;
    return step?.calls ?? [];
  };
  return { line, kept: () => noted };
}

type Step = { readonly noted: Noted; readonly calls: readonly LoggedCall[] };

function stepOf(session: Session, noted: Noted, event: string | undefined, value: unknown, at: number): Step | undefined {
  if (event === 'token_count') return counted(session, noted, value, at);
  if (event === 'token_usage_record') return recorded(session, noted, fieldAt(value, 'payload'), at);
  // What is the latest record there may be one of a file that was shortened.
  return event === 'compacted' ? recorded(session, noted, fieldAt(value, 'payload', 'latest_token_usage_record'), at) : undefined;
}

function settled(noted: Noted, settings: unknown): Noted {
  return {
    ...noted,
    model: textAt(settings, 'model') ?? noted.model,
    provider: textAt(settings, 'model_provider') ?? noted.provider,
    tier: textAt(settings, 'service_tier') ?? noted.tier,
  };
}

/** One for each response that was whole, by the provider's own id of it; a copy of one has the same. Since version 0.153. */
function recorded(session: Session, noted: Noted, record: unknown, at: number): Step | undefined {
  const [id, counts] = [textAt(record, 'response_id'), countsOf(fieldAt(record, 'usage'))];
  if (id === undefined || counts === null) return undefined;
  const hash = hashText(id);
  // The counter told of this response already.
  if (isSameVector(counts, noted.counted)) return { noted: { ...noted, counted: null }, calls: [] };
  const pending = noted.recorded.filter((one) => one.hash !== hash);
  return { noted: { ...noted, recorded: [...pending, { hash, counts }] }, calls: [callOf(session, noted, at, responseKey(hash), counts)] };
}

const responseKey = (hash: string): string => callKey('codex', 'response', hash);

/**
 * The counter of a session is told again and again, and with every response by how much it rose. A fork or a sub-agent may begin with
 * copies of its parent's events, with the parent's times or its own, or with the parent's counter alone.
 */
function counted(session: Session, noted: Noted, line: unknown, at: number): Step | undefined {
  const info = fieldAt(line, 'payload', 'info');
  const [total, last] = [countsOf(fieldAt(info, 'total_token_usage')), countsOf(fieldAt(info, 'last_token_usage'))];
  if (total === null || isSameVector(total, noted.total)) return undefined;
  const vector = hashText(JSON.stringify([last, total]));
  const isSetBack = noted.total !== null && isSomething(riseOf(noted.total, total));
  // An older state that is told once more, after newer ones.
  if (isSetBack && noted.seen.includes(vector)) return undefined;
  const isInBurst = noted.burst !== null && at <= noted.burst + burstGap;
  const own = noted.recorded.reduce((rest, { counts }) => riseOf(rest, counts), usedBy(session, noted, total, last, isSetBack));
  const isCounted = isSomething(own);
  const next: Noted = {
    ...noted,
    total,
    before: isSetBack ? noted.total : null,
    seen: [...noted.seen.slice(1 - seenAtMost), vector],
    recorded: [],
    counted: isCounted ? own : null,
    burst: isInBurst ? Math.max(noted.burst, at) : null,
  };
  const name = callKey('codex', session.id, vector);
  const response = noted.recorded.at(-1);
  if (isCounted) {
    const copy = copyOf(session, line, vector, isInBurst);
    return { noted: next, calls: [{ ...callOf(session, noted, at, name, own), name, ...copy }] };
  }
  // So that copies of this event, which have no record beside them, are known as such.
  const named = response === undefined ? [] : [{ ...callOf(session, noted, at, responseKey(response.hash), null), name }];
  return { noted: next, calls: named };
}

const [burstGap, seenAtMost] = [1_000, 16];

function usedBy({ continues }: Session, noted: Noted, total: CountVector, last: CountVector | null, isSetBack: boolean): CountVector {
  if (noted.total === null) return continues ? (last ?? zero) : total;
  // Compaction and a context that was too long set it back; what this response used is told beside it.
  if (isSetBack) return eachOf(last ?? riseOf(total, noted.total), total, Math.min);
  const goesOnFromBefore =
    noted.before !== null &&
    last !== null &&
    isSameVector(
      eachOf(total, last, (all, one) => all - one),
      noted.before,
    );
  return goesOnFromBefore ? last : riseOf(total, noted.total);
}

/** Of the parent's event with the same numbers; where no log of the parent is there, what was written at one blow is taken for a copy. */
function copyOf({ parent, ownFrom }: Session, line: unknown, vector: string, isInBurst: boolean): Partial<LoggedCall> {
  const isOwn = ownFrom !== undefined && (countAt(line, 'ordinal') ?? -1) >= ownFrom;
  if (parent === undefined || isOwn) return {};
  return { copyOf: callKey('codex', parent, vector), ...(isInBurst ? { replayOf: parent } : {}) };
}

function callOf(session: Session, { model, provider, tier }: Noted, at: number, key: string, counts: CountVector | null): LoggedCall {
  const [input, cacheRead, cacheWrite5m, output, reasoning] = counts ?? [];
  const isUsual = tier === null || ['default', 'auto', 'standard'].includes(tier);
  return {
    key,
    at,
    kind: 'call',
    // Its own provider is paid with a key or a plan: no log tells which.
    provider: provider === null ? guessProvider(model) : { name: provider, evidence: provider === 'openai' ? 'model' : 'logged' },
    model,
    tokens: readTokens({ input, output, cacheRead, cacheWrite5m, reasoning }, { inputHoldsCache: true }),
    quality: 'reported',
    ...(isUsual ? {} : { serviceTier: tier }),
    costs: [],
    project: session.project,
    session: session.id,
    isSubAgent: session.isSubAgent,
  };
}

const rollouts: Omit<LineSource, 'under'> = {
  form: 'lines',
  // Those that lie for a week are compressed. @see https://github.com/openai/codex/blob/3846901/codex-rs/rollout/src/compression.rs
  matches: (path) => /(^|\/)rollout-[^/]*\.jsonl(\.zst)?$/.test(path),
  marks: [
    '"token_count"',
    '"history_mode"',
    '"token_usage_record"',
    '"latest_token_usage_record"',
    '"turn_context"',
    '"thread_settings_applied"',
  ],
  open,
};

export const codex: UsageReader = {
  id: 'codex',
  name: 'Codex',
  rules: 2,
  places,
  sources: [
    { ...rollouts, under: 'sessions' },
    { ...rollouts, under: 'archived_sessions' },
  ],
  blindSpots: [
    'Whether a call was paid by a key or by a ChatGPT plan is in no log.',
    'Side questions and other threads that are not kept have no log.',
    'A request that failed or was cancelled leaves no usage.',
    'A fork whose parent has no log here may count a part of what its parent used.',
  ],
};
