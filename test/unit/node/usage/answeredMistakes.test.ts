import assert from 'node:assert/strict';
import { mistakeText } from '../../../../src/core/explained/mistakeText';
import { english } from '../../../../src/core/text/translate';
import type { UsageReader } from '../../../../src/core/usage/usageReader';
import { answerUsage } from '../../../../src/node/usage/answerUsage';
import { withFolder } from '../../../support/usage/withFolder';

const now = Date.UTC(2026, 10, 22);
const readers = ['quill', 'inkwell'].map((id): UsageReader => ({ id, name: id, rules: 1, places: () => [], sources: [] }));

describe('what the editor is answered', () => {
  it('names what its settings say in names that there are not; a tool that is switched off is one', () =>
    withFolder({}, (folder) => {
      const span = { from: null, to: null, use: 'plan' } as const;
      const result = answerUsage(
        {
          ...{ kind: 'explain', folder, tools: ['quill'], reads: true, known: null, owner: 'a', now },
          ...{ since: now, readsSince: now, groups: [], meant: [] },
          overrides: [
            { entry: 0, of: { tool: 'inkwell' }, ...span },
            { entry: 2, of: { tool: 'quil' }, ...span },
          ],
          bookings: [{ entry: 1, tool: 'sk-typed-by-mistake', account: 'work' }],
        },
        readers,
        () => now,
        () => true,
      );
      assert.ok(result.ok);
      assert.deepEqual(
        result.answer.mistakes.map((mistake) => mistakeText(mistake, english)),
        [
          'apiBalance.usage.prices, entry 3, "tool": is not known here; "quill" may be meant.',
          'apiBalance.usage.accounts, entry 2, "tool": is not known here.',
        ],
      );
    }));
});
