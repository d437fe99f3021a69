import { callKey } from '../../../src/core/usage/callKey';
import { countAt, textAt, timeAt } from '../../../src/core/usage/fields';
import { guessProvider } from '../../../src/core/usage/guessProvider';
import type { LoggedCall } from '../../../src/core/usage/loggedCall';
import { usedTokens } from '../../../src/core/usage/readTokens';
import type { LineReader, LogFile, UsageReader } from '../../../src/core/usage/usageReader';

/** @see https://example.com/quill/blob/0a1b2c3/src/journal.ts `open`: the first line is `{"type":"session","version":1,"id":…,"parent":…}` */
function open({ first }: LogFile): LineReader {
  const head = first();
  const version = countAt(head, 'version');
  const session = { id: textAt(head, 'id') ?? null, isSubAgent: textAt(head, 'parent') !== undefined };
  return { line: (line) => (version === 1 ? callsOf(line, session) : 'tooNew'), kept: () => null };
}

/** @see https://example.com/quill/blob/0a1b2c3/src/journal.ts `writeAnswer` */
function callsOf(line: unknown, session: { readonly id: string | null; readonly isSubAgent: boolean }): readonly LoggedCall[] {
  const [answer, at, model = null] = [textAt(line, 'answer'), timeAt(line, 'at'), textAt(line, 'model')];
  if (textAt(line, 'type') !== 'answer' || answer === undefined) return [];
  const provider = textAt(line, 'provider');
  return [
    {
      // The provider's own id of its answer: a resumed session writes it again, in another file.
      key: callKey(answer),
      at,
      kind: 'call',
      provider: provider === undefined ? guessProvider(model) : { name: provider, evidence: 'logged' },
      model,
      tokens: usedTokens(
        {
          input: countAt(line, 'usage', 'prompt'),
          cacheRead: countAt(line, 'usage', 'cached'),
          output: countAt(line, 'usage', 'completion'),
          reasoning: countAt(line, 'usage', 'thinking'),
        },
        // Both as the provider reports them: what was cached is part of the prompt, and thinking stands beside the answer.
        { inputHoldsCache: true, reasoningIsBeside: true },
      ),
      quality: 'reported',
      costs: [],
      project: textAt(line, 'folder') ?? null,
      session: session.id,
      isSubAgent: session.isSubAgent,
    },
  ];
}

export const quill: UsageReader = {
  id: 'quill',
  name: 'Quill',
  rules: 1,
  /** @see https://example.com/quill/blob/0a1b2c3/README.md */
  places: ({ home, variable }) => [variable('QUILL_HOME') ?? '', `${home}/.quill`],
  sources: [{ form: 'lines', under: 'journal', matches: (path) => path.endsWith('.jsonl'), marks: ['"answer"'], open }],
  blindSpots: ['An answer that was cut off has no usage.'],
};
