import { callKey } from '../core/usage/callKey';
import { dollarCost } from '../core/usage/dollarCost';
import { editorFolders } from '../core/usage/editorFolders';
import { countAt, fieldAt, textAt } from '../core/usage/fields';
import type { LoggedCall } from '../core/usage/loggedCall';
import { restOfSums } from '../core/usage/restOfSums';
import { taskMessages, taskTokens, type TaskMessage } from '../core/usage/taskMessages';
import type { LogFile, Machine, ReadCalls, UsageReader } from '../core/usage/usageReader';

const taskPath = /^tasks\/([^/]+)\/ui_messages\.json$/;

interface Task extends Pick<LoggedCall, 'project' | 'isSubAgent'> {
  readonly id: string;
  /**
   * What its requests are known by, with their time. Kilo Code writes a task that it brings back from its cloud to another folder, as it
   * was, so that there it is the time alone.
   * @see https://github.com/Kilo-Org/kilocode-legacy/blob/56b73d3bda/src/shared/kilocode/cli-sessions/core/SessionLifecycleService.ts
   */
  readonly knownBy: string;
}

/** @see https://github.com/RooCodeInc/Roo-Code/blob/cb836567180a3ff1da6d082f3178b90c3bd22a70/packages/types/src/history.ts */
function readTask(content: unknown, file: LogFile): ReadCalls {
  const messages = taskMessages(content);
  if (messages === undefined) return 'malformed';
  const [, id = ''] = taskPath.exec(file.path) ?? [];
  const about = file.beside(`tasks/${id}/history_item.json`);
  const knownBy = /kilocode\.kilo-code$|\.kilocode[\\/]/.test(file.place) ? 'kilo' : id;
  const task = { id, knownBy, project: textAt(about, 'workspace') ?? null, isSubAgent: textAt(about, 'parentTaskId') !== undefined };
  const deleted = messages.filter(({ say }) => say === 'api_req_deleted');
  const calls = messages.filter((message) => !deleted.includes(message));
  // A sum of what was deleted does not hold the sums that were deleted with it.
  return restOfSums(
    calls.flatMap((message) => callOf(message, task)),
    deleted.flatMap((message) => deletedOf(message, task)),
    file.kept,
    false,
  );
}

/** @see https://github.com/RooCodeInc/Roo-Code/blob/cb836567180a3ff1da6d082f3178b90c3bd22a70/src/core/task/Task.ts */
function callOf(message: TaskMessage, task: Task): readonly LoggedCall[] {
  if (message.say === 'condense_context') return condensedOf(message, task);
  if (message.say !== 'api_req_started' && message.say !== 'fast_apply') return [];
  return [{ ...called(message, task), costs: dollarCost(message.told['cost'], 'tool') }];
}

/** A conversation that was condensed by a model: its cost is told, and no tokens. */
function condensedOf({ at, message }: TaskMessage, task: Task): readonly LoggedCall[] {
  const costs = dollarCost(fieldAt(message, 'contextCondense', 'cost'), 'tool');
  if (costs.length === 0) return [];
  return [{ ...called({ at, say: 'condense_context', told: {}, message }, task), kind: 'sum', since: at, quality: 'total', costs }];
}

/** @see https://github.com/RooCodeInc/Roo-Code/blob/cb836567180a3ff1da6d082f3178b90c3bd22a70/src/core/checkpoints/index.ts */
function deletedOf(message: TaskMessage, task: Task): readonly LoggedCall[] {
  const call = { ...called(message, task), costs: dollarCost(message.told['cost'], 'tool') };
  return call.tokens === null && call.costs.length === 0 ? [] : [{ ...call, since: 0, quality: 'total' }];
}

/**
 * The input holds what was read from and written to a cache. Before November 2025 it did not where a provider speaks as Anthropic does;
 * more from the cache than there was input shows it where that is not told, or where an older version was still in use.
 * @see https://github.com/RooCodeInc/Roo-Code/pull/8954
 */
function inputHoldsCache({ at, told }: TaskMessage): boolean {
  const cached = (countAt(told, 'cacheReads') ?? 0) + (countAt(told, 'cacheWrites') ?? 0);
  return cached <= (countAt(told, 'tokensIn') ?? 0) && (textAt(told, 'apiProtocol') !== 'anthropic' || at >= wholeSince);
}

const wholeSince = Date.UTC(2025, 9, 31);

function called(message: TaskMessage, { id, knownBy, project, isSubAgent }: Task): LoggedCall {
  const { at, say } = message;
  return {
    key: callKey('roo', knownBy, say, at),
    at,
    kind: 'call',
    provider: null,
    model: null,
    tokens: taskTokens(message, { inputHoldsCache: inputHoldsCache(message) }),
    quality: 'reported',
    costs: [],
    project,
    session: id,
    isSubAgent,
  };
}

/**
 * The last one went on with Roo Code when that had ended.
 * @see https://github.com/RooCodeInc/Roo-Code/blob/cb836567180a3ff1da6d082f3178b90c3bd22a70/apps/vscode-nightly/package.nightly.json
 * @see https://github.com/Zoo-Code-Org/Zoo-Code/blob/00eb15f/src/package.json
 */
const extensions = [
  'rooveterinaryinc.roo-cline',
  'rooveterinaryinc.roo-code-nightly',
  'kilocode.kilo-code',
  'zoocodeorganization.zoo-code',
];

/**
 * Those of editors, of the older Kilo Code on the command line and in JetBrains, and of Roo Code on the command line.
 * @see https://github.com/Kilo-Org/kilocode-legacy/blob/56b73d3bda/packages/agent-runtime/src/utils/paths.ts
 * @see https://github.com/Kilo-Org/kilocode-legacy/blob/56b73d3bda/jetbrains/plugin/src/main/kotlin/ai/kilocode/jetbrains/core/ExtensionHostManager.kt
 * @see https://github.com/RooCodeInc/Roo-Code/blob/cb836567180a3ff1da6d082f3178b90c3bd22a70/apps/cli/src/lib/task-history/index.ts
 */
function places(machine: Machine): readonly string[] {
  const others = ['.kilocode/cli/global', '.kilocode/globalStorage/kilocode.kilo-code', '.vscode-mock/global-storage'];
  return [...extensions.flatMap((extension) => editorFolders(machine, extension)), ...others.map((folder) => `${machine.home}/${folder}`)];
}

export const roo: UsageReader = {
  id: 'roo',
  name: 'Roo Code, Zoo Code and the older Kilo Code',
  rules: 5,
  places,
  sources: [{ form: 'whole', under: 'tasks', matches: (path) => taskPath.test(path), read: readTask }],
  blindSpots: [
    'Neither the model nor the provider of a request is in a log.',
    'Of a request that condensed a conversation only the cost is told.',
    'A request that was stopped may be billed, and its usage is often not told.',
    'Tasks in another folder, which a setting of the extension may name, are not read.',
  ],
};
