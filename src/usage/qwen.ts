import { callKey } from '../core/usage/callKey';
import { countAt, entriesAt, fieldAt, listAt, textAt, timeAt } from '../core/usage/fields';
import { geminiCalls } from '../core/usage/geminiChat';
import { generatedTokens, type GeneratedCounts } from '../core/usage/generatedTokens';
import { guessProvider } from '../core/usage/guessProvider';
import { hostOf } from '../core/usage/hostOf';
import type { LoggedCall } from '../core/usage/loggedCall';
import { isUnread } from '../core/usage/readTokens';
import type { LineReader, LineSource, LogFile, Machine, SkipReason, UsageReader, WholeSource } from '../core/usage/usageReader';

/** @see https://github.com/QwenLM/qwen-code/blob/013e660/packages/core/src/config/storage.ts */
function places({ home, variable }: Machine): readonly string[] {
  const named = [variable('QWEN_RUNTIME_DIR'), variable('QWEN_HOME')].flatMap((folder) => folder ?? []).filter((folder) => folder !== '');
  return [...named.map((folder) => folder.replace(/^~(?=$|[\\/])/, home)), `${home}/.qwen`];
}

/** What is known of the chat by what came before a line. */
interface Noted {
  readonly model: string | null;
  readonly host: string | null;
}

function open(file: LogFile): LineReader {
  const settings = file.beside('settings.json');
  const isOfSubAgent = file.path.includes('/subagents/');
  const meta = isOfSubAgent ? file.beside(file.path.replace(/\.jsonl$/, '.meta.json')) : undefined;
  let noted: Noted = {
    model: textAt(file.kept, 'model') ?? textAt(meta, 'model') ?? null,
    host: textAt(file.kept, 'host') ?? null,
  };
  const line = (record: unknown): readonly LoggedCall[] | SkipReason => {
    const [type, subtype] = [textAt(record, 'type'), textAt(record, 'subtype')];
    // Its records are within others, and what they hold is in files beside it.
    if (subtype?.startsWith('managed_session_') === true) return 'tooNew';
    if (subtype === 'session_model') noted = boundTo(fieldAt(record, 'systemPayload'));
    if (subtype === 'ui_telemetry') return callsOfTelemetry(record, noted, settings);
    // What is said aloud, and what the tool writes for itself, were no such calls.
    return type === 'assistant' && subtype === undefined ? callsOf(record, noted, settings, isOfSubAgent) : [];
  };
  return { line, kept: () => noted };
}

function boundTo(binding: unknown): Noted {
  return { model: textAt(binding, 'modelId') ?? null, host: hostOf(textAt(binding, 'baseUrl')) };
}

/**
 * One record for each answer of the conversation. A branch copies those before it with their ids, and telemetry tells of each once more.
 * @see https://github.com/QwenLM/qwen-code/blob/015346f/packages/core/src/services/chatRecordingService.ts
 */
function callsOf(record: unknown, noted: Noted, settings: unknown, isOfSubAgent: boolean): readonly LoggedCall[] {
  const [at, usage] = [timeAt(record, 'timestamp'), fieldAt(record, 'usageMetadata')];
  const uuid = textAt(record, 'uuid') ?? at;
  const isSubAgent = isOfSubAgent || fieldAt(record, 'isSidechain') === true;
  // A round of a sub-agent is several records, of which the one with its words alone has the usage.
  const [run, round] = [textAt(record, 'agentRunId'), countAt(record, 'agentRound') ?? NaN];
  const isRound = run !== undefined && round >= 0;
  if (isSubAgent && !isRound && usage === undefined) return [];
  const model = textAt(record, 'model') ?? noted.model;
  const session = textAt(record, 'sessionId') ?? null;
  const counts = {
    prompt: countAt(usage, 'promptTokenCount'),
    candidates: countAt(usage, 'candidatesTokenCount'),
    cached: countAt(usage, 'cachedContentTokenCount'),
    thoughts: countAt(usage, 'thoughtsTokenCount'),
    toolUse: countAt(usage, 'toolUsePromptTokenCount'),
    total: countAt(usage, 'totalTokenCount'),
  };
  const tokens = generatedTokens(counts, false);
  const known = tokens === null ? {} : { name: answerIn(session, counts) };
  const own = { key: isRound ? callKey('qwen', run, round) : callKey('qwen', uuid), at, tokens, isSubAgent };
  return [
    { ...plainCall(record, model, noted, settings), ...own, ...(isRound && tokens === null ? { copyOf: agentsIn(session) } : known) },
  ];
}

/** What is told of a request, but when it was made and what it used. */
function plainCall(
  record: unknown,
  model: string | null,
  noted: Noted,
  settings: unknown,
): Omit<LoggedCall, 'key' | 'at' | 'tokens' | 'isSubAgent'> {
  const host = noted.host ?? hostIn(settings, model);
  return {
    kind: 'call',
    provider: host === null ? guessProvider(model) : { name: host, evidence: 'host' },
    model,
    quality: 'reported',
    costs: [],
    project: textAt(record, 'cwd') ?? null,
    session: textAt(record, 'sessionId') ?? null,
  };
}

/** An answer that telemetry tells of too: what it has of it is the same in every version. */
function answerIn(session: string | null, { prompt = 0, candidates = 0 }: Pick<GeneratedCounts, 'prompt' | 'candidates'>): string {
  return callKey('qwen answer', session ?? '', prompt, candidates);
}

/** Telemetry has all rounds of the sub-agents of a session, those too that are logged without usage in a file of their own. */
function agentsIn(session: string | null): string {
  return callKey('qwen agents', session ?? '');
}

/**
 * Every request that was answered is told of: those of sub-agents and of the compression of a chat in no other place, and in the chat of
 * the person's own. Those that are answers in a chat as well are copies of these.
 * @see https://github.com/QwenLM/qwen-code/blob/015346f/packages/core/src/telemetry/loggers.ts `logApiResponse`
 */
function callsOfTelemetry(record: unknown, noted: Noted, settings: unknown): readonly LoggedCall[] {
  const event = fieldAt(record, 'systemPayload', 'uiEvent');
  const [at, model] = [timeAt(record, 'timestamp'), textAt(event, 'model') ?? null];
  const counts = {
    prompt: countAt(event, 'input_token_count'),
    candidates: countAt(event, 'output_token_count'),
    cached: countAt(event, 'cached_content_token_count'),
    thoughts: countAt(event, 'thoughts_token_count'),
    toolUse: undefined,
    total: countAt(event, 'total_token_count'),
  };
  const tokens = generatedTokens(counts, false);
  const isAnswer = textAt(event, 'event.name') === 'qwen-code.api_response' && counts.total !== undefined;
  if (!isAnswer || (tokens === null && !isUnread(counts))) return [];
  const session = textAt(record, 'sessionId') ?? null;
  const isSubAgent = textAt(event, 'subagent_name') !== undefined || textAt(event, 'subagent_id') !== undefined;
  const own = { key: callKey('qwen', textAt(record, 'uuid') ?? at), at, tokens, isSubAgent };
  // Without counts it cannot be told which answer of the chat it is.
  const copy = tokens === null ? {} : { copyOf: answerIn(session, counts) };
  return [{ ...plainCall(record, model, noted, settings), ...own, ...copy, ...(isSubAgent ? { name: agentsIn(session) } : {}) }];
}

/** @see https://github.com/QwenLM/qwen-code/blob/e01f864/docs/users/configuration/model-providers.md */
function hostIn(settings: unknown, model: string | null): string | null {
  const named = Object.values(entriesAt(settings, 'modelProviders')).flatMap((models) => listAt({ models }, 'models'));
  const hosts = named.filter((one) => textAt(one, 'id') === model).flatMap((one) => hostOf(textAt(one, 'baseUrl')) ?? []);
  // One model may be had of several, and which of them was asked is in no chat.
  if (hosts.length > 0) return new Set(hosts).size === 1 ? (hosts[0] ?? null) : null;
  return hostOf(textAt(settings, 'security', 'auth', 'baseUrl') ?? textAt(settings, 'env', 'OPENAI_BASE_URL'));
}

const lines: LineSource = {
  form: 'lines',
  under: 'projects',
  matches: (path) => /\/(chats|subagents)\/.*\.jsonl$/.test(path),
  marks: ['"assistant"', '"session_model"', '"managed_session_', 'api_response"'],
  open,
};

/** Until the end of 2025 a chat was written as by Gemini CLI, from which the tool came. */
const older: WholeSource = {
  form: 'whole',
  under: 'tmp',
  matches: (path) => /\/chats\/.*\.json$/.test(path),
  read: (content, { path }) => {
    const session = textAt(content, 'sessionId') ?? path;
    return { calls: geminiCalls(content, { tool: 'qwen', session, project: null, isSubAgent: false, areThoughtsBeside: false }) };
  },
};

export const qwen: UsageReader = {
  id: 'qwen',
  name: 'Qwen Code',
  rules: 4,
  places,
  sources: [lines, older],
  blindSpots: [
    'Titles, suggestions and what else is asked beside a conversation are requests that are in no chat.',
    'A request that failed leaves no usage.',
  ],
};
