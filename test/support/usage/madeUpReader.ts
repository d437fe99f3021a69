import { countAt, fieldAt, textAt, timeAt } from '../../../src/core/usage/fields';
import type { LoggedCall } from '../../../src/core/usage/loggedCall';
import { readTokens } from '../../../src/core/usage/readTokens';
import type { LineSource, UsageReader, WholeSource } from '../../../src/core/usage/usageReader';

const at = Date.UTC(2026, 9, 5);

function callOf(value: unknown, nth: number): LoggedCall {
  return {
    key: textAt(value, 'id') ?? `at ${nth}`,
    at: timeAt(value, 'at') || at,
    kind: 'call',
    provider: null,
    model: null,
    tokens: readTokens({ input: countAt(value, 'usage'), output: 0 }),
    quality: 'reported',
    costs: [],
    project: null,
    session: null,
    isSubAgent: false,
  };
}

const lines: LineSource = {
  form: 'lines',
  under: 'logs',
  matches: (path) => /\.jsonl(\.zstd)?$/.test(path),
  marks: ['"usage"', '"version"'],
  open: ({ kept, first }) => {
    // A line without an id is known by its place among the others, as of tools that give none.
    let count = countAt(kept, 'count') ?? 0;
    return {
      line: (value) => {
        if (countAt(first(), 'version') === 2) return 'tooNew';
        if (fieldAt(value, 'usage') === undefined) return [];
        count += 1;
        return [callOf(value, count)];
      },
      kept: () => ({ count }),
    };
  },
};

const whole: WholeSource = {
  form: 'whole',
  under: 'logs',
  matches: (path) => path.endsWith('.json'),
  headBytes: 1 << 20,
  read: (content, { kept }) => {
    const before = countAt(kept, 'count') ?? 0;
    const usage = countAt(content, 'usage') ?? 0;
    return { calls: [callOf({ id: `from ${before}`, usage: Math.max(0, usage - before) }, 0)], kept: { count: Math.max(before, usage) } };
  },
};

/** Of a tool that there is not, which writes both forms: for what the disk does to logs. */
export const madeUpReader: UsageReader = {
  id: 'made-up',
  name: 'Made up',
  rules: 1,
  places: ({ home }) => [home],
  sources: [lines, whole],
};
