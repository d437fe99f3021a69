import { callKey } from '../core/usage/callKey';
import { countAt, fieldAt, listAt, textAt, timeAt } from '../core/usage/fields';
import { guessProvider } from '../core/usage/guessProvider';
import type { LoggedCall, LoggedProvider } from '../core/usage/loggedCall';
import { md5 } from '../core/usage/md5';
import { usedTokens } from '../core/usage/readTokens';
import type { LineReader, LogFile, Machine, UsageReader } from '../core/usage/usageReader';

/** The newer tool and the older one, which log differently and are read as one: the first takes over what the second was told. */
function places({ home, variable }: Machine): readonly string[] {
  const named = [variable('KIMI_CODE_HOME'), variable('KIMI_SHARE_DIR')].flatMap((folder) => folder?.replaceAll('\\', '/') ?? []);
  return [...named.filter((folder) => folder !== ''), `${home}/.kimi-code`, `${home}/.kimi`];
}

const newPath = /^(sessions\/[^/]+\/([^/]+))\/agents\/([^/]+)\/wire\.jsonl$/;
const oldPath = /^sessions\/([^/]+)\/([^/]+)\/(?:subagents\/[^/]+\/)?wire\.jsonl$/;

/** What all calls of a file have. */
type Where = Pick<LoggedCall, 'project' | 'session' | 'isSubAgent'>;

/** By the name a person gave a model: its own name, and how it was spoken to. */
type Models = ReadonlyMap<string, readonly unknown[]>;

function whereOf({ path, beside }: LogFile): Where {
  const [, folder, session = null, agent] = newPath.exec(path) ?? [];
  if (folder !== undefined) {
    const state = beside(`${folder}/state.json`);
    const project = textAt(state, 'cwd') ?? textAt(state, 'workDir') ?? textAt(state, 'custom', 'cwd') ?? null;
    return { project, session, isSubAgent: agent !== 'main' };
  }
  const [, hash = '', id = null] = oldPath.exec(path) ?? [];
  return { project: folderOf(hash, beside('kimi.json')), session: id, isSubAgent: path.includes('/subagents/') };
}

/** @see https://github.com/MoonshotAI/kimi-cli/blob/4a550effdfcb29a25a5d325bf935296cc50cd417/src/kimi_cli/metadata.py */
function folderOf(hash: string, known: unknown): string | null {
  const paths = listAt(known, 'work_dirs').flatMap((folder) => textAt(folder, 'path') ?? []);
  return paths.find((path) => hash.endsWith(md5(path))) ?? null;
}

/**
 * The usage of a step is written when it was answered and its tools have ended. One that is still under way, was stopped, or broke off
 * is known by its request alone.
 * @see https://github.com/MoonshotAI/kimi-code/blob/d723cc47ee43e5ca3c3c4ec2473f205d44acede2/packages/agent-core/src/loop/turn-step.ts
 */
function open(file: LogFile): LineReader {
  const where = whereOf(file);
  const [, , , agent = ''] = newPath.exec(file.path) ?? [];
  const models = new Map(listAt(file.kept, 'models').flatMap(namesOf));
  const version = textAt(file.first(), 'protocol_version');
  // Of the step that is under way: when it was first asked, by which name of a model, and which it is.
  let asked = listAt(file.kept, 'asked');
  const keyOfAsked = (): string => callKey('kimi-code', agent, JSON.stringify(asked));
  return {
    line: (line) => {
      if (version !== undefined && !/^[01](\.|$)/.test(version)) return 'tooNew';
      const type = textAt(line, 'type');
      const alias = textAt(line, 'modelAlias') ?? textAt(line, 'model') ?? null;
      if (type === 'llm.request') {
        if (alias !== null) models.set(alias, [textAt(line, 'model'), textAt(line, 'provider')]);
        const [at, step] = [timeAt(line, 'time'), textAt(line, 'turnStep') ?? timeAt(line, 'time')];
        if (textAt(line, 'kind') === 'compaction' || asked[2] === step) return [];
        asked = [at, alias, step];
        return [{ ...called, ...where, key: keyOfAsked(), at, ...modelOf(alias, models), tokens: null }];
      }
      const calls = [...recordOf(line, models, agent, where), ...updateOf(line, where)];
      if (type !== 'usage.record' || textAt(line, 'usageScope') === 'session' || asked[1] !== alias) return calls;
      const key = keyOfAsked();
      asked = [];
      return calls.map((call) => ({ ...call, key }));
    },
    kept: () => ({ models: [...models], asked }),
  };
}

function namesOf(entry: unknown): readonly (readonly [string, readonly unknown[]])[] {
  const [alias, names] = listAt({ entry }, 'entry');
  return typeof alias === 'string' ? [[alias, listAt({ names }, 'names')]] : [];
}

/**
 * Of the newer tool: one for each answer, of a turn or outside of one (`session`), and never a total. Where a provider sent no usage
 * there are zeros. Copies of a session keep times and counts, and have no other name.
 * @see https://github.com/MoonshotAI/kimi-code/blob/d723cc47ee/packages/agent-core-v2/src/agent/llmRequester/llmRequesterService.ts
 */
function recordOf(line: unknown, models: Models, agent: string, where: Where): readonly LoggedCall[] {
  const at = timeAt(line, 'time');
  if (fieldAt(line, 'type') !== 'usage.record') return [];
  const usage = fieldAt(line, 'usage');
  const counts = ['inputOther', 'output', 'inputCacheRead', 'inputCacheCreation'].map((name) => countAt(usage, name));
  const [input, output, cacheRead, cacheWrite5m] = counts;
  const alias = textAt(line, 'model') ?? null;
  const key = callKey('kimi-code', agent, at, alias ?? '', textAt(line, 'usageScope') ?? '', ...counts.map((count) => count ?? ''));
  const tokens = usedTokens({ input, output, cacheRead, cacheWrite5m });
  return [{ ...called, ...where, key, at, ...modelOf(alias, models), tokens }];
}

function modelOf(alias: string | null, models: Models): Pick<LoggedCall, 'model' | 'provider'> {
  const [known, spoken] = (alias === null ? undefined : models.get(alias)) ?? [];
  const model = typeof known === 'string' ? known : alias;
  return { model, provider: providerOf(spoken, alias, model) };
}

/** The request tells how a provider is spoken to. One way is Kimi's alone; the others are those of many. */
function providerOf(spoken: unknown, alias: string | null, model: string | null): LoggedProvider | null {
  // The name under which a subscription is called: it takes no money from an account.
  if (alias === 'kimi-for-coding') return { name: 'kimi', evidence: 'model' };
  return spoken === 'kimi' ? { name: 'kimi', evidence: 'logged' } : guessProvider(model);
}

/**
 * Of the older one: an update of what is shown, which has the usage of a step where it names that step's answer. Those of a sub-agent stand
 * in a file of its own, and wrapped into what the agent above it logged; in the oldest versions there alone.
 * @see https://github.com/MoonshotAI/kimi-cli/blob/4a550effdfcb29a25a5d325bf935296cc50cd417/src/kimi_cli/wire/types.py
 */
function updateOf(line: unknown, where: Where): readonly LoggedCall[] {
  const at = timeAt(line, 'timestamp');
  const wrapper = fieldAt(line, 'message');
  const isWrapped = textAt(wrapper, 'type') === 'SubagentEvent';
  const message = isWrapped ? unwrapped(wrapper) : wrapper;
  if (textAt(message, 'type') !== 'StatusUpdate') return [];
  const update = fieldAt(message, 'payload');
  const usage = fieldAt(update, 'token_usage');
  const id = textAt(update, 'message_id');
  const isElsewhere = isWrapped && textAt(wrapper, 'payload', 'agent_id') !== undefined;
  // Until December 2025 that a step was answered is all that it tells.
  const isStep = usage === undefined ? fieldAt(update, 'context_usage') !== undefined : usage !== null;
  if (id === undefined && (isElsewhere || !isStep)) return [];
  const counts = ['input_other', 'output', 'input_cache_read', 'input_cache_creation'].map((name) => countAt(usage, name));
  const [input, output, cacheRead, cacheWrite5m] = counts;
  const key =
    id === undefined ? callKey('kimi-cli', String(fieldAt(line, 'timestamp')), ...counts.map((count) => count ?? '')) : callKey(id);
  const tokens = usedTokens({ input, output, cacheRead, cacheWrite5m });
  return [{ ...called, ...where, key, at, tokens, isSubAgent: where.isSubAgent || isWrapped }];
}

function unwrapped(wrapper: unknown): unknown {
  let message = wrapper;
  for (let depth = 0; depth < 8 && textAt(message, 'type') === 'SubagentEvent'; depth++) message = fieldAt(message, 'payload', 'event');
  return message;
}

const called = { kind: 'call', provider: null, model: null, quality: 'reported', costs: [] } as const;

export const kimiCode: UsageReader = {
  id: 'kimi-code',
  name: 'Kimi Code',
  rules: 6,
  places,
  sources: [
    {
      form: 'lines',
      under: 'sessions',
      matches: (path) => newPath.test(path) || oldPath.test(path),
      marks: ['"usage.record"', '"llm.request"', '"StatusUpdate"'],
      open,
    },
  ],
  blindSpots: [
    'An attempt that failed before another one succeeded may be billed, and leaves no usage.',
    'The older kimi-cli names no model in its logs, and no usage of a conversation that was condensed.',
    'Sessions that were imported from elsewhere to be looked at are not read.',
  ],
};
