import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { claudeCode } from '../../../src/usage/claudeCode';
import { readGrowing, readOnce } from '../../support/usage/changingHome';
import { usageFixture } from '../../support/usage/usageFixture';
import { usageOf } from '../../support/usage/usageOf';

const place = '.claude/projects';
const sample = { [place]: usageFixture('claude-code', 'projects') };
const right = { input: 445, cacheRead: 8900, cacheWrite5m: 3000, cacheWrite1h: 500, output: 750, reasoning: 0 };
const session = (name: string): string => `${place}/-home-dev-shop/${name}.jsonl`;

interface Line {
  readonly id?: string;
  readonly requestId?: string;
  readonly output?: number;
  readonly second?: number;
  readonly isSidechain?: boolean;
  readonly usage?: object;
  readonly model?: string;
}

/** As the tool writes one block of an answer. @see https://code.claude.com/docs/en/claude-directory */
function line({
  id = 'msg_1',
  requestId,
  output = 10,
  second = 0,
  isSidechain = false,
  usage = {},
  model = 'claude-sonnet-4-5',
}: Line): string {
  const message = { id, role: 'assistant', model, content: [], usage: { input_tokens: 5, output_tokens: output, ...usage } };
  const at = new Date(Date.UTC(2026, 9, 5, 9, 0, second)).toISOString();
  return `${JSON.stringify({ type: 'assistant', uuid: `u${id}${second}`, timestamp: at, sessionId: 's', cwd: '/home/dev/shop', isSidechain, requestId, message })}\n`;
}
const outputs = (read: ReturnType<typeof readOnce>): readonly number[] => read.calls.map(({ call }) => call.tokens?.output ?? -1);

describe('usage: Claude Code', () => {
  it('tells searches and pages that were opened apart, and of a count that is none that the call is not measured', () => {
    const used = (tools: object): unknown => {
      const [counted] = readOnce(claudeCode, { [session('a')]: line({ usage: { server_tool_use: tools } }) }).calls;
      return [counted?.call.webSearches, counted?.call.webFetches, counted?.call.tokens === null];
    };
    assert.deepEqual(used({ web_search_requests: 2, web_fetch_requests: 3 }), [2, 3, false]);
    assert.deepEqual(used({}), [0, 0, false]);
    assert.deepEqual(used({ web_search_requests: 2, web_fetch_requests: 'many' }), [2, 0, true]);
  });

  it('comes to the right totals of the sample', () => {
    const read = usageOf(claudeCode, sample);
    assert.deepEqual(read.counted, { calls: 6, unmeasured: 0, tokens: right });
    assert.equal(read.calls.filter(({ call }) => call.isSubAgent).length, 2);
    assert.equal(
      read.calls.reduce((sum, { call }) => sum + (call.webSearches ?? 0), 0),
      2,
    );
  });

  it('counts an answer once that is logged once for each of its blocks, as it was last, at the time it was first', () => {
    const read = readOnce(claudeCode, { [session('a')]: [1, 40, 300].map((output, second) => line({ output, second })).join('') });
    assert.deepEqual([outputs(read), new Date(read.calls[0]?.call.at ?? 0).getUTCSeconds()], [[300], 0]);
  });

  it('counts a call once that a resumed session repeats', () => {
    const files = {
      [session('a')]: line({ requestId: 'r1' }),
      [session('b')]: line({ requestId: 'r1' }) + line({ id: 'msg_2', requestId: 'r2' }),
    };
    assert.equal(readOnce(claudeCode, files).counted.calls, 2);
  });

  it('counts a call once that stands in the file of a sub-agent and in that of its parent', () => {
    const inParent = line({ id: 'msg_s', requestId: 'r', isSidechain: true });
    const files = { [session('a')]: inParent, [`${place}/-home-dev-shop/a/subagents/agent-1.jsonl`]: inParent };
    assert.equal(readOnce(claudeCode, files).counted.calls, 1);
  });

  it('counts what side chains asked, but not what they repeat of the main line with another request', () => {
    const main = line({ requestId: 'r1' });
    const side = line({ requestId: 'r9', isSidechain: true }) + line({ id: 'msg_q', requestId: 'r8', isSidechain: true, output: 7 });
    for (const files of [
      { [session('a')]: main, [session('z')]: side },
      { [session('z')]: main, [session('a')]: side },
    ])
      assert.deepEqual([...outputs(readOnce(claudeCode, files))].sort(), [10, 7].sort());
  });

  it('knows answers of gateways, which leave the request out, by the message', () => {
    const read = readOnce(claudeCode, {
      [session('a')]: line({ id: 'chatcmpl-1', output: 1 }) + line({ id: 'chatcmpl-1', output: 90, second: 1 }),
    });
    assert.deepEqual(outputs(read), [90]);
  });

  it('takes what was written to a cache once, told as a whole and by how long it is kept', () => {
    const usage = {
      cache_creation_input_tokens: 2500,
      cache_creation: { ephemeral_5m_input_tokens: 2000, ephemeral_1h_input_tokens: 500 },
    };
    const { tokens } = readOnce(claudeCode, { [session('a')]: line({ usage }) }).counted;
    assert.deepEqual([tokens.cacheWrite5m, tokens.cacheWrite1h], [2000, 500]);
    const older = readOnce(claudeCode, { [session('a')]: line({ usage: { cache_creation_input_tokens: 2500 } }) }).counted.tokens;
    assert.deepEqual([older.cacheWrite5m, older.cacheWrite1h], [2500, 0]);
  });

  it('counts an adviser beside the answer, and no other round of it', () => {
    const iterations = [
      { type: 'message', input_tokens: 5, output_tokens: 10 },
      { type: 'advisor_message', model: 'claude-opus-4-5', input_tokens: 50, output_tokens: 20 },
    ];
    const read = readOnce(claudeCode, { [session('a')]: line({ usage: { iterations } }) });
    assert.deepEqual(
      new Map(read.calls.map(({ call }) => [call.model, call.tokens?.output])),
      new Map([
        ['claude-sonnet-4-5', 10],
        ['claude-opus-4-5', 20],
      ]),
    );
  });

  /** @see https://platform.claude.com/docs/en/build-with-claude/compaction "Understanding usage" */
  it('counts a round that shortened the conversation beside the answer, at its model’s price, however often the answer is logged', () => {
    const iterations = [
      { type: 'compaction', input_tokens: 100, cache_read_input_tokens: 170_000, output_tokens: 3500 },
      { type: 'message', input_tokens: 5, output_tokens: 10 },
    ];
    const text = line({ output: 1 }) + line({ usage: { iterations }, second: 1 }) + line({ usage: { iterations }, second: 2 });
    const { counted, calls } = readOnce(claudeCode, { [session('a')]: text });
    assert.deepEqual([counted.calls, counted.tokens.input, counted.tokens.cacheRead, counted.tokens.output], [2, 105, 170_000, 3510]);
    assert.ok(calls.every(({ call }) => call.model === 'claude-sonnet-4-5'));
  });

  /** @see https://platform.claude.com/docs "server-side fallback": "each attempt is billed separately", unless it declined before any output */
  it('counts each round of a chain of models that declined but the last, also where one of them is not named', () => {
    const fallback = { type: 'fallback_message', model: 'claude-sonnet-4-5', input_tokens: 400, output_tokens: 15 };
    const last = { type: 'fallback_message', model: 'claude-haiku-4-5', input_tokens: 5, output_tokens: 20 };
    const goesOn = { type: 'message', input_tokens: 5, output_tokens: 3 };
    for (const model of ['claude-opus-4-5', undefined]) {
      const first = { type: 'message', model, input_tokens: 500, output_tokens: 30 };
      const usage = { output_tokens: 20, iterations: [first, fallback, last, goesOn] };
      const { calls } = readOnce(claudeCode, { [session('a')]: line({ model: 'claude-opus-4-5', usage }) });
      assert.deepEqual(
        new Map(calls.map(({ call }) => [call.model, call.tokens?.output])),
        new Map([
          [model ?? null, 30],
          ['claude-sonnet-4-5', 15],
          ['claude-haiku-4-5', 20],
        ]),
      );
    }
  });

  it('counts what a model wrote before it declined beside the answer of the other one, and nothing where it wrote nothing', () => {
    const rounds = (written: number): readonly object[] => [
      { type: 'message', model: 'claude-fable-5', input_tokens: 535, output_tokens: written },
      { type: 'fallback_message', model: 'claude-opus-4-8', input_tokens: 412, output_tokens: 264 },
    ];
    for (const [written, expected] of [
      [700, { 'claude-opus-4-8': 264, 'claude-fable-5': 700 }],
      [0, { 'claude-opus-4-8': 264 }],
    ] as const) {
      // A stream begins with the model that was asked, and with what that one used.
      const begun = line({ model: 'claude-fable-5', output: written || 1, usage: { input_tokens: 535 } });
      const ended = { input_tokens: 412, output_tokens: 264, iterations: rounds(written) };
      const text = begun + line({ model: 'claude-fable-5', usage: ended, second: 1 });
      const { calls } = readOnce(claudeCode, { [session('a')]: text });
      assert.deepEqual(Object.fromEntries(calls.map(({ call }) => [call.model, call.tokens?.output])), expected);
    }
  });

  it('tells how much of the output was reasoning, which changes no amount', () => {
    const usage = { output_tokens_details: { thinking_tokens: 7 } };
    const { tokens } = readOnce(claudeCode, { [session('a')]: line({ usage }) }).counted;
    assert.deepEqual([tokens.output, tokens.reasoning], [10, 7]);
  });

  it('takes nothing for a call that the tool said itself', () => {
    assert.equal(readOnce(claudeCode, { [session('a')]: line({ model: '<synthetic>' }) }).counted.calls, 0);
  });

  it('does not measure a call whose counts are none', () => {
    for (const input_tokens of [-1, 1.5, 'many', 1e12, null]) {
      const { calls, unmeasured } = readOnce(claudeCode, { [session('a')]: line({ usage: { input_tokens } }) }).counted;
      assert.deepEqual([calls, unmeasured], [0, 1], String(input_tokens));
    }
  });

  it('books a call on a provider only where the settings name its address', () => {
    const provider = (files: Readonly<Record<string, string>>) => readOnce(claudeCode, files).calls[0]?.call.provider;
    const call = { [session('a')]: line({}) };
    assert.deepEqual(provider(call), { name: 'anthropic', evidence: 'model' });
    const settings = JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://user:word@api.deepseek.com/anthropic?key=1' } });
    assert.deepEqual(provider({ ...call, '.claude/settings.json': settings }), { name: 'api.deepseek.com', evidence: 'host' });
  });

  it('takes an id of Anthropic’s form for nobody’s where the model is another company’s: gateways write such ids', () => {
    const provider = (model: string) => readOnce(claudeCode, { [session('a')]: line({ model }) }).calls[0]?.call.provider?.name ?? null;
    const models = ['claude-opus-5', 'deepseek-flash', 'glm-5.2', 'kimi-k3', 'vendor/claude-opus-5', 'own-name', ''];
    assert.deepEqual(models.map(provider), ['anthropic', 'deepseek', 'zai', 'moonshotai', null, null, 'anthropic']);
  });

  it('tells where an answer was made beside how it was served, since both have a price', () => {
    const tier = (usage: object) => readOnce(claudeCode, { [session('a')]: line({ usage }) }).calls[0]?.call.serviceTier;
    assert.equal(tier({ service_tier: 'standard', inference_geo: 'global' }), undefined);
    assert.equal(tier({ service_tier: 'standard', inference_geo: 'not_available' }), undefined);
    assert.equal(tier({ service_tier: 'standard', inference_geo: 'us' }), 'standard+us');
    assert.equal(tier({ inference_geo: 'us' }), 'standard+us');
    assert.equal(tier({ service_tier: 'standard', speed: 'fast', inference_geo: 'us' }), 'fast+us');
  });

  it('reads what OpenClaude, a copy of it, keeps in a folder of its own', () => {
    assert.equal(readOnce(claudeCode, { '.openclaude/projects/shop/a.jsonl': line({}) }).counted.calls, 1);
  });

  it('believes Anthropic’s own ids more than settings, which tell where calls go now, but for hosts that hand on its answers', () => {
    const provider = (host: string, ids: Pick<Line, 'id' | 'requestId'>) => {
      const settings = JSON.stringify({ env: { ANTHROPIC_BASE_URL: `https://${host}` } });
      return readOnce(claudeCode, { [session('a')]: line(ids), '.claude/settings.json': settings }).calls[0]?.call.provider;
    };
    const own = { id: 'msg_01AbCd', requestId: 'req_01AbCd' };
    assert.deepEqual(provider('api.deepseek.com', own), { name: 'anthropic', evidence: 'model' });
    for (const ids of [{ id: 'msg_01AbCd' }, { id: '0e0f7a5c', requestId: 'req_01AbCd' }])
      assert.deepEqual(provider('api.deepseek.com', ids), { name: 'api.deepseek.com', evidence: 'host' });
    const others = line({ ...own, model: 'deepseek-flash' });
    const settings = JSON.stringify({ env: { ANTHROPIC_BASE_URL: 'https://api.deepseek.com' } });
    const read = readOnce(claudeCode, { [session('a')]: others, '.claude/settings.json': settings });
    assert.equal(read.calls[0]?.call.provider?.name, 'api.deepseek.com');
    for (const host of ['proxy.example', 'api.anthropic.com']) assert.deepEqual(provider(host, own), { name: host, evidence: 'host' });
  });

  it('comes to the same when a log grows between two looks, wherever it was cut', () => {
    const text = readFileSync(usageFixture('claude-code', 'projects', '-home-dev-shop', '11111111-aaaa.jsonl'), 'utf8');
    const whole = readOnce(claudeCode, { [session('a')]: text }).counted;
    for (const { counted } of readGrowing(claudeCode, session('a'), text)) assert.deepEqual(counted, whole);
  });
});
