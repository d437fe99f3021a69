import { callKey } from '../core/usage/callKey';
import { dollarCost } from '../core/usage/dollarCost';
import { countAt, entriesAt, fieldAt, listAt, textAt, timeAt } from '../core/usage/fields';
import { guessProvider } from '../core/usage/guessProvider';
import { hostOf } from '../core/usage/hostOf';
import type { LoggedCall, LoggedProvider } from '../core/usage/loggedCall';
import { usedTokens } from '../core/usage/readTokens';
import type { Tokens } from '../core/usage/tokens';
import type { LineSource, LogFile, Machine, UsageReader } from '../core/usage/usageReader';

/** @see https://code.claude.com/docs/en/claude-directory */
function places({ home, variable }: Machine): readonly string[] {
  const named = (variable('CLAUDE_CONFIG_DIR') ?? '').split(',').map((folder) => folder.trim());
  const roaming = variable('APPDATA') ?? `${home}/AppData/Roaming`;
  const packages = `${variable('LOCALAPPDATA') ?? `${home}/AppData/Local`}/Packages`;
  // From the store of Windows it is packaged, under the hash of who published it.
  const packaged = `${packages}/Claude_pzs8sxrjxfjjc/LocalCache/Roaming/Claude`;
  const ofDesktop = [`${home}/Library/Application Support/Claude`, `${roaming}/Claude`, packaged, `${home}/.config/Claude`];
  // OpenClaude, which is made of it: https://github.com/Gitlawb/openclaude/blob/107e0f7/src/utils/envUtils.ts
  const ofFork = [variable('OPENCLAUDE_CONFIG_DIR') ?? '', `${home}/.openclaude`];
  return [...named, `${home}/.claude`, `${home}/.config/claude`, ...ofDesktop, ...ofFork].filter((folder) => folder !== '');
}

const lines = {
  form: 'lines',
  marks: ['"usage"'],
  open: (file: LogFile) => {
    const host = hostOf(textAt(file.beside('settings.json'), 'env', 'ANTHROPIC_BASE_URL'));
    const isOfSubAgent = file.path.includes('/subagents/');
    return { line: (line: unknown) => callsOf(line, host, isOfSubAgent), kept: () => null };
  },
} as const satisfies Omit<LineSource, 'under' | 'matches'>;

/**
 * One line for each block of an answer, all with the usage so far: the same call again and again. A line of progress mirrors what a
 * sub-agent was answered, which need not have a file of its own.
 * @see https://github.com/ryoppippi/ccusage/blob/5816e640e8824986f33427203da164b01394a161/rust/crates/ccusage/src/adapter/claude/daily.rs
 */
function callsOf(line: unknown, host: string | null, isOfSubAgent: boolean): readonly LoggedCall[] {
  const isMirrored = textAt(line, 'type') === 'progress';
  const answer = isMirrored ? fieldAt(line, 'data', 'message') : line;
  const usage = fieldAt(answer, 'message', 'usage');
  const at = timeAt(answer, 'timestamp');
  // A stream names the model that was asked, also where another one answered in its place.
  const rounds = listAt(usage, 'iterations');
  const served = rounds.findLastIndex((round) => textAt(round, 'type') === 'fallback_message');
  const model = textAt(rounds[served], 'model') ?? textAt(answer, 'message', 'model') ?? null;
  // What the tool itself says in the place of an answer was no call; what has usage was one, whatever it is called.
  if (usage === undefined || model === '<synthetic>') return [];
  const id = textAt(answer, 'message', 'id') ?? textAt(answer, 'uuid') ?? callKey('claude', at);
  const requestId = textAt(answer, 'requestId');
  const isSideChain = isMirrored || fieldAt(line, 'isSidechain') === true;
  const tier = tierOf(usage);
  const [searches = 0, fetches = 0] = ['web_search_requests', 'web_fetch_requests'].map((name) => countAt(usage, 'server_tool_use', name));
  const call: LoggedCall = {
    // Gateways leave the request out: their answers are known by the message alone.
    key: requestId === undefined ? callKey(id) : callKey(id, requestId),
    at,
    kind: 'call',
    provider: providerOf(host, id, requestId, model),
    model,
    tokens: Number.isNaN(searches + fetches) ? null : tokensOf(usage),
    quality: 'reported',
    // Before that, it tells what the first one used, which may be more.
    rank: served < 0 ? 0 : 1,
    webSearches: searches || 0,
    webFetches: fetches || 0,
    ...(tier === undefined ? {} : { serviceTier: tier }),
    // Only the oldest versions reckoned what an answer cost.
    costs: dollarCost(fieldAt(line, 'costUSD'), 'tool'),
    project: textAt(line, 'cwd') ?? null,
    session: textAt(line, 'sessionId') ?? null,
    isSubAgent: isSideChain || isOfSubAgent,
    // A question on the side repeats what was said before it, with requests of its own: only what the main line has not is real.
    ...(isSideChain ? { copyOf: callKey('main', id) } : { name: callKey('main', id) }),
  };
  return [call, ...roundsApart(rounds, served, call)];
}

/**
 * Of the rounds of an answer its total leaves out what an adviser was asked, what shortened the conversation, and what models had written
 * before they declined and another one answered: each is billed as a call. One that declined before it wrote anything is not billed.
 * @see https://platform.claude.com/docs/en/build-with-claude/compaction "Understanding usage"
 * @param served which round is that of the model that answered in the end; -1: nobody declined
 */
function roundsApart(rounds: readonly unknown[], served: number, call: LoggedCall): readonly LoggedCall[] {
  return rounds.flatMap((round, index) => {
    const type = textAt(round, 'type');
    const model = textAt(round, 'model') ?? (type === 'compaction' ? call.model : null);
    const hasDeclined = index < served && model !== call.model && countAt(round, 'output_tokens') !== 0;
    if (type !== 'advisor_message' && type !== 'compaction' && !hasDeclined) return [];
    const { name: _name, ...own } = call;
    return [{ ...own, key: callKey(call.key, 'round', index), model, tokens: tokensOf(round), webSearches: 0, webFetches: 0, costs: [] }];
  });
}

/** What was written to a cache is told as a whole, and again by how long it is kept. Of a gateway that tells nothing there are zeros. */
function tokensOf(usage: unknown): Tokens | null {
  const written = countAt(usage, 'cache_creation_input_tokens');
  const anHour = countAt(usage, 'cache_creation', 'ephemeral_1h_input_tokens') ?? 0;
  const minutes = countAt(usage, 'cache_creation', 'ephemeral_5m_input_tokens') ?? 0;
  return usedTokens({
    input: countAt(usage, 'input_tokens'),
    output: countAt(usage, 'output_tokens'),
    cacheRead: countAt(usage, 'cache_read_input_tokens'),
    cacheWrite5m: Math.max(minutes, (written ?? 0) - anHour),
    cacheWrite1h: anHour,
    // Part of the output, so that what is no count of it changes nothing.
    reasoning: countAt(usage, 'output_tokens_details', 'thinking_tokens') || 0,
  });
}

/**
 * A tier or a class of use that nobody knows yet has no price. Where an answer was made has a price too, beside how it was served: ours are named for both.
 * @see https://platform.claude.com/docs/en/manage-claude/data-residency `usage.inference_geo`
 */
function tierOf(usage: unknown): string | undefined {
  const counted = Object.entries({ ...entriesAt(usage, 'cache_creation'), ...entriesAt(usage, 'server_tool_use') });
  const other = counted.find(([name, count]) => !classes.test(name) && (count ?? 0) !== 0);
  const tier =
    other?.[0] ?? [textAt(usage, 'speed'), textAt(usage, 'service_tier')].find((name) => name !== 'standard' && name !== undefined);
  return textAt(usage, 'inference_geo') === 'us' ? `${tier ?? 'standard'}+us` : tier;
}

const classes = /^(ephemeral_(5m|1h)_input_tokens|web_(search|fetch)_requests)$/;

/** Hosts of who answers in Anthropic's manner with models of their own. */
const others = /\b(?:deepseek|moonshot|kimi|bigmodel|z\.ai|minimax|stepfun)\b/;

/**
 * The log names no address, only whose form the ids have. Settings tell where calls go now: what Anthropic itself has answered was asked
 * before that, mostly by a plan. Hosts that may hand on what Anthropic answers are believed.
 * @see https://platform.claude.com/docs/en/api/errors#request-id
 */
function providerOf(host: string | null, id: string, requestId: string | undefined, model: string | null): LoggedProvider | null {
  // Gateways give the answers of others' models such ids too.
  const guess = guessProvider(model ?? (id.startsWith('msg_') ? 'claude' : null));
  const isAnthropics = guess?.name === 'anthropic' && id.startsWith('msg_01') && requestId?.startsWith('req_01') === true;
  if (host !== null && !(isAnthropics && others.test(host))) return { name: host, evidence: 'host' };
  if (requestId?.startsWith('req_vrtx_') === true) return { name: 'google-vertex', evidence: 'model' };
  return guess;
}

export const claudeCode: UsageReader = {
  id: 'claude-code',
  name: 'Claude Code',
  rules: 7,
  deletesLogs: true,
  places,
  sources: [
    { ...lines, under: 'projects', matches: (path) => path.endsWith('.jsonl') },
    // The desktop application keeps a home of its own for each session of its agent, at various depths.
    { ...lines, under: 'local-agent-mode-sessions', matches: (path) => /\/projects\/.*\.jsonl$/.test(path) },
  ],
  blindSpots: [
    'Titles, and requests that the tool makes in the background, are in no transcript.',
    'A request that failed leaves no usage.',
  ],
};
