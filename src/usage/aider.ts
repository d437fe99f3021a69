import { callKey } from '../core/usage/callKey';
import { dollarCost } from '../core/usage/dollarCost';
import { countAt, fieldAt, textAt, timeAt } from '../core/usage/fields';
import type { LoggedCall, LoggedProvider } from '../core/usage/loggedCall';
import { namedProvider } from '../core/usage/namedProvider';
import { usedTokens } from '../core/usage/readTokens';
import type { Machine, UsageReader } from '../core/usage/usageReader';

/** Only a person who names a file has a log, and in no place of its own: these are looked into for names that tell. */
function places({ home, variable }: Machine): readonly string[] {
  const [, named] = /^(.+)[\\/][^\\/]+$/.exec(variable('AIDER_ANALYTICS_LOG') ?? '') ?? [];
  return [...(named === undefined ? [] : [named.replaceAll('\\', '/')]), `${home}/.aider`, home];
}

/**
 * One message, of which a long answer may have taken several requests; `total_cost` goes on growing over the session. While an answer
 * streams in, aider counts its tokens by itself, and the log does not tell which it did.
 * @see https://github.com/Aider-AI/aider/blob/5dc9490bb35f9729ef2c95d00a19ccd30c26339c/aider/coders/base_coder.py
 */
function callOf(line: unknown): readonly LoggedCall[] {
  const [at, told] = [timeAt(line, 'time'), fieldAt(line, 'properties')];
  if (textAt(line, 'event') !== 'message_send') return [];
  const [input, output] = [countAt(told, 'prompt_tokens'), countAt(told, 'completion_tokens')];
  const { model, provider } = modelOf(textAt(told, 'main_model'));
  const costs = [fieldAt(told, 'cost'), fieldAt(told, 'total_cost')];
  return [
    {
      key: callKey('aider', at, model ?? '', input ?? '', output ?? '', ...costs.map((cost) => (typeof cost === 'number' ? cost : ''))),
      at,
      kind: 'call',
      provider,
      model,
      tokens: usedTokens({ input, output }),
      quality: 'counted',
      mayHoldCache: true,
      // Where a model has a price for cached input, it takes that price off the count of tokens instead of the tokens that were cached.
      costs: isDeepSeek(model) ? [] : dollarCost(costs[0], 'tool'),
      project: null,
      session: null,
      isSubAgent: false,
    },
  ];
}

function isDeepSeek(model: string | null): boolean {
  return model?.toLowerCase().includes('deepseek') === true;
}

/**
 * `provider/model`, as LiteLLM names it; models that no list knows are cut out, and one without a name is `None`.
 * @see https://github.com/Aider-AI/aider/blob/5dc9490bb35f9729ef2c95d00a19ccd30c26339c/aider/analytics.py
 */
function modelOf(name: string | undefined): { readonly model: string | null; readonly provider: LoggedProvider | null } {
  const [, prefix, own] = /^([^/]+)\/(.+)$/.exec(name ?? '') ?? [];
  const last = own ?? name;
  const model = last === undefined || last === 'None' || last === 'REDACTED' ? null : last;
  return { model, provider: namedProvider(prefix, model) };
}

export const aider: UsageReader = {
  id: 'aider',
  name: 'Aider',
  rules: 4,
  places,
  sources: [
    {
      form: 'lines',
      under: '',
      isFlat: true,
      matches: (path) => /^(?:\.?aider[-._]?)?analytics[^/]*\.jsonl$/.test(path),
      marks: ['"message_send"'],
      open: () => ({ line: callOf, kept: () => null }),
    },
  ],
  blindSpots: [
    'Aider logs only where it is started with --analytics-log, here to a file analytics.jsonl in the home or in .aider in it.',
    'Commit messages and summaries, which a weaker model writes, are in no log.',
    'What was read from a cache is not told, and neither is the folder.',
  ],
};
