import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noTokens } from '../../../src/core/usage/tokens';
import { deepseekHarness } from '../../../src/usage/deepseekHarness';
import { readGrowing, readOnce } from '../../support/usage/changingHome';
import { readInAnyOrder } from '../../support/usage/readInAnyOrder';
import { usageFixture } from '../../support/usage/usageFixture';
import { scan, usageOf, withUsage } from '../../support/usage/usageOf';
import { withFolder } from '../../support/usage/withFolder';
import { frameOf } from '../../support/usage/zstdBytes';

const sample = { '.dsh': usageFixture('deepseek-harness') };
const total = { calls: 5, unmeasured: 1, tokens: { ...noTokens, input: 740, cacheRead: 9800, output: 120, reasoning: 20 } };
const at = 1791190800000;
const log = (session: string): string => `.dsh/sessions/--home-dev-shop--/${session}/session.jsonl`;
const text = (...records: readonly object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** @see https://github.com/deepseek-ai/deepseek-harness/blob/b150a55/packages/session/session-persistence-jsonl/src/format.ts */
const header = (id: string, more: object = {}): object => ({
  type: 'session',
  version: 0,
  id,
  createdAt: at,
  cwd: '/home/dev/shop',
  delegationDepth: 0,
  ...more,
});
/** @see https://github.com/deepseek-ai/deepseek-harness/blob/b150a55/docs/persistence-catalog.md */
const event = (seq: number, type: string, data: object): object => ({ type, seq, time: at + seq, data });
const usage = (inputTokens: number): object => ({ usage: { inputTokens, outputTokens: 1 } });
const config = event(0, 'request/header', { header: { config: { provider: 'deepseek', model: 'deepseek-flash' } }, reason: 'initial' });
const chunk = (seq: number, step: number, input: number): object =>
  event(seq, 'assistant/chunk', { turn: 1, step, chunk: { type: 'usage', ...usage(input) } });
const message = (seq: number, step: number, input: number | null): object =>
  event(seq, 'assistant/message', {
    turn: 1,
    step,
    message: { role: 'assistant', source: { kind: 'llm', provider: 'deepseek', model: 'deepseek-flash' } },
    ...(input === null ? {} : usage(input)),
  });
const retry = (seq: number, step: number): object => event(seq, 'llm/retry', { turn: 1, step, retry: 1, provider: 'deepseek' });

function inputOf(...records: readonly object[]): readonly number[] {
  const { calls, unmeasured, tokens } = readOnce(deepseekHarness, { [log('a')]: text(header('a'), config, ...records) }).counted;
  return [calls, unmeasured, tokens.input];
}

describe('usage: DeepSeek Harness', () => {
  it('comes to the right totals of the sample: of every frame, without the copies of a fork', () => {
    const read = usageOf(deepseekHarness, sample);
    assert.deepEqual(read.counted, total);
    assert.equal(read.calls.filter(({ call }) => call.isSubAgent).length, 1);
    assert.deepEqual(new Set(read.calls.map(({ call }) => call.model)), new Set(['deepseek-flash', null]));
    assert.deepEqual(read.calls[0]?.call.provider, { name: 'deepseek', evidence: 'logged' });
    assert.deepEqual(read.report.skipped, []);
  });

  it('counts an answer once, of which a chunk and the message tell the usage', () => {
    assert.deepEqual(inputOf(chunk(1, 0, 5), message(2, 0, 7)), [1, 0, 7]);
    assert.deepEqual(inputOf(chunk(1, 0, 9), message(2, 0, 7)), [1, 0, 7]);
    assert.deepEqual(inputOf(chunk(1, 0, 9), message(2, 0, null)), [1, 0, 9]);
  });

  it('counts a step that failed later by its chunk alone, and one that tells no usage as not measured', () => {
    assert.deepEqual(inputOf(chunk(1, 0, 5), chunk(2, 1, 6)), [2, 0, 11]);
    assert.deepEqual(inputOf(message(1, 0, null)), [0, 1, 0]);
  });

  it('counts what was tried again beside what failed before it', () => {
    assert.deepEqual(inputOf(chunk(1, 0, 5), retry(2, 0), chunk(3, 0, 6), message(4, 0, 6), chunk(5, 1, 2), message(6, 1, 2)), [3, 0, 13]);
    assert.deepEqual(inputOf(chunk(1, 0, 5), retry(2, 0), chunk(3, 0, 6), retry(4, 0), message(5, 0, 7)), [3, 0, 18]);
  });

  it('counts a summary that shortened the conversation by its own usage', () => {
    const summary = { compactionId: 'c', provider: 'deepseek', model: 'deepseek-pro', llmStreamCall: true };
    assert.deepEqual(inputOf(event(1, 'compaction/summary', { ...summary, ...usage(40) })), [1, 0, 40]);
    assert.deepEqual(inputOf(event(1, 'compaction/summary', summary)), [0, 1, 0]);
  });

  it('counts searches and titles, which have no usage, as not measured', () => {
    const search = event(1, 'web/deepseek-search-llm-request', { body: { model: 'deepseek-flash' } });
    const title = event(2, 'session/title-llm-request', { route: { provider: 'deepseek', model: 'deepseek-flash' } });
    assert.deepEqual(inputOf(search, title, event(3, 'web/deepseek-search-llm-request', {})), [0, 3, 0]);
  });

  it('does not count what a fork has of its parent', () => {
    const parent = [config, chunk(1, 0, 5), message(2, 0, 5)];
    const fork = text(header('b', { parentSession: 'a', seedLength: 3 }), ...parent, message(3, 1, 8));
    const files = { [log('a')]: text(header('a'), ...parent), [log('b')]: fork };
    for (const read of readInAnyOrder(deepseekHarness, files)) assert.deepEqual([read.counted.calls, read.counted.tokens.input], [2, 13]);
  });

  it('comes to the same when a log grows between two looks, wherever it was cut', () => {
    const grown = text(header('a'), config, chunk(1, 0, 5), retry(2, 0), chunk(3, 0, 6), message(4, 0, 6), message(5, 1, 9));
    for (const { counted, calls } of readGrowing(deepseekHarness, log('a'), grown)) {
      assert.deepEqual([counted.calls, counted.tokens.input], [3, 20]);
      assert.deepEqual(new Set(calls.map(({ call }) => call.model)), new Set(['deepseek-flash']));
    }
  });

  it('comes to the same when frames are added, with the last one torn at any place', () => {
    const batches = [text(header('a')), text(config, chunk(1, 0, 5)), text(retry(2, 0), chunk(3, 0, 6)), text(message(4, 0, 6))];
    const whole = Buffer.concat(batches.map(frameOf));
    const path = `${log('a')}.zstd`;
    for (let cut = 0; cut < whole.length; cut += 23)
      withFolder({ [path]: whole.subarray(0, cut) }, (home) =>
        withUsage((open) => {
          scan(deepseekHarness, home, open);
          writeFileSync(join(home, path), whole);
          const { counted, report } = scan(deepseekHarness, home, open);
          assert.deepEqual([counted.calls, counted.tokens.input, report.skipped], [2, 11, []], String(cut));
        }),
      );
  });

  it('passes over a version that it does not know, whatever follows', () => {
    for (const version of [1, 2, undefined]) {
      const read = readOnce(deepseekHarness, { [log('a')]: text(header('a', { version }), config, message(1, 0, 5)) });
      assert.deepEqual([read.counted.calls, read.report.filesRead, read.report.skipped[0]?.reason], [0, 0, 'tooNew'], String(version));
    }
  });
});
