import { callKey } from '../core/usage/callKey';
import { codexNoted, type CodexNoted } from '../core/usage/codexNoted';
import { codexSession, forkedFrom, type CodexSession } from '../core/usage/codexSession';
import { eachOf, isSameVector, isSomething, riseOf, vectorAt, type CountVector } from '../core/usage/countVector';
import { countAt, fieldAt, textAt, timeAt } from '../core/usage/fields';
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

function open(file: LogFile): LineReader {
  let session = codexSession(file);
  let noted = codexNoted(session, file.kept);
  const line = (value: unknown): readonly LoggedCall[] | SkipReason => {
    if (!session.isKnown) return 'tooNew';
    const at = timeAt(value, 'timestamp');
    const payload = fieldAt(value, 'payload');
    const event = textAt(value, 'type') === 'event_msg' ? textAt(payload, 'type') : textAt(value, 'type');
    if (event === 'session_meta') session = forkedFrom(session, payload);
    if (event?.endsWith('_review_mode') === true) noted = { ...noted, reviews: event.startsWith('entered') };
    if (event === 'turn_context') noted = settled(noted, payload);
    if (event === 'thread_settings_applied') noted = settled(noted, fieldAt(payload, 'thread_settings') ?? payload);
    const step = stepOf(session, noted, event, value, at);
    if (step !== undefined) noted = step.noted;
    return step?.calls ?? [];
  };
  return { line, kept: () => ({ ...noted, parent: session.parentHash }) };
}

type Step = { readonly noted: CodexNoted; readonly calls: readonly LoggedCall[] };

function stepOf(session: CodexSession, noted: CodexNoted, event: string | undefined, value: unknown, at: number): Step | undefined {
  if (event === 'token_count') return counted(session, noted, value, at);
  if (event === 'token_usage_record') return recorded(session, noted, fieldAt(value, 'payload'), at);
  // What is the latest record there may be one of a file that was shortened.
  return event === 'compacted' ? recorded(session, noted, fieldAt(value, 'payload', 'latest_token_usage_record'), at) : undefined;
}

function settled(noted: CodexNoted, settings: unknown): CodexNoted {
  return {
    ...noted,
    model: textAt(settings, 'model') ?? noted.model,
    provider: textAt(settings, 'model_provider') ?? noted.provider,
    tier: textAt(settings, 'service_tier') ?? noted.tier,
  };
}

/** One for each response that was whole, by the provider's own id of it; a copy of one has the same. Since version 0.153. */
function recorded(session: CodexSession, noted: CodexNoted, record: unknown, at: number): Step | undefined {
  const usage = fieldAt(record, 'usage') ?? null;
  if (usage === null) return undefined;
  const [hash, counts] = [hashText(textAt(record, 'response_id') ?? String(at)), countsOf(usage)];
  if (counts === null) return { noted, calls: [callOf(session, noted, at, responseKey(hash), null)] };
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
function counted(session: CodexSession, noted: CodexNoted, line: unknown, at: number): Step | undefined {
  const info = fieldAt(line, 'payload', 'info') ?? fieldAt(line, 'info');
  const [total, last] = [countsOf(fieldAt(info, 'total_token_usage')), countsOf(fieldAt(info, 'last_token_usage'))];
  if (total === null || (last === null && noted.total === null && session.continues)) {
    // It was a call, of which it cannot be told what it used.
    const isTold = ['total_token_usage', 'last_token_usage'].some((name) => (fieldAt(info, name) ?? null) !== null);
    return isTold
      ? {
          noted: { ...noted, total: total ?? noted.total },
          calls: [callOf(session, noted, at, callKey('codex', session.hash, 'unread', at), null)],
        }
      : undefined;
  }
  if (isSameVector(total, noted.total)) return undefined;
  const vector = hashText(JSON.stringify([last, total]));
  // Until 2026 it began anew with each resume, and may be above what it was.
  const isSetBack = noted.total !== null && (isSameVector(total, last) || isSomething(riseOf(noted.total, total)));
  // An older state that is told once more, after newer ones.
  if (isSetBack && noted.seen.includes(vector)) return undefined;
  const isInBurst = noted.burst !== null && at <= noted.burst + burstGap;
  const own = noted.recorded.reduce((rest, { counts }) => riseOf(rest, counts), usedBy(session, noted, total, last, isSetBack));
  const isCounted = isSomething(own);
  const next: CodexNoted = {
    ...noted,
    total,
    before: isSetBack ? noted.total : noted.before,
    seen: [...noted.seen.slice(1 - seenAtMost), vector],
    recorded: [],
    counted: isCounted ? own : null,
    burst: isInBurst ? Math.max(noted.burst, at) : null,
  };
  const key = callKey('codex', session.hash, vector);
  const name = session.isReview ? reviewed(vector) : key;
  const response = noted.recorded.at(-1);
  if (isCounted) {
    const isOwnReview = noted.reviews && (session.parentHash === undefined || !isInBurst);
    // What a review has in its own log is no copy, whoever has it too: else both would be one of the other.
    const copy = session.isReview ? {} : isOwnReview ? { copyOf: reviewed(vector) } : copyOf(session, line, vector, at, isInBurst);
    return { noted: next, calls: [{ ...callOf(session, noted, at, key, own), name, ...copy }] };
  }
  // So that copies of this event, which have no record beside them, are known as such.
  const named = response === undefined ? [] : [{ ...callOf(session, noted, at, responseKey(response.hash), null), name }];
  return { noted: next, calls: named };
}

const [burstGap, seenAtMost] = [1_000, 16];

/**
 * At the end of 2025 a review's events were written in its own log and in that of the session which asked for it, by no name of either.
 * @see https://github.com/openai/codex/blob/13e1d0362/codex-rs/core/src/tasks/review.rs `process_review_events`
 */
const reviewed = (vector: string): string => callKey('codex', 'review', vector);

function usedBy(
  { continues }: CodexSession,
  noted: CodexNoted,
  total: CountVector,
  last: CountVector | null,
  isSetBack: boolean,
): CountVector {
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
function copyOf(
  { parent, parentHash, ownFrom }: CodexSession,
  line: unknown,
  vector: string,
  at: number,
  isInBurst: boolean,
): Partial<LoggedCall> {
  const isOwn = ownFrom !== undefined && (countAt(line, 'ordinal') ?? -1) >= ownFrom;
  if (parentHash === undefined || isOwn) return {};
  const copy = { copyOf: callKey('codex', parentHash, vector) };
  if (parent === undefined) return copy;
  return { ...copy, replayOf: parent, ...(isInBurst ? {} : { since: at }) };
}

function callOf(
  session: CodexSession,
  { model, provider, tier }: CodexNoted,
  at: number,
  key: string,
  counts: CountVector | null,
): LoggedCall {
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
    '"session_meta"',
    '"token_usage_record"',
    '"latest_token_usage_record"',
    '"turn_context"',
    '"thread_settings_applied"',
    '_review_mode"',
  ],
  open,
};

export const codex: UsageReader = {
  id: 'codex',
  name: 'Codex',
  rules: 6,
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
