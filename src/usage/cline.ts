import { answersOf } from '../core/usage/answersOf';
import { callKey } from '../core/usage/callKey';
import { dollarCost } from '../core/usage/dollarCost';
import { editorFolders } from '../core/usage/editorFolders';
import { countAt, fieldAt, listAt, textAt, timeAt } from '../core/usage/fields';
import { guessProvider } from '../core/usage/guessProvider';
import type { LoggedCall, LoggedCost } from '../core/usage/loggedCall';
import { namedProvider } from '../core/usage/namedProvider';
import { isUnread, usedTokens, type LoggedCounts } from '../core/usage/readTokens';
import { restOfSums } from '../core/usage/restOfSums';
import { taskCounts, taskMessages, taskTokens, type TaskMessage } from '../core/usage/taskMessages';
import type { Tokens } from '../core/usage/tokens';
import type { LogFile, Machine, ReadCalls, UsageReader } from '../core/usage/usageReader';

/** @see https://github.com/cline/cline/blob/1a19637/scripts/publish-nightly.mjs */
const extensions = ['saoudrizwan.claude-dev', 'saoudrizwan.cline-nightly'];

/**
 * The folder of the command line and of every newer version, and the editors' own of older ones.
 * @see https://github.com/cline/cline/blob/21cb8d2525bcedf1f4b6890b27a74a14fe7451e4/sdk/packages/shared/src/storage/paths.ts
 */
function places(machine: Machine): readonly string[] {
  const folderOf = (name: string, end: RegExp, below: string): readonly string[] => {
    const folder = machine.variable(name)?.trim().replaceAll('\\', '/') ?? '';
    return end.test(folder) ? [folder.replace(end, below)] : [];
  };
  return [
    // A folder for sessions alone can be read where it is called as it is everywhere else.
    ...folderOf('CLINE_SESSION_DATA_DIR', /\/sessions\/?$/, ''),
    ...folderOf('CLINE_DATA_DIR', /(?<=.)\/?$/, ''),
    ...folderOf('CLINE_DIR', /(?<=.)\/?$/, '/data'),
    `${machine.home}/.cline/data`,
    ...extensions.flatMap((extension) => editorFolders(machine, extension)),
  ];
}

const sessionPath = /^sessions\/([^/]+)\/(?:.*\/)?([^/]+)\.messages\.json$/;
/** The file had another name until October 2024, and has it until its task is opened again. */
const taskPath = /^tasks\/([^/]+)\/(?:ui|claude)_messages\.json$/;

interface Session {
  readonly id: string;
  /** Resumed from a task of an older version, under the same id. */
  readonly isOfTask: () => boolean;
  readonly forkedFrom: string | undefined;
  readonly project: string | null;
  readonly isSubAgent: boolean;
}

/**
 * Metrics count what was read from and written to a cache into the input, and reasoning is not told.
 * @see https://github.com/cline/cline/blob/21cb8d2525bcedf1f4b6890b27a74a14fe7451e4/sdk/packages/core/docs/messages-contract-v1.md
 */
function readSession(content: unknown, file: LogFile): ReadCalls {
  const version = fieldAt(content, 'version');
  if (version !== undefined && version !== 1) return typeof version === 'number' ? 'tooNew' : 'malformed';
  if (!Array.isArray(fieldAt(content, 'messages'))) return 'malformed';
  const [, id = '', stem = ''] = sessionPath.exec(file.path) ?? [];
  const session = sessionOf(id, stem, textAt(content, 'agent'), file);
  const messages = listAt(content, 'messages');
  const calls = answersOf(messages).flatMap((message) => callOf(message, session));
  const sums = messages.filter((message) => textAt(message, 'metadata', 'kind') === 'compaction');
  return restOfSums(
    calls,
    sums.flatMap((message) => sumOf(message, session)),
    file.kept,
  );
}

function sessionOf(id: string, stem: string, agent: string | undefined, file: LogFile): Session {
  const about = file.beside(`sessions/${id}/${id}.json`);
  const isMarked = ['legacyTask', 'migratedFromLegacyTask'].some((name) => fieldAt(about, 'metadata', name) === true);
  return {
    id,
    isOfTask: () => isMarked || file.beside(`tasks/${id}/ui_messages.json`) !== undefined,
    forkedFrom: textAt(about, 'metadata', 'fork', 'forkedFromSessionId'),
    project: textAt(about, 'cwd') ?? textAt(about, 'workspace_root') ?? null,
    isSubAgent: stem !== id || agent === 'subagent' || agent === 'teammate',
  };
}

function callOf(message: unknown, session: Session): readonly LoggedCall[] {
  const at = timeAt(message, 'ts');
  const hasMetrics = fieldAt(message, 'metrics') !== undefined;
  const provider = textAt(message, 'modelInfo', 'provider');
  // What a shortened conversation kept has lost its metrics, which are in the sum of it; what never had a model was no answer of one.
  const isBare = fieldAt(message, 'metadata', 'compaction') !== undefined || provider === undefined;
  if (!hasMetrics && isBare) return [];
  const call = { ...called(session, at), model: textAt(message, 'modelInfo', 'id') ?? null, tokens: tokensOf(fieldAt(message, 'metrics')) };
  const costs = costsOf(provider, fieldAt(message, 'metrics', 'cost'));
  // The totals of the older task stand on its last answer, at the time it was resumed; where the task itself is known they are a copy.
  if (hasMetrics && (provider === 'unknown' || (provider === undefined && session.isOfTask())))
    return [legacyTotal({ ...call, costs }, session)];
  // One message may have been taken apart when it was read again, and then each part has all its metrics.
  const id = textAt(message, 'id')?.replace(/_part_\d+$/, '') ?? callKey(session.id, at);
  return [{ ...call, key: callKey('cline', id), provider: namedProvider(provider, call.model), costs }];
}

function tokensOf(metrics: unknown): Tokens | null {
  return usedTokens(countsOf(metrics), { inputHoldsCache: true });
}

function countsOf(metrics: unknown): LoggedCounts {
  return {
    input: countAt(metrics, 'inputTokens'),
    output: countAt(metrics, 'outputTokens'),
    cacheRead: countAt(metrics, 'cacheReadTokens'),
    cacheWrite5m: countAt(metrics, 'cacheWriteTokens'),
    reasoning: countAt(metrics, 'reasoningTokenCount'),
  };
}

/** @see https://github.com/cline/cline/blob/21cb8d2525bcedf1f4b6890b27a74a14fe7451e4/apps/vscode/src/sdk/legacy-task-handling.ts */
function legacyTotal(call: LoggedCall, { id, forkedFrom }: Session): LoggedCall {
  const task = forkedFrom ?? id;
  // A task is named by the time it began, which is nearer to its calls than the time it was resumed.
  const began = /^\d{13}$/.test(task) ? Number(task) : call.at;
  return {
    ...call,
    key: callKey('cline', task, 'total'),
    at: Math.min(began, call.at || began),
    quality: 'total',
    provider: guessProvider(call.model),
    copyOf: callKey('cline task', task),
  };
}

/** @see https://github.com/cline/cline/blob/21cb8d2525bcedf1f4b6890b27a74a14fe7451e4/sdk/packages/core/src/extensions/context/basic-compaction.ts */
function sumOf(message: unknown, session: Session): readonly LoggedCall[] {
  const at = timeAt(message, 'ts');
  const usage = fieldAt(message, 'metadata', 'usageBefore');
  const tokens = tokensOf(usage);
  if (tokens === null && !isUnread(countsOf(usage))) return [];
  const key = callKey('cline', textAt(message, 'id') ?? session.id, 'compaction');
  return [
    {
      ...called(session, at),
      key,
      tokens,
      quality: 'total',
      costs: costsOf(undefined, fieldAt(usage, 'cost')),
    },
  ];
}

function called({ id, project, isSubAgent }: Session, at: number): LoggedCall {
  return {
    key: callKey('cline', id, at),
    at,
    kind: 'call',
    provider: null,
    model: null,
    tokens: null,
    quality: 'reported',
    costs: [],
    project,
    session: id,
    isSubAgent,
  };
}

/** Two providers tell what they charge with every answer, and that is what is written; for others the tool reckons by a list. */
function costsOf(provider: string | undefined, cost: unknown): readonly LoggedCost[] {
  return dollarCost(cost, provider === 'openrouter' || provider === 'cline' ? 'provider' : 'tool');
}

/** Older versions keep a task as what the person sees of it; its input is without what was in a cache. */
function readTask(content: unknown, file: LogFile): ReadCalls {
  const messages = taskMessages(content);
  const [, id = ''] = taskPath.exec(file.path) ?? [];
  if (messages === undefined) return 'malformed';
  const isInSession = file.beside(`sessions/${id}/${id}.json`) !== undefined;
  const entry = listAt({ tasks: file.beside('state/taskHistory.json') }, 'tasks').find((task) => textAt(task, 'id') === id);
  const models = listAt(file.beside(`tasks/${id}/task_metadata.json`), 'model_usage');
  const task = {
    id,
    isOfTask: () => true,
    forkedFrom: undefined,
    project: textAt(entry, 'cwdOnTaskInitialization') ?? null,
    isSubAgent: false,
  };
  const calls = messages.flatMap((message) => {
    const call = requestOf(message, task);
    // Newer versions wrote what is in their session here as well for a while: it is told by there being no request in it.
    const isTwice = isInSession && message.say === 'api_req_started' && message.told['request'] === undefined;
    if (call === undefined || isTwice) return [];
    const { model, provider } = modelOf(message, models, textAt(entry, 'modelId'));
    return [{ ...call, model, provider: namedProvider(provider, model), costs: costsOf(provider, message.told['cost']) }];
  });
  const isDeleted = ({ quality, isSubAgent }: LoggedCall): boolean => quality === 'total' && !isSubAgent;
  return restOfSums(
    calls.filter((call) => !isDeleted(call)),
    calls.filter(isDeleted),
    file.kept,
  );
}

/** @see https://github.com/cline/cline/blob/9ee618111d58630fea30b27439216448225458e0/src/shared/getApiMetrics.ts */
function requestOf(message: TaskMessage, task: Session): LoggedCall | undefined {
  const { at, say, told } = message;
  const tokens = taskTokens(message);
  const call = { ...called(task, at), tokens, name: callKey('cline task', task.id) };
  // No request and no tokens: a line that only shows that something is under way.
  const isTold = tokens !== null || isUnread(taskCounts(message));
  if (say === 'api_req_started') return isTold || told['request'] !== undefined ? call : undefined;
  const isOfSubAgents = say === 'subagent_usage';
  if (!isTold || (say !== 'deleted_api_reqs' && !isOfSubAgents)) return undefined;
  const mayHoldCache = isOfSubAgents && tokens?.cacheRead === 0;
  return { ...call, key: callKey('cline', task.id, say, at), since: 0, quality: 'total', isSubAgent: isOfSubAgents, mayHoldCache };
}

/** Newer tasks name the model of each message; before that each change of it was noted beside them, or the last one alone. */
function modelOf(
  { at, message }: TaskMessage,
  models: readonly unknown[],
  last: string | undefined,
): { readonly model: string | null; readonly provider: string | undefined } {
  const noted = models.findLast((entry) => (timeAt(entry, 'ts') || Infinity) <= at);
  return {
    model: textAt(message, 'modelInfo', 'modelId') ?? textAt(noted, 'model_id') ?? last ?? null,
    provider: textAt(message, 'modelInfo', 'providerId') ?? textAt(noted, 'model_provider_id'),
  };
}

export const cline: UsageReader = {
  id: 'cline',
  name: 'Cline',
  rules: 6,
  places,
  sources: [
    { form: 'whole', under: 'sessions', matches: (path) => sessionPath.test(path), read: readSession },
    { form: 'whole', under: 'tasks', matches: (path) => taskPath.test(path), read: readTask },
  ],
  blindSpots: [
    'Requests that shorten a long conversation are in no log.',
    'A request that was stopped may be billed, and its usage is often not told.',
    'Calls of a task that were deleted before they were read are one sum, at the time they were deleted.',
  ],
};
