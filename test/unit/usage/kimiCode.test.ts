import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { noTokens } from '../../../src/core/usage/tokens';
import { kimiCode } from '../../../src/usage/kimiCode';
import { changingHome, readGrowing, readOnce } from '../../support/usage/changingHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf } from '../../support/usage/usageOf';

const at = 1791190800000;
const agents = 'sessions/wd_shop_0123456789ab/session_1/agents';
const sample = { '.kimi-code': usageFixture('kimi-code') };
const total = {
  calls: 4,
  unmeasured: 1,
  tokens: { input: 880, cacheRead: 1900, cacheWrite5m: 200, cacheWrite1h: 0, output: 125, reasoning: 0 },
};

const lines = (...records: readonly object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');
const metadata = { type: 'metadata', protocol_version: '1.5', created_at: at };
/** @see https://github.com/MoonshotAI/kimi-code/blob/d723cc47ee43e5ca3c3c4ec2473f205d44acede2/packages/agent-core-v2/src/agent/usage/usageOps.ts */
const record = (time: number, input: number, output: number, usageScope = 'turn'): object => ({
  type: 'usage.record',
  time,
  agentId: 'main',
  model: 'my-alias',
  usage: { inputOther: input, output, inputCacheRead: 0, inputCacheCreation: 0 },
  usageScope,
});
const wire = (session: string, agent = 'main'): string => `.kimi-code/sessions/wd_x_0/${session}/agents/${agent}/wire.jsonl`;

/** @see https://github.com/MoonshotAI/kimi-cli/blob/4a550effdfcb29a25a5d325bf935296cc50cd417/src/kimi_cli/wire/types.py */
const update = (message_id: string | null, output = 5): object => ({
  type: 'StatusUpdate',
  payload: {
    context_usage: 0.1,
    token_usage: { input_other: 10, output, input_cache_read: 3, input_cache_creation: 2 },
    message_id,
  },
});
const wrapped = (event: object, agent_id: string | null): object => ({
  type: 'SubagentEvent',
  payload: { parent_tool_call_id: 't', agent_id, event },
});
const old = (timestamp: number, message: object): object => ({ timestamp, message });
const seconds = at / 1000 + 0.123456;
const folder = '/home/dev/shop';
const oldWire = (end: string): string => `.kimi/sessions/${createHash('md5').update(folder).digest('hex')}/${end}wire.jsonl`;

describe('usage: Kimi Code and kimi-cli', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(kimiCode, sample);
    assert.deepEqual(read.counted, total);
    assert.equal(read.calls.filter(({ call }) => call.isSubAgent).length, 1);
    assert.deepEqual(new Set(read.calls.map(({ call }) => call.project)), new Set(['shop']));
  });

  it('names the model that was asked, not the name a person gave it, and the provider where it is plain', () => {
    const request = { type: 'llm.request', time: at, kind: 'loop', provider: 'openai', model: 'deepseek-chat', modelAlias: 'my-alias' };
    const read = readOnce(kimiCode, { [wire('s')]: lines(metadata, request, record(at + 1, 1, 1)) });
    assert.deepEqual([read.calls[0]?.call.model, read.calls[0]?.call.provider], ['deepseek-chat', { name: 'deepseek', evidence: 'model' }]);
    // It was called under the name that a subscription has.
    assert.deepEqual(usageOf(kimiCode, sample).calls[0]?.call.provider, { name: 'kimi', evidence: 'model' });
  });

  it('comes to the same when a log grows between two looks, wherever it was cut', () => {
    const main = readFileSync(usageFixture('kimi-code', agents, 'main', 'wire.jsonl'), 'utf8');
    for (const { counted, calls } of readGrowing(kimiCode, wire('s'), main)) {
      assert.deepEqual([counted.calls, counted.unmeasured, counted.tokens.output], [3, 1, 120]);
      assert.deepEqual(new Set(calls.map(({ call }) => call.model)), new Set(['kimi-k3']));
    }
  });

  it('does not skip a request outside of a turn as if it were a total', () => {
    assert.equal(readOnce(kimiCode, { [wire('s')]: lines(metadata, record(at, 700, 90, 'session')) }).counted.tokens.input, 700);
  });

  it('counts zeros as not measured', () => {
    const { calls, unmeasured } = readOnce(kimiCode, { [wire('s')]: lines(metadata, record(at, 0, 0)) }).counted;
    assert.deepEqual([calls, unmeasured], [0, 1]);
  });

  it('counts a step without a record as not measured, and as one call with all its attempts and the record that comes', () => {
    const request = (time: number, turnStep: string, attempt?: string): object => ({
      ...{ type: 'llm.request', time, kind: 'loop', provider: 'kimi', model: 'kimi-k3', modelAlias: 'my-alias', turnStep },
      ...(attempt === undefined ? {} : { attempt }),
    });
    const first = [metadata, request(at, '0.1'), request(at + 500, '0.1', '2/3')];
    const second = [record(at + 9000, 10, 1), request(at + 10_000, '0.2'), { type: 'turn.cancel', turnId: 0, time: at + 11_000 }];
    const third = [request(at + 20_000, '1.1'), record(at + 21_000, 0, 0), request(at + 22_000, '1.2')];
    const counts = changingHome(kimiCode, ({ write, scan }) =>
      [first, [...first, ...second], [...first, ...second, ...third]].map((records) => {
        write(wire('s'), lines(...records));
        write(wire('fork'), lines(...records));
        return scan();
      }),
    );
    assert.deepEqual(
      counts.map(({ counted, calls }) => [counted.calls, counted.unmeasured, calls[0]?.call.at, calls[0]?.call.model]),
      [
        [0, 1, at, 'kimi-k3'],
        [1, 1, at, 'kimi-k3'],
        [1, 3, at, 'kimi-k3'],
      ],
    );
    for (const read of readGrowing(kimiCode, wire('s'), lines(...first, ...second, ...third)))
      assert.deepEqual([read.counted.calls, read.counted.unmeasured], [1, 3]);
  });

  it('trap: a request that names no step is one of its own', () => {
    const request = (time: number): object => ({ type: 'llm.request', time, kind: 'loop', model: 'kimi-k3', modelAlias: 'my-alias' });
    const text = lines(metadata, request(at), request(at + 10_000), record(at + 11_000, 10, 1));
    for (const { counted } of readGrowing(kimiCode, wire('s'), text))
      assert.deepEqual([counted.calls, counted.unmeasured, counted.tokens.input], [1, 1, 10]);
  });

  it('counts a session once that was copied for a fork, and what came after in both', () => {
    const common = [metadata, record(at, 10, 1)];
    const read = readOnce(kimiCode, {
      [wire('fork')]: lines(...common, { type: 'forked', agentId: 'main', time: at + 5 }, record(at + 6, 20, 2)),
      [wire('s')]: lines(...common, record(at + 7, 40, 4)),
    });
    assert.deepEqual([read.counted.calls, read.counted.tokens.input], [3, 70]);
  });

  it('tells a version it does not know', () => {
    const read = readOnce(kimiCode, { [wire('s')]: lines({ ...metadata, protocol_version: '2.0' }, record(at, 10, 1)) });
    assert.deepEqual([read.counted.calls, read.report.skipped], [0, [{ file: 'wire.jsonl', reason: 'tooNew' }]]);
  });

  it('reads the logs of kimi-cli, with the folder it lists elsewhere', () => {
    const read = readOnce(kimiCode, {
      '.kimi/kimi.json': { work_dirs: [{ path: '/other' }, { path: folder, kaos: 'local' }] },
      [oldWire('s/')]: lines(
        { type: 'metadata', protocol_version: '1.10' },
        old(seconds, update('m1')),
        old(seconds, { type: 'StatusUpdate', payload: { plan_mode: true } }),
      ),
    });
    assert.deepEqual(read.counted, {
      calls: 1,
      unmeasured: 0,
      tokens: { ...noTokens, input: 10, cacheRead: 3, cacheWrite5m: 2, output: 5 },
    });
    const [{ call } = assert.fail()] = read.calls;
    assert.deepEqual([call.at, call.model, call.provider, call.project], [at + 123, null, null, 'shop']);
  });

  it('counts a sub-agent of kimi-cli once, whose updates stand in its own log and in the one above it', () => {
    const files = {
      [oldWire('s/')]: lines(old(seconds, wrapped(update('m1'), 'a')), old(seconds, wrapped(update(null, 7), 'a'))),
      [oldWire('s/subagents/a/')]: lines(old(seconds + 1, update('m1')), old(seconds + 1, update(null, 7))),
    };
    for (const order of [Object.keys(files), Object.keys(files).reverse()]) {
      const read = changingHome(kimiCode, ({ write, scan }) =>
        order.map((path) => {
          write(path, files[path]);
          return scan();
        }),
      ).at(-1);
      assert.deepEqual([read?.counted.calls, read?.counted.tokens.output], [2, 12]);
      assert.ok(read?.calls.every(({ call }) => call.isSubAgent));
    }
  });

  it('reads the oldest sub-agents, which have no log of their own', () => {
    assert.equal(readOnce(kimiCode, { [oldWire('s/')]: lines(old(seconds, wrapped(update(null), null))) }).counted.calls, 1);
  });

  it('counts a step of kimi-cli without usage as not measured', () => {
    const none = { type: 'StatusUpdate', payload: { token_usage: null, message_id: 'm1' } };
    assert.equal(readOnce(kimiCode, { [oldWire('s/')]: lines(old(seconds, none)) }).counted.unmeasured, 1);
  });

  /** @see https://github.com/MoonshotAI/kimi-cli/blob/7e0c7bbe/src/kimi_cli/soul/kimisoul.py */
  it('counts a step of kimi-cli of before it told any usage as not measured', () => {
    const none = (payload: object): object => old(seconds, { type: 'StatusUpdate', payload });
    const read = readOnce(kimiCode, {
      [oldWire('s/')]: lines(none({ context_usage: 0.1 })),
      [oldWire('t/')]: lines(none({ plan_mode: true })),
    });
    assert.deepEqual([read.counted.calls, read.counted.unmeasured], [0, 1]);
  });

  it('counts a session of kimi-cli once that was copied for a fork', () => {
    const copied = lines(old(seconds, update('m1')), old(seconds + 1, update(null)));
    assert.equal(readOnce(kimiCode, { [oldWire('s1/')]: copied, [oldWire('s2/')]: copied }).counted.calls, 2);
  });
});
