import assert from 'node:assert/strict';
import { noTokens } from '../../../src/core/usage/tokens';
import { gemini } from '../../../src/usage/gemini';
import { readGrowing, readOnce } from '../../support/usage/changingHome';
import { filesBelow, readInAnyOrder } from '../../support/usage/readInAnyOrder';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf } from '../../support/usage/usageOf';

const sample = { '.gemini': usageFixture('gemini') };
const total = { calls: 4, unmeasured: 0, tokens: { ...noTokens, input: 2000, cacheRead: 2300, output: 185, reasoning: 40 } };

const chats = '.gemini/tmp/shop/chats';
const text = (...records: readonly object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** @see https://github.com/google-gemini/gemini-cli/blob/5411f11/packages/core/src/services/chatRecordingTypes.ts */
const head = (sessionId: string, more: object = {}): object => ({
  sessionId,
  projectHash: 'shop',
  startTime: '2026-10-05T09:00:00.000Z',
  lastUpdated: '2026-10-05T09:00:00.000Z',
  kind: 'main',
  ...more,
});
const answer = (id: string, tokens: object | null | undefined, model: string | undefined = 'gemini-3-pro', type = 'gemini'): object => ({
  id,
  timestamp: '2026-10-05T09:01:00.000Z',
  type,
  content: 'made up',
  model,
  tokens,
});
const counts = (input: number, more: object = {}): object => ({
  input,
  output: 1,
  cached: 0,
  thoughts: 0,
  tool: 0,
  total: input + 1,
  ...more,
});

function countedOf(...messages: readonly object[]): readonly [calls: number, unmeasured: number, input: number, output: number] {
  const { calls, unmeasured, tokens } = readOnce(gemini, { [`${chats}/session-a.jsonl`]: text(head('a'), ...messages) }).counted;
  return [calls, unmeasured, tokens.input, tokens.output];
}

describe('usage: Gemini CLI', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(gemini, sample);
    assert.deepEqual(read.counted, total);
    assert.equal(read.calls.filter(({ call }) => call.isSubAgent).length, 1);
    const [first] = read.calls;
    assert.deepEqual([first?.call.provider, first?.call.project], [{ name: 'google', evidence: 'model' }, 'shop']);
    assert.deepEqual(read.report.skipped, []);
  });

  it('comes to the same in whatever order the files are met', () => {
    const files = Object.fromEntries(
      Object.entries(filesBelow(usageFixture('gemini'))).map(([path, content]) => [`.gemini/${path}`, content]),
    );
    for (const read of readInAnyOrder(gemini, files)) assert.deepEqual(read.counted, total);
  });

  it('comes to the same when a log grows between two looks, wherever it was cut', () => {
    for (const [path, content] of Object.entries(filesBelow(usageFixture('gemini'))).filter(([name]) => name.endsWith('.jsonl'))) {
      const alone = readOnce(gemini, { [`.gemini/${path}`]: content }).counted;
      for (const read of readGrowing(gemini, `.gemini/${path}`, content)) assert.deepEqual(read.counted, alone, path);
    }
  });

  it('counts an answer once that is written again with its tokens, with tools that ran, or among all of them', () => {
    const grown = { ...answer('1', counts(100)), toolCalls: [{ id: 't' }] };
    assert.deepEqual(countedOf(answer('1', null), answer('1', counts(100)), grown, { $set: { messages: [grown] } }), [1, 0, 100, 1]);
  });

  it('counts what was taken back: it was paid', () => {
    assert.deepEqual(countedOf(answer('1', counts(100)), { $rewindTo: '1' }, answer('2', counts(40))), [2, 0, 140, 2]);
  });

  it('counts thoughts beside the answer, and what tools of the provider gave to the model as input', () => {
    assert.deepEqual(countedOf(answer('1', counts(100, { thoughts: 30, total: 131 }))), [1, 0, 100, 31]);
    assert.deepEqual(countedOf(answer('1', counts(100, { tool: 50, thoughts: 30, total: 181 }))), [1, 0, 150, 31]);
    assert.deepEqual(countedOf(answer('1', counts(100, { tool: 50, total: 101 }))), [1, 0, 100, 1]);
  });

  it('counts an answer whose tokens are not told as not measured, and what is none as nothing', () => {
    assert.deepEqual(countedOf(answer('1', null)), [0, 1, 0, 0]);
    const tools = answer('2', undefined);
    const summary = { ...answer('3', null), model: undefined };
    assert.deepEqual(
      countedOf(tools, summary, answer('4', null, 'gemini-3-pro', 'info'), answer('5', null, 'gemini-3-pro', 'user')),
      [0, 0, 0, 0],
    );
  });

  it('counts a chat once whose older file stays beside the new one', () => {
    const older = { ...head('a'), messages: [answer('1', counts(100)), answer('2', counts(40))] };
    const files = { [`${chats}/session-a.json`]: JSON.stringify(older), [`${chats}/session-a.jsonl`]: text(older, answer('3', counts(5))) };
    for (const read of readInAnyOrder(gemini, files)) assert.equal(read.counted.tokens.input, 145);
  });

  it('tells equal ids of two sessions apart', () => {
    const files = {
      [`${chats}/session-a.jsonl`]: text(head('a'), answer('1', counts(100))),
      [`${chats}/session-b.jsonl`]: text(head('b'), answer('1', counts(100))),
    };
    assert.equal(readOnce(gemini, files).counted.calls, 2);
  });

  it('names the project by the list that the tool keeps of its folders', () => {
    const files = {
      '.gemini/projects.json': { projects: { '/home/dev/The Shop': 'shop' } },
      [`${chats}/session-a.jsonl`]: text(head('a'), answer('1', counts(100))),
      [`.gemini/tmp/${'0'.repeat(64)}/chats/session-b.jsonl`]: text(head('b'), answer('1', counts(100))),
    };
    assert.deepEqual(new Set(readOnce(gemini, files).calls.map(({ call }) => call.project)), new Set(['The Shop', null]));
  });

  it('reads where another home is named for the tool', () => {
    const variable = (name: string): string | undefined => (name === 'GEMINI_CLI_HOME' ? '/else' : undefined);
    assert.deepEqual(gemini.places({ home: '/home/dev', variable, isConfined: false }), ['/else/.gemini', '/home/dev/.gemini']);
  });
});
