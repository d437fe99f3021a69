import assert from 'node:assert/strict';
import { noTokens } from '../../../src/core/usage/tokens';
import { qwen } from '../../../src/usage/qwen';
import { readGrowing, readOnce } from '../../support/usage/changingHome';
import { filesBelow, readInAnyOrder } from '../../support/usage/readInAnyOrder';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf } from '../../support/usage/usageOf';

const sample = { '.qwen': usageFixture('qwen') };
const total = { calls: 2, unmeasured: 0, tokens: { ...noTokens, input: 700, cacheRead: 1200, output: 60, reasoning: 15 } };

const project = '.qwen/projects/-home-dev-shop';
const chat = `${project}/chats/a.jsonl`;
const text = (...records: readonly object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** @see https://github.com/QwenLM/qwen-code/blob/015346f/packages/core/src/services/chatRecordingService.ts */
const record = (uuid: string, type: string, more: object = {}): object => ({
  uuid,
  parentUuid: null,
  sessionId: 'a',
  timestamp: '2026-10-05T09:00:00.000Z',
  type,
  cwd: '/home/dev/shop',
  version: '0.20.0',
  ...more,
});
const used = (promptTokenCount: number, more: object = {}): object => ({
  usageMetadata: { promptTokenCount, candidatesTokenCount: 10, totalTokenCount: promptTokenCount + 10, ...more },
});
const answer = (uuid: string, usage: object, more: object = {}): object =>
  record(uuid, 'assistant', { model: 'qwen3-coder-plus', message: { role: 'model', parts: [] }, ...usage, ...more });

function countedOf(...records: readonly object[]): readonly [calls: number, unmeasured: number, input: number, output: number] {
  const { calls, unmeasured, tokens } = readOnce(qwen, { [chat]: text(...records) }).counted;
  return [calls, unmeasured, tokens.input, tokens.output];
}

describe('usage: Qwen Code', () => {
  it('comes to the right totals of the sample: without repeats and telemetry', () => {
    const read = usageOf(qwen, sample);
    assert.deepEqual(read.counted, total);
    const [first] = read.calls;
    assert.deepEqual([first?.call.provider, first?.call.project], [{ name: 'alibaba', evidence: 'model' }, 'shop']);
  });

  it('comes to the same when a log grows between two looks, wherever it was cut', () => {
    for (const [path, content] of Object.entries(filesBelow(usageFixture('qwen'))))
      for (const read of readGrowing(qwen, `.qwen/${path}`, content)) assert.deepEqual(read.counted, total);
  });

  it('counts what a branch copied once, in whatever order the files are met', () => {
    const own = answer('3', used(7), { sessionId: 'b' });
    const copy = answer('1', used(100), { sessionId: 'b', forkedFrom: { sessionId: 'a', messageUuid: '1' } });
    const files = { [chat]: text(answer('1', used(100))), [`${project}/chats/b.jsonl`]: text(copy, own) };
    for (const read of readInAnyOrder(qwen, files)) assert.equal(read.counted.tokens.input, 107);
  });

  it('finds thoughts among the answer or beside it, by the total', () => {
    assert.deepEqual(countedOf(answer('1', used(100, { thoughtsTokenCount: 4 }))), [1, 0, 100, 10]);
    assert.deepEqual(countedOf(answer('1', used(100, { thoughtsTokenCount: 4, totalTokenCount: 114 }))), [1, 0, 100, 14]);
    assert.deepEqual(countedOf(answer('1', used(100, { thoughtsTokenCount: 4, totalTokenCount: 0 }))), [1, 0, 100, 10]);
  });

  it('counts an answer without usage, or with zeros alone, as not measured', () => {
    const zeros = { usageMetadata: { promptTokenCount: 0, candidatesTokenCount: 0, totalTokenCount: 0 } };
    const totalAlone = { usageMetadata: { totalTokenCount: 900, cachedContentTokenCount: 0 } };
    assert.deepEqual(countedOf(answer('1', {}), answer('2', zeros), answer('3', totalAlone)), [0, 3, 0, 0]);
    assert.deepEqual(countedOf(record('1', 'user'), answer('2', {}, { subtype: 'realtime_message' })), [0, 0, 0, 0]);
  });

  it('counts the rounds of a sub-agent once each, by the record that has their usage', () => {
    const ofAgent = (uuid: string, agentRound: number, usage: object): object => {
      return record(uuid, 'assistant', { agentId: 'x', isSidechain: true, agentRunId: 'run', agentRound, ...usage });
    };
    const agent = `${project}/subagents/a/agent-x`;
    const files = {
      [`${agent}.jsonl`]: text(ofAgent('1', 1, used(50)), ofAgent('2', 1, {}), ofAgent('3', 2, {}), ofAgent('4', 2, {})),
      [`${agent}.meta.json`]: { agentId: 'x', model: 'qwen3-max' },
    };
    const { counted, calls } = readOnce(qwen, files);
    assert.deepEqual([counted.calls, counted.unmeasured, counted.tokens.input], [1, 1, 50]);
    assert.ok(calls.every(({ call }) => call.isSubAgent && call.model === 'qwen3-max'));
    const older = text(record('1', 'assistant', { isSidechain: true, ...used(50) }), record('2', 'assistant', { isSidechain: true }));
    assert.deepEqual(readOnce(qwen, { [`${agent}.jsonl`]: older }).counted.calls, 1);
  });

  it('names the host by what the chat was bound to, else by the settings of its model', () => {
    const settings = {
      modelProviders: {
        openai: [
          { id: 'qwen3-coder-plus', baseUrl: 'https://dashscope.example/v1' },
          { id: 'twice', baseUrl: 'https://one.example' },
          { id: 'twice', baseUrl: 'https://two.example' },
        ],
      },
      security: { auth: { baseUrl: 'https://user@gateway.example/path?a=b' } },
    };
    const bound = record('0', 'system', {
      subtype: 'session_model',
      systemPayload: { modelId: 'm', authType: 'openai', baseUrl: 'https://bound.example/v1' },
    });
    const hostOf = (...records: readonly object[]): unknown =>
      readOnce(qwen, { [chat]: text(...records), '.qwen/settings.json': settings }).calls[0]?.call.provider;
    assert.deepEqual(hostOf(answer('1', used(1))), { name: 'dashscope.example', evidence: 'host' });
    assert.deepEqual(hostOf(answer('1', used(1), { model: 'other' })), { name: 'gateway.example', evidence: 'host' });
    assert.deepEqual(hostOf(bound, answer('1', used(1))), { name: 'bound.example', evidence: 'host' });
    assert.equal(hostOf(answer('1', used(1), { model: 'twice' })), null);
  });

  it('reads the chats of the older form', () => {
    const message = { id: '1', timestamp: '2025-11-05T09:00:00.000Z', type: 'qwen', model: 'qwen3-coder-plus' };
    const tokens = { input: 100, output: 10, cached: 40, thoughts: 4, tool: 0, total: 110 };
    const older = {
      sessionId: 's',
      projectHash: 'h',
      messages: [
        { ...message, tokens },
        { ...message, id: '2', type: 'user' },
      ],
    };
    const read = readOnce(qwen, { '.qwen/tmp/h/chats/session-1.json': older });
    assert.deepEqual(read.counted, {
      calls: 1,
      unmeasured: 0,
      tokens: { ...noTokens, input: 60, cacheRead: 40, output: 10, reasoning: 4 },
    });
  });

  it('passes over a session whose records are within others', () => {
    const read = readOnce(qwen, { [chat]: text(record('0', 'system', { subtype: 'managed_session_header_v1' }), answer('1', used(100))) });
    assert.deepEqual([read.counted.calls, read.report.skipped.map(({ reason }) => reason)], [0, ['tooNew']]);
  });
});
