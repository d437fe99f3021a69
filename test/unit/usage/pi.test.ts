import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CountedCall } from '../../../src/core/usage/countedCall';
import { noTokens } from '../../../src/core/usage/tokens';
import { pi } from '../../../src/usage/pi';
import { changingHome, readGrowing, readOnce } from '../../support/usage/changingHome';
import { filesBelow, readInAnyOrder } from '../../support/usage/readInAnyOrder';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf, type ReadUsage } from '../../support/usage/usageOf';

const sample = { '.pi/agent': usageFixture('pi') };
const total = {
  calls: 6,
  unmeasured: 1,
  tokens: { input: 3370, cacheRead: 5000, cacheWrite5m: 200, cacheWrite1h: 100, output: 226, reasoning: 20 },
};
const folder = 'sessions/--home-dev-shop--';
const [first, fork, old] = ['2026-10-05T09-00-00-000Z_a', '2026-10-05T09-10-00-000Z_b', '2025-12-01T09-00-00-000Z_c'].map(
  (name) => `${folder}/${name}.jsonl`,
);
assert.ok(first !== undefined && fork !== undefined && old !== undefined);
const textOf = (path: string): string => readFileSync(usageFixture('pi', path), 'utf8');
const callOf = ({ calls }: ReadUsage, is: (call: CountedCall['call']) => boolean): CountedCall['call'] | undefined =>
  calls.map(({ call }) => call).find(is);

describe('usage: Pi', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(pi, sample);
    assert.deepEqual(read.counted, total);
    assert.deepEqual(read.report.skipped, []);
    assert.deepEqual(new Set(read.calls.map(({ call }) => call.project)), new Set(['shop']));
  });

  it('comes to the same in whatever order the files are met', () => {
    const files = Object.fromEntries(Object.entries(filesBelow(usageFixture('pi'))).map(([path, text]) => [`.pi/agent/${path}`, text]));
    for (const read of readInAnyOrder(pi, files)) assert.deepEqual(read.counted, total);
  });

  it('comes to the same when a log grows between two looks, wherever it was cut', () => {
    for (const path of [first, fork, old]) {
      const alone = readOnce(pi, { [`.pi/agent/${path}`]: textOf(path) });
      for (const read of readGrowing(pi, `.pi/agent/${path}`, textOf(path))) {
        assert.deepEqual(read.counted, alone.counted, path);
        assert.deepEqual(new Set(read.calls.map(({ call }) => call.model)), new Set(alone.calls.map(({ call }) => call.model)));
      }
    }
  });

  it('counts what a fork repeats once, and nothing twice that was rewritten with new ids', () => {
    const rewritten = textOf(old)
      .replace('"id":"c"', '"version":3,"id":"c"')
      .replace('"type":"message"', '"type":"message","id":"c0000001"');
    const both = changingHome(pi, (home) => {
      for (const text of [textOf(old), rewritten]) {
        home.write(`.pi/agent/${old}`, text);
        home.scan();
      }
      return home.scan();
    });
    assert.equal(both.counted.calls, 1);
    const { counted } = readOnce(pi, { [`.pi/agent/${fork}`]: textOf(fork) });
    assert.deepEqual([counted.calls, counted.tokens.output], [4, 50 + 60 + 4 + 3 + 3 + 6]);
  });

  it('tells two answers apart to which a local server gave one id', () => {
    const [one, two] = textOf(fork)
      .split('\n')
      .filter((line) => line.includes('chatcmpl-7'));
    assert.equal(readOnce(pi, { [`.pi/agent/${fork}`]: `${one}\n${two}\n` }).counted.calls, 2);
  });

  it('names the model that answered, and of a summary the one that was chosen', () => {
    const read = usageOf(pi, sample);
    assert.equal(callOf(read, ({ provider }) => provider?.name === 'openrouter')?.model, 'deepseek/deepseek-chat');
    const summary = callOf(read, ({ tokens }) => tokens?.output === 90);
    assert.deepEqual(
      [summary?.kind, summary?.model, summary?.provider],
      ['sum', 'deepseek-flash', { name: 'deepseek', evidence: 'logged' }],
    );
  });

  it('names nobody for what a tool asked', () => {
    const asked = callOf(usageOf(pi, sample), ({ tokens }) => tokens?.output === 4);
    assert.deepEqual([asked?.kind, asked?.model, asked?.provider], ['sum', null, null]);
  });

  it('tells what a provider billed from what the tool reckoned', () => {
    const costs = usageOf(pi, sample).calls.flatMap(({ call }) => call.costs);
    assert.deepEqual(
      costs.filter(({ source }) => source === 'provider').map(({ amount }) => amount),
      [2_000],
    );
    assert.deepEqual(
      costs.map(({ amount }) => amount).sort((a, b) => a - b),
      [400, 500, 1_000, 2_000, 12_300],
    );
  });

  it('takes what was cached out of what was once told as the input of Gemini', () => {
    const { tokens } = readOnce(pi, { [`.pi/agent/${old}`]: textOf(old) }).counted;
    assert.deepEqual(tokens, { ...noTokens, input: 200, cacheRead: 700, output: 10 });
    const now = textOf(old).replace('"input":900', '"input":200');
    assert.deepEqual(readOnce(pi, { [`.pi/agent/${old}`]: now }).counted.tokens, tokens);
  });

  it('finds sessions in the folder of the agent itself, and by the variables', () => {
    assert.equal(readOnce(pi, { '.pi/agent/c.jsonl': textOf(old) }).counted.calls, 1);
    const variable = (name: string): string | undefined => ({ PI_CODING_AGENT_DIR: '~/agent', PI_CODING_AGENT_SESSION_DIR: '/logs' })[name];
    assert.deepEqual(pi.places({ home: '/home/dev', variable, isConfined: false }), ['/home/dev/agent', '/logs', '/home/dev/.pi/agent']);
  });

  it('passes over a version of tomorrow, and a line that is half written waits', () => {
    const { counted, report } = readOnce(pi, {
      [`.pi/agent/${first}`]: textOf(first).replace('"version":3', '"version":4'),
      [`.pi/agent/${old}`]: textOf(old).slice(0, -9),
    });
    assert.deepEqual([counted.calls, report.skipped.map(({ reason }) => reason)], [0, ['tooNew']]);
  });
});
