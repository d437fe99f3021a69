import { callKey } from '../core/usage/callKey';
import { countAt, textAt, timeAt } from '../core/usage/fields';
import type { LoggedCall } from '../core/usage/loggedCall';
import { namedProvider } from '../core/usage/namedProvider';
import { usedTokens } from '../core/usage/readTokens';
import type { Machine, SkipReason, UsageReader } from '../core/usage/usageReader';

function places({ home, variable }: Machine): readonly string[] {
  const named = variable('CONTINUE_GLOBAL_DIR')?.replaceAll('\\', '/') ?? '';
  return [...(named === '' ? [] : [named]), `${home}/.continue`];
}

/**
 * Continue counts what it sends and gets by itself, whatever the provider says, and whether or not it came to an answer.
 * @see https://github.com/continuedev/continue/blob/d0a3c0b626b5bebc3bef4742eec05a0242be0bab/core/llm/index.ts
 */
function callOf(line: unknown): readonly LoggedCall[] | SkipReason {
  const at = timeAt(line, 'timestamp');
  const schema = textAt(line, 'schema');
  if (schema !== undefined && schema !== '0.2.0') return 'tooNew';
  if (textAt(line, 'eventName') !== 'tokensGenerated') return [];
  const [input, output] = [countAt(line, 'promptTokens'), countAt(line, 'generatedTokens')];
  const [model = null, provider] = [textAt(line, 'model'), textAt(line, 'provider')];
  return [
    {
      key: callKey('continue', at, provider ?? '', model ?? '', input ?? '', output ?? ''),
      at,
      kind: 'call',
      provider: namedProvider(provider, model),
      model,
      tokens: usedTokens({ input, output }),
      quality: 'counted',
      mayHoldCache: true,
      costs: [],
      project: null,
      session: null,
      isSubAgent: false,
    },
  ];
}

export const continueDev: UsageReader = {
  id: 'continue',
  name: 'Continue',
  rules: 4,
  places,
  sources: [
    {
      form: 'lines',
      under: 'dev_data',
      // What version 0.1.0 wrote has no time.
      matches: (path) => /^dev_data\/(?!0\.1\.0\/)[^/]+\/tokensGenerated\.jsonl$/.test(path),
      marks: ['"tokensGenerated"'],
      open: () => ({ line: callOf, kept: () => null }),
    },
  ],
  blindSpots: [
    'Continue counts tokens by itself, which is near to what a provider counts and no more.',
    'What was read from a cache, what a model thought before it answered, and the folder are not told.',
  ],
};
