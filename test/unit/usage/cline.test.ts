import assert from 'node:assert/strict';
import { noTokens } from '../../../src/core/usage/tokens';
import { cline } from '../../../src/usage/cline';
import { changingHome, readOnce } from '../../support/usage/changingHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf, type ReadUsage } from '../../support/usage/usageOf';

const sample = {
  '.cline/data/sessions': usageFixture('cline', 'sessions'),
  '.config/Code/User/globalStorage/saoudrizwan.claude-dev': usageFixture('cline', 'globalStorage', 'saoudrizwan.claude-dev'),
};
const editor = '.config/Code/User/globalStorage/saoudrizwan.claude-dev';
const began = 1791104400000;
const at = began + 1000;

const costOf = ({ calls }: ReadUsage): number => calls.flatMap(({ call }) => call.costs).reduce((sum, { amount }) => sum + amount, 0);

/** @see https://github.com/cline/cline/blob/9ee618111d58630fea30b27439216448225458e0/src/core/task/utils.ts */
const request = (ts: number, told: object, say = 'api_req_started'): object => ({ ts, type: 'say', say, text: JSON.stringify(told) });
const used = (tokensIn: number, tokensOut: number, cost = 0): object => ({
  request: 'x',
  tokensIn,
  tokensOut,
  cacheWrites: 0,
  cacheReads: 0,
  cost,
});

/** @see https://github.com/cline/cline/blob/21cb8d2525bcedf1f4b6890b27a74a14fe7451e4/sdk/packages/core/docs/messages-contract-v1.md */
const answer = (id: string, ts: number, metrics?: object, provider = 'deepseek'): object => ({
  id,
  ts,
  role: 'assistant',
  content: [],
  modelInfo: { id: 'deepseek-flash', provider },
  ...(metrics === undefined ? {} : { metrics }),
});
const prompt = { id: 'u', role: 'user', content: [{ type: 'text', text: 'x' }] };
const ofTool = { id: 'r', role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'x' }] };
const metrics = { inputTokens: 100, outputTokens: 10, cacheReadTokens: 60, cacheWriteTokens: 20, cost: 0.001 };
const zeros = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0, cost: 0 };
const session = (...messages: readonly object[]): object => ({ version: 1, agent: 'lead', sessionId: 's1', messages });
const sessionFile = '.cline/data/sessions/s1/s1.messages.json';

describe('usage: Cline', () => {
  it('comes to the right totals of the sample', () => {
    const read = usageOf(cline, sample);
    assert.deepEqual(read.counted, {
      calls: 7,
      unmeasured: 2,
      tokens: { input: 2090, cacheRead: 3800, cacheWrite5m: 0, cacheWrite1h: 0, output: 350, reasoning: 0 },
    });
    assert.equal(costOf(read), 1200);
    assert.equal(read.calls.filter(({ call }) => call.isSubAgent).length, 2);
    assert.deepEqual(read.report.skipped, []);
  });

  it('is read of the folders of every system', () => {
    for (const folder of ['Library/Application Support/Code', 'AppData/Roaming/Cursor', '.vscode-server/data'])
      assert.equal(
        readOnce(cline, {
          [`${folder}/User/globalStorage/saoudrizwan.claude-dev/tasks/1/ui_messages.json`]: [request(at, used(5, 1))],
          [`${folder}/User/globalStorage/saoudrizwan.cline-nightly/tasks/2/ui_messages.json`]: [request(at, used(5, 1))],
        }).counted.calls,
        2,
      );
  });

  it('follows the folder that a person named', () => {
    const places = (name: string, value: string): readonly string[] =>
      cline.places({ home: '/h', variable: (asked) => (asked === name ? value : undefined), isConfined: false });
    assert.equal(places('CLINE_DATA_DIR', 'D:\\cline')[0], 'D:/cline');
    assert.equal(places('CLINE_DIR', '/x/')[0], '/x/data');
    assert.equal(places('CLINE_SESSION_DATA_DIR', '/y/sessions')[0], '/y');
  });

  it('names the folder, the model and the provider', () => {
    const read = usageOf(cline, sample);
    assert.deepEqual([...new Set(read.calls.map(({ call }) => call.project))], ['shop']);
    const ofSession = read.calls.find(({ call }) => call.model === 'deepseek-flash')?.call;
    assert.deepEqual(ofSession?.provider, { name: 'deepseek', evidence: 'logged' });
    const models = {
      model_usage: [
        { ts: 1, model_id: 'a', model_provider_id: 'openrouter' },
        { ts: at + 5, model_id: 'b', model_provider_id: 'openai' },
      ],
    };
    const noted = readOnce(cline, {
      [`${editor}/tasks/1/task_metadata.json`]: models,
      [`${editor}/tasks/1/ui_messages.json`]: [request(at, used(1, 1, 0.5)), request(at + 9, used(1, 1, 0.5))],
    });
    assert.deepEqual(
      noted.calls.map(({ call: { model, provider, costs } }) => [model, provider?.name, costs[0]?.source]),
      [
        ['a', 'openrouter', 'provider'],
        // Any address that speaks as OpenAI does.
        ['b', undefined, 'tool'],
      ],
    );
  });

  describe('does not count twice', () => {
    it('cached input, which a session counts into the input and a task does not', () => {
      const { tokens } = readOnce(cline, { [sessionFile]: session(answer('a', at, metrics)) }).counted;
      assert.deepEqual(tokens, { ...noTokens, input: 20, cacheRead: 60, cacheWrite5m: 20, output: 10 });
    });

    it('messages that a fork copied', () => {
      const fork = '.cline/data/sessions/s2/s2.messages.json';
      const read = readOnce(cline, {
        [sessionFile]: session(answer('a', at, metrics)),
        [fork]: session(answer('a', at, metrics), answer('b', at, { ...metrics, outputTokens: 11 })),
      });
      assert.equal(read.counted.calls, 2);
    });

    it('a message that was taken apart when it was read again', () => {
      assert.equal(readOnce(cline, { [sessionFile]: session(answer('a', at, metrics), answer('a_part_1', at, metrics)) }).counted.calls, 1);
    });

    /** @see https://github.com/cline/cline/commit/7b48ead59070a12be8acc608cd577221ca089b63 */
    it('trap: a last message that is no answer has the sum of the run, beside answers that have their own', () => {
      const other = { ...metrics, inputTokens: 200, outputTokens: 7 };
      const total = { ...metrics, inputTokens: 300, outputTokens: 17 };
      const run = [prompt, answer('a', at, metrics), ofTool, answer('b', at + 1, other), ofTool];
      const output = (last: object): number =>
        readOnce(cline, { [sessionFile]: session(...run, answer('c', at + 2, last)) }).counted.tokens.output;
      assert.deepEqual([output(total), output({ ...total, outputTokens: 18 })], [17, 35]);
      // Of one answer alone it is that only where nothing was said.
      const said = (text: string): object => ({ ...answer('b', at + 1, metrics), content: text === '' ? [] : [{ type: 'text', text }] });
      for (const [text, calls] of [
        ['', 1],
        ['x', 2],
      ] as const)
        assert.equal(
          readOnce(cline, { [sessionFile]: session(prompt, answer('a', at, metrics), ofTool, said(text)) }).counted.calls,
          calls,
        );
      const untold = [answer('a', at, zeros), ofTool, answer('b', at + 1, zeros), ofTool, answer('c', at + 2, zeros)];
      assert.equal(readOnce(cline, { [sessionFile]: session(prompt, ...untold) }).counted.unmeasured, 3);
    });

    it('answers whose usage stands on the last one of them', () => {
      const read = readOnce(cline, { [sessionFile]: session(prompt, answer('a', at), ofTool, answer('b', at, metrics)) });
      assert.deepEqual([read.counted.calls, read.counted.unmeasured], [1, 0]);
    });

    it('totals of sub-agents in the session above them, and of tasks in the list of them', () => {
      const about = { version: 1, cwd: '/x', metadata: { aggregateUsage: { inputTokens: 9999, outputTokens: 9999 } } };
      const list = [{ id: '1', tokensIn: 9999, tokensOut: 9999, totalCost: 9 }];
      const read = readOnce(cline, {
        [sessionFile]: session(answer('a', at, metrics)),
        '.cline/data/sessions/s1/s1.json': about,
        '.cline/data/sessions/s1/s1.compaction.json': session(answer('a', at, metrics), answer('z', at, metrics)),
        '.cline/data/state/taskHistory.json': list,
        '.cline/data/tasks/1/ui_messages.json': [],
      });
      assert.equal(read.counted.tokens.output, 10);
    });

    const resumed = { ...answer('l', at, { ...metrics, outputTokens: 500 }, 'unknown') };
    const resumedFile = `.cline/data/sessions/${began}/${began}.messages.json`;
    const task = `${editor}/tasks/${began}/ui_messages.json`;

    it('the totals of an older task on its last answer when it was resumed, in whatever order both are read', () => {
      const files = [
        [task, [request(at, used(300, 500))]],
        [resumedFile, session(resumed, answer('n', at + 9, metrics))],
      ] as const;
      for (const order of [files, [...files].reverse()]) {
        const read = changingHome(cline, ({ write, scan }) =>
          order.map(([path, content]) => {
            write(path, content);
            return scan();
          }),
        );
        assert.equal(read.at(-1)?.counted.tokens.output, 510);
      }
    });

    it('but those totals count, at the time the task began, where the task itself is gone', () => {
      const read = readOnce(cline, { [resumedFile]: session(resumed, answer('n', at + 9, metrics)) });
      assert.equal(read.counted.tokens.output, 510);
      assert.deepEqual([read.calls[0]?.call.at, read.calls[0]?.call.quality], [began, 'total']);
    });

    it('what a version of both kinds wrote into its session and into the task', () => {
      const twice = [request(at, {}), request(at + 1, { tokensIn: 20, tokensOut: 10, cacheWrites: 20, cacheReads: 60, cost: 0.001 })];
      const read = readOnce(cline, {
        [sessionFile]: session(answer('a', at, metrics)),
        '.cline/data/sessions/s1/s1.json': { version: 1 },
        '.cline/data/tasks/s1/ui_messages.json': twice,
      });
      assert.deepEqual(read.counted, {
        calls: 1,
        unmeasured: 0,
        tokens: { ...noTokens, input: 20, cacheRead: 60, cacheWrite5m: 20, output: 10 },
      });
    });

    it('requests that were seen before they were deleted from a task', () => {
      const [a, b, c] = [request(at, used(10, 1, 0.1)), request(at + 1, used(20, 2, 0.2)), request(at + 3, used(40, 4, 0.4))];
      const states = [
        [a, b],
        [a, request(at + 2, used(20, 2, 0.2), 'deleted_api_reqs'), c],
        [request(at + 4, used(70, 7, 0.7), 'deleted_api_reqs')],
      ];
      // Every way to have looked at it on the way to its last state.
      for (const seen of [[2], [0, 2], [1, 2], [0, 1, 2], [0, 0, 1, 1, 2, 2]]) {
        const last = changingHome(cline, ({ write, scan }) =>
          seen.map((state) => {
            write(`${editor}/tasks/1/ui_messages.json`, states[state]);
            return scan();
          }),
        ).at(-1);
        assert.ok(last);
        assert.deepEqual([last.counted.tokens.input, last.counted.tokens.output, costOf(last)], [70, 7, 700_000], String(seen));
      }
    });

    it('what was seen of a session before it was shortened', () => {
      const usageBefore = { inputTokens: 100, outputTokens: 10, cacheReadTokens: 60, cacheWriteTokens: 20, cost: 0.001 };
      const sum = { ...prompt, ts: at - 1, metadata: { kind: 'compaction', usageBefore } };
      const kept = { ...answer('a', at), metadata: { compaction: 'preserved' } };
      const last = changingHome(cline, ({ write, scan }) => {
        write(sessionFile, session(prompt, answer('a', at, metrics)));
        scan();
        write(sessionFile, session(sum, kept, answer('b', at + 9, metrics)));
        return scan();
      });
      assert.equal(last.counted.tokens.output, 20);
      assert.equal(readOnce(cline, { [sessionFile]: session(sum, kept, answer('b', at + 9, metrics)) }).counted.tokens.output, 20);
    });
  });

  it('counts a request that was stopped or is under way as not measured, until it is', () => {
    const path = `${editor}/tasks/1/ui_messages.json`;
    const states = changingHome(cline, ({ write, scan }) =>
      [{ request: 'x' }, { ...used(0, 0), cancelReason: 'streaming_failed' }, used(9, 3)].map((told) => {
        write(path, [request(at, told)]);
        const { calls, unmeasured, tokens } = scan().counted;
        return [calls, unmeasured, tokens.output];
      }),
    );
    assert.deepEqual(states, [
      [0, 1, 0],
      [0, 1, 0],
      [1, 0, 3],
    ]);
  });

  it('counts answers whose provider told no usage as not measured', () => {
    const read = readOnce(cline, { [sessionFile]: session(prompt, answer('a', at), ofTool, answer('b', at, zeros)) });
    assert.deepEqual([read.counted.calls, read.counted.unmeasured], [0, 2]);
  });

  it('joins the usage that the oldest versions wrote as a message of its own', () => {
    const old = [request(at, { request: 'x' }), request(at + 2, { tokensIn: 7, tokensOut: 2, cost: 0.1 }, 'api_req_finished')];
    const read = readOnce(cline, { [`${editor}/tasks/1/ui_messages.json`]: old });
    assert.deepEqual([read.counted.calls, read.counted.unmeasured, read.counted.tokens.input], [1, 0, 7]);
  });

  it('changes nothing by reading again', () => {
    changingHome(cline, ({ write, scan }) => {
      write(sessionFile, session(answer('a', at, metrics)));
      write(`${editor}/tasks/1/ui_messages.json`, [request(at, used(5, 1)), request(at + 1, used(6, 2), 'deleted_api_reqs')]);
      const first = scan().counted;
      assert.deepEqual(scan().counted, first);
      write(`${editor}/tasks/1/ui_messages.json`, [
        request(at, used(5, 1)),
        request(at + 1, used(6, 2), 'deleted_api_reqs'),
        { ts: at, type: 'ask' },
      ]);
      assert.deepEqual(scan().counted, first);
    });
  });

  it('tells a version it does not know, and a file that is half written, and loses nothing that it knew', () => {
    changingHome(cline, ({ write, scan }) => {
      write(sessionFile, session(answer('a', at, metrics)));
      write(`${editor}/tasks/1/ui_messages.json`, [request(at, used(5, 1))]);
      scan();
      write(sessionFile, { ...session(answer('a', at, metrics)), version: 2 });
      write(`${editor}/tasks/1/ui_messages.json`, '[{"ts": 1');
      const torn = scan();
      assert.deepEqual(new Set(torn.report.skipped.map(({ reason }) => reason)), new Set(['tooNew', 'malformed']));
      assert.equal(torn.counted.tokens.output, 11);
      write(`${editor}/tasks/1/ui_messages.json`, [request(at + 1, used(5, 1), 'deleted_api_reqs')]);
      assert.equal(scan().counted.tokens.output, 11);
    });
  });
});
