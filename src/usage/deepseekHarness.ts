import { callKey } from '../core/usage/callKey';
import { countAt, fieldAt, textAt, timeAt } from '../core/usage/fields';
import { guessProvider } from '../core/usage/guessProvider';
import type { LoggedCall } from '../core/usage/loggedCall';
import { readTokens } from '../core/usage/readTokens';
import type { Tokens } from '../core/usage/tokens';
import type { LineReader, LogFile, Machine, SkipReason, UsageReader } from '../core/usage/usageReader';

/** @see https://github.com/deepseek-ai/deepseek-harness/blob/b150a55/packages/bundle/base/cordis.patch.yml */
function places({ home, variable }: Machine): readonly string[] {
  return [variable('DSH_HOME') ?? '', `${home}/.dsh`].filter((folder) => folder !== '');
}

/** The tool itself refuses any other and has none that came before. */
const knownVersion = 0;

/** @see https://github.com/deepseek-ai/deepseek-harness/blob/b150a55/packages/session/session-persistence-jsonl/src/format.ts */
interface Session {
  readonly id: string;
  readonly project: string | null;
  /** Events before this one are copies of those of the session that it was forked from. */
  readonly ownFrom: number;
  readonly isSubAgent: boolean;
  readonly isKnown: boolean;
}

function sessionOf({ path, first }: LogFile): Session {
  const header = first();
  return {
    id: textAt(header, 'id') ?? path,
    project: textAt(header, 'cwd') ?? null,
    ownFrom: countAt(header, 'seedLength') ?? 0,
    isSubAgent: textAt(header, 'origin') === 'subagent' || (countAt(header, 'delegationDepth') ?? 0) > 0,
    isKnown: textAt(header, 'type') === 'session' && countAt(header, 'version') === knownVersion,
  };
}

/** What the next request is made with, and how often the one before it was tried. */
interface Noted {
  readonly provider: string | null;
  readonly model: string | null;
  readonly step: string | null;
  readonly retries: number;
}

function open(file: LogFile): LineReader {
  const session = sessionOf(file);
  let noted: Noted = {
    provider: textAt(file.kept, 'provider') ?? null,
    model: textAt(file.kept, 'model') ?? null,
    step: textAt(file.kept, 'step') ?? null,
    retries: countAt(file.kept, 'retries') ?? 0,
  };
  const line = (event: unknown): readonly LoggedCall[] | SkipReason => {
    if (!session.isKnown) return 'tooNew';
    const [kind, seq, at] = [textAt(event, 'type'), countAt(event, 'seq') ?? NaN, timeAt(event, 'time')];
    if (kind === undefined) return [];
    const data = fieldAt(event, 'data');
    if (kind === 'request/header') noted = headed(noted, data);
    if (kind === 'llm/retry') noted = { ...noted, step: stepOf(data), retries: stepOf(data) === noted.step ? noted.retries + 1 : 1 };
    return seq < session.ownFrom ? [] : callsOf({ session, noted, kind, seq, at, data });
  };
  return { line, kept: () => noted };
}

function headed(noted: Noted, data: unknown): Noted {
  const config = fieldAt(data, 'header', 'config');
  return { ...noted, provider: textAt(config, 'provider') ?? null, model: textAt(config, 'model') ?? null };
}

function stepOf(data: unknown): string {
  return `${countAt(data, 'turn')}.${countAt(data, 'step')}`;
}

interface Event {
  readonly session: Session;
  readonly noted: Noted;
  readonly kind: string;
  readonly seq: number;
  readonly at: number;
  readonly data: unknown;
}

/**
 * The usage of a step comes with a chunk, and with its whole message again. A step that failed has the chunk alone, and is billed.
 * @see https://github.com/deepseek-ai/deepseek-harness/blob/b150a55/packages/core/agent-loop/src/agent.ts
 */
function callsOf(event: Event): readonly LoggedCall[] {
  const { kind, data } = event;
  if (kind === 'assistant/chunk' && textAt(data, 'chunk', 'type') === 'usage')
    return [answerOf(event, tokensOf(fieldAt(data, 'chunk', 'usage')), 0)];
  // Of one that tells no usage the chunk may have told.
  if (kind === 'assistant/message') return [answerOf(event, tokensOf(fieldAt(data, 'usage')), 1)];
  return asideOf(event);
}

function answerOf(event: Event, tokens: Tokens | null, rank: number): LoggedCall {
  const { session, noted, data } = event;
  const step = stepOf(data);
  // A request that is tried again is another one, and its answer another usage of the same step.
  const retry = noted.step === step ? noted.retries : 0;
  const route = routeOf(fieldAt(data, 'message', 'source'), noted);
  return { ...plainCall(event, callKey('dsh', session.id, step, retry), route), tokens, rank: tokens === null ? 0 : rank };
}

/**
 * Requests beside the conversation. Of a summary the usage is told, of searches and titles, which are noted before they are made, never.
 * One that neither has usage nor is marked as a request may have been made without a model.
 * @see https://github.com/deepseek-ai/deepseek-harness/blob/b150a55/packages/compaction/compaction/src/types.ts
 */
function asideOf(event: Event): readonly LoggedCall[] {
  const { session, noted, kind, seq, data } = event;
  const key = callKey('dsh', session.id, 'aside', seq);
  if (kind === 'compaction/summary') {
    const tokens = tokensOf(fieldAt(data, 'usage'));
    return tokens === null && fieldAt(data, 'llmStreamCall') !== true ? [] : [{ ...plainCall(event, key, routeOf(data, noted)), tokens }];
  }
  if (kind === 'session/title-llm-request') return [plainCall(event, key, routeOf(fieldAt(data, 'route'), noted))];
  if (kind !== 'web/deepseek-search-llm-request') return [];
  return [plainCall(event, key, { provider: 'deepseek', model: textAt(data, 'body', 'model') ?? null })];
}

interface Route {
  readonly provider: string | null;
  readonly model: string | null;
}

function routeOf(named: unknown, noted: Noted): Route {
  return { provider: textAt(named, 'provider') ?? noted.provider, model: textAt(named, 'model') ?? noted.model };
}

function plainCall({ session, at }: Event, key: string, { provider, model }: Route): LoggedCall {
  return {
    key,
    at,
    kind: 'call',
    provider: provider === null ? guessProvider(model) : { name: provider, evidence: 'logged' },
    model,
    tokens: null,
    quality: 'reported',
    costs: [],
    project: session.project,
    session: session.id,
    isSubAgent: session.isSubAgent,
  };
}

/**
 * Input is what was in no cache, and reasoning is a part of the output.
 * @see https://github.com/deepseek-ai/deepseek-harness/blob/b150a55/packages/llm/llm/src/types.ts
 */
function tokensOf(usage: unknown): Tokens | null {
  return readTokens({
    input: countAt(usage, 'inputTokens'),
    output: countAt(usage, 'outputTokens'),
    cacheRead: countAt(usage, 'cacheReadTokens'),
    cacheWrite5m: countAt(usage, 'cacheWriteTokens'),
    reasoning: countAt(usage, 'reasoningTokens'),
  });
}

export const deepseekHarness: UsageReader = {
  id: 'deepseek-harness',
  name: 'DeepSeek Harness',
  rules: 4,
  places,
  sources: [
    {
      form: 'lines',
      under: 'sessions',
      matches: (path) => /(^|\/)session\.jsonl(\.zstd)?$/.test(path),
      marks: ['"usage"', '"assistant/message"', '"compaction/summary"', '"request/header"', '"llm/retry"', '-llm-request"', '"session"'],
      open,
    },
  ],
  blindSpots: [
    'Searches on the web and titles are logged as requests without usage.',
    'What a fork took over from a session whose log is gone is not counted.',
    'Sessions in the optional SQLite store are not read.',
  ],
};
