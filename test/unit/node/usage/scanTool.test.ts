import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { LoggedCall } from '../../../../src/core/usage/loggedCall';
import { noTokens } from '../../../../src/core/usage/tokens';
import type { LogFile, ReadCalls, UsageReader } from '../../../../src/core/usage/usageReader';
import { openOnce } from '../../../../src/node/usage/openUsage';
import { scanTool } from '../../../../src/node/usage/scanTool';
import type { ToolReport } from '../../../../src/node/usage/toolReport';
import { scan, testNow, withUsage } from '../../../support/usage/usageOf';
import { withFolder } from '../../../support/usage/withFolder';

const call: LoggedCall = {
  key: 'a',
  at: testNow,
  kind: 'call',
  provider: null,
  model: null,
  tokens: { ...noTokens, input: 1 },
  quality: 'reported',
  costs: [],
  project: null,
  session: null,
  isSubAgent: false,
};

function readerOf(read: (content: unknown, file: LogFile) => ReadCalls): UsageReader {
  const source = { form: 'whole', under: '', isFlat: true, matches: (path: string) => path.endsWith('.json'), read } as const;
  return { id: 'made-up', name: 'Made up', rules: 1, places: ({ home }) => [home], sources: [source] };
}

/** As the product does, which has nobody to tell of its own mistakes but by the file. */
function scanned(reader: UsageReader): { readonly report: ToolReport; readonly calls: number } {
  return withFolder({ 'bad.json': '1', 'good.json': '2' }, (home) => {
    const usage = openOnce();
    assert.ok(usage);
    const steps = scanTool(reader, { home, variable: () => undefined, isConfined: true }, usage.store, { now: testNow, since: 0 });
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    const calls = [...usage.store.calls(0, testNow + 1)].length;
    usage.close();
    return { report: step.value, calls };
  });
}

describe('scanTool: a mistake of ours costs one file, which is told of', () => {
  const wrong: Readonly<Record<string, () => ReadCalls>> = {
    'a reader that throws': () => {
      throw new TypeError('not a function');
    },
    'a count in parts': () => ({ calls: [{ ...call, key: 'bad', tokens: { ...noTokens, input: 1.5 } }] }),
    'a count that is none': () => ({ calls: [{ ...call, key: 'bad', webSearches: NaN }] }),
  };
  for (const [name, read] of Object.entries(wrong))
    it(name, () => {
      const reader = readerOf((content) => (content === 1 ? read() : { calls: [call] }));
      const { report, calls } = scanned(reader);
      assert.deepEqual([report.skipped, report.filesRead, calls], [[{ file: 'bad.json', reason: 'malformed' }], 1, 1]);
      // In every other test it fails.
      withFolder({ 'bad.json': '1' }, (home) => assert.throws(() => withUsage((usage) => scan(reader, home, usage))));
    });

  it('takes a time that is none for a time that cannot be', () => {
    const { report, calls } = scanned(readerOf((content) => ({ calls: content === 1 ? [{ ...call, at: NaN }] : [call] })));
    assert.deepEqual([report.skipped, calls], [[{ file: 'bad.json', reason: 'wrongTime' }], 1]);
  });

  it('hands a reader the time of a file in whole milliseconds, whatever the disk keeps', () => {
    withFolder({ 'a.json': '1' }, (home) => {
      utimesSync(join(home, 'a.json'), testNow / 1000 + 0.000_123_4, testNow / 1000 + 0.000_123_4);
      const reader = readerOf((_, { changedAt }) => ({ calls: [{ ...call, at: changedAt }] }));
      const { report } = withUsage((usage) => scan(reader, home, usage));
      assert.deepEqual([report.skipped, report.newest], [[], testNow]);
    });
  });
});
