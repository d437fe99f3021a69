import { callKey } from '../core/usage/callKey';
import { dollarCost } from '../core/usage/dollarCost';
import { countAt, fieldAt, textAt, timeAt } from '../core/usage/fields';
import type { LoggedCall } from '../core/usage/loggedCall';
import { usedTokens } from '../core/usage/readTokens';
import type { Tokens } from '../core/usage/tokens';
import type { LineReader, LogFile, Machine, UsageReader } from '../core/usage/usageReader';

/**
 * With the second variable sessions lie in that folder itself.
 * @see https://unpkg.com/@earendil-works/pi-coding-agent@1.6.0/dist/config.js `getAgentDir`, `ENV_SESSION_DIR`
 */
function places({ home, variable }: Machine): readonly string[] {
  const named = [variable('PI_CODING_AGENT_DIR'), variable('PI_CODING_AGENT_SESSION_DIR')];
  return [...named.flatMap((folder) => folder?.replace(/^~/, home) ?? []), `${home}/.pi/agent`];
}

type Session = Pick<LoggedCall, 'project' | 'session' | 'isSubAgent'>;

interface Asked {
  readonly provider: string | null;
  readonly model: string | null;
}

const nobody: Asked = { provider: null, model: null };

/**
 * The first version names none. A sub-agent of an extension keeps no session, and a parent is what a fork was made of.
 * @see https://unpkg.com/@earendil-works/pi-coding-agent@1.6.0/docs/session-format.md
 */
function open({ first, kept }: LogFile): LineReader {
  const head = first();
  const isKnown = (countAt(head, 'version') ?? 1) <= 3;
  const session = { project: textAt(head, 'cwd') ?? null, session: textAt(head, 'id') ?? null, isSubAgent: false };
  let last = askedIn(kept, nobody);
  return {
    line: (entry) => {
      if (!isKnown) return 'tooNew';
      const message = fieldAt(entry, 'message');
      if (textAt(entry, 'type') === 'model_change' || textAt(message, 'role') === 'assistant') last = askedIn(message ?? entry, last);
      return callsOf(entry, session, last);
    },
    kept: () => last,
  };
}

function askedIn(named: unknown, otherwise: Asked): Asked {
  const model = textAt(named, 'responseModel') ?? textAt(named, 'modelId') ?? textAt(named, 'model');
  return model === undefined ? otherwise : { provider: textAt(named, 'provider') ?? null, model };
}

/**
 * Answers, and what warmed a cache, name their model. Summaries are asked of the one that was asked last, and come to one usage of one
 * request or more; nobody knows whom a tool asked.
 * @see https://unpkg.com/@earendil-works/pi-coding-agent@1.6.0/dist/core/usage-totals.js `getUsageCostBreakdown`
 */
function callsOf(entry: unknown, session: Session, last: Asked): readonly LoggedCall[] {
  const said = fieldAt(entry, 'message') ?? entry;
  const role = textAt(said, 'role');
  const isSum = role !== 'assistant' && textAt(said, 'type') !== 'usage';
  const at = timeAt(said, 'timestamp') || timeAt(entry, 'timestamp');
  const usage = fieldAt(said, 'usage');
  const tokens = tokensOf(usage, said);
  const costs = dollarCost(fieldAt(usage, 'cost', 'total'), fieldAt(usage, 'cost', 'totalFromProvider') === true ? 'provider' : 'tool');
  const isNothing = tokens === null && costs.length === 0 && (isSum || textAt(said, 'stopReason') === 'error');
  if (usage === undefined || isNothing) return [];
  const { provider, model } = role === 'toolResult' ? nobody : askedIn(said, last);
  const answer = textAt(said, 'responseId') ?? '';
  return [
    {
      // Forks repeat entries, and ids of entries were given anew when files of the first version were rewritten: their times stay.
      // Ollama draws its ids from a thousand: https://github.com/ollama/ollama/blob/5dbb81b/middleware/openai.go `ChatMiddleware`
      key: answer.length > 15 ? callKey(answer) : callKey('pi', at, model ?? '', countAt(usage, 'totalTokens') ?? ''),
      at,
      since: at,
      kind: isSum ? 'sum' : 'call',
      provider: provider === null ? null : { name: provider, evidence: 'logged' },
      model,
      tokens,
      quality: isSum ? 'total' : 'reported',
      costs,
      ...session,
    },
  ];
}

/** @see https://unpkg.com/@earendil-works/pi-ai@1.6.0/dist/types.d.ts `Usage` */
function tokensOf(usage: unknown, said: unknown): Tokens | null {
  const [input, output] = [countAt(usage, 'input'), countAt(usage, 'output')];
  const [written = 0, forAnHour = 0] = [countAt(usage, 'cacheWrite'), countAt(usage, 'cacheWrite1h')];
  const sum = (input ?? 0) + (output ?? 0);
  return usedTokens(
    {
      input,
      output,
      cacheRead: countAt(usage, 'cacheRead'),
      cacheWrite5m: Math.max(0, written - forAnHour),
      cacheWrite1h: forAnHour,
      reasoning: countAt(usage, 'reasoning'),
    },
    // Gemini's until March 2026: https://github.com/badlogic/pi-mono/blob/83378aa/packages/ai/src/providers/google.ts
    // OpenAI's until 0.12.10, two days before there was a total: https://github.com/badlogic/pi-mono/commit/989af79
    { inputHoldsCache: /^(google|openai)-/.test(textAt(said, 'api') ?? '') && sum === (countAt(usage, 'totalTokens') ?? sum) },
  );
}

export const pi: UsageReader = {
  id: 'pi',
  name: 'Pi',
  rules: 5,
  places,
  sources: ['sessions', ''].map((under) => ({
    form: 'lines',
    under,
    isFlat: under === '',
    matches: (path) => path.endsWith('.jsonl'),
    marks: ['"usage":{', '"model_change"'],
    open,
  })),
  blindSpots: [
    'A request that failed leaves no usage, and whether a key or a plan paid is in no session.',
    'Summaries before version 0.81 are in no session. Before version 0.70 some reasoning was counted twice.',
    'Sessions in a folder that --session-dir or a setting names are not read.',
  ],
};
