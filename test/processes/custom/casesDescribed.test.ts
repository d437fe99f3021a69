import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountOf, amountOf, runAgainst, type RunAgainst } from '../../support/runAgainst';
import { startAnswers } from '../../support/answers';
import { runCommand } from '../../support/runCommand';

describe('descriptions of what others have', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-described-'));
  const file = join(folder, 'definition.json');
  after(() => {
    rmSync(folder, { recursive: true });
  });
  /** The definition is written for the server that answers. */
  const check = async (json: unknown, change: object): Promise<RunAgainst> => {
    const server = await startAnswers({ 'GET /v1/usage': { json } });
    writeFileSync(
      file,
      JSON.stringify({
        url: `${server.origin}/v1/usage`,
        secretHeaders: { authorization: 'Bearer {apiKey}' },
        amount: '/remaining',
        unit: 'USD',
        ...change,
      }),
    );
    const run = await runCommand(['check', 'custom', '--definition', file, '--key-env', 'K', '--json', '--low', '0'], {
      environment: { K: 'plain-test-key' },
    });
    await server.stop();
    return { ...run, asked: server.asked, routes: server.routes() };
  };

  // zh667/TokenLedger PR 20
  const plan = (remaining: unknown) => ({
    isValid: true,
    status: 'active',
    planName: 'Pro',
    remaining,
    unit: 'USD',
    subscription: { monthly_usage_usd: 9, monthly_limit_usd: null },
  });
  for (const [what, remaining, change, expected, code] of [
    ['-1 and not a word', -1, {}, 'unknown', 1],
    ['-1.0', -1.0, {}, 'unknown', 1],
    ['"-1" as text', '-1', {}, 'unknown', 1],
    ['-1 that is no limit', -1, { noLimit: [-1] }, 'unknown', 1],
    ['a word that is no limit', 'unlimited', { noLimit: [-1, 'unlimited'] }, 'unknown', 1],
    ['null that is not known', null, { none: [null] }, 'unknown', 1],
    ['an empty text that is not known', '', { none: [null, ''] }, 'unknown', 1],
    ['a great number that is no limit', 999_999_999, { noLimit: [999_999_999] }, 'unknown', 1],
    ['false that is no limit', false, { noLimit: [false] }, 'unknown', 1],
    ['-1 beside a scale', -1, { scale: '0.01' }, 'unknown', 1],
    ['-1 beside an inverted sign', -1, { sign: 'inverted' }, 'unknown', 1],
    ['-1 that is an amount', -1, { noLimit: [] }, '-1.00 USD', 2],
    ['another debt', -1.5, {}, '-1.50 USD', 2],
    ['what is left', 4.25, { noLimit: [-1] }, '4.25 USD', 0],
    ['0 that is 0', 0, { noLimit: [-1] }, '0.00 USD', 2],
  ] as const) {
    it(`tell no limit from an amount: ${what}`, async () => {
      const run = await check(plan(remaining), { success: { pointer: '/isValid', equals: true }, unit: { pointer: '/unit' }, ...change });
      assert.deepEqual([amountOf(run), run.code], [expected, code], run.stdout);
    });
  }
  it('say which of the two it is', async () => {
    assert.match(accountOf(await check(plan(-1), {})).error?.message ?? '', /"noLimit": \[-1\]/);
    assert.match(accountOf(await check(plan(-1), { noLimit: [-1] })).error?.message ?? '', /no limit/);
    assert.match(accountOf(await check(plan(null), { none: [null] })).error?.message ?? '', /not known/);
  });

  // yuh-G/rikkahub-desktop 33
  for (const [what, answer, amount, expected] of [
    [
      'bought less used',
      { data: { total_credits: 5, total_usage: 1.68911914 } },
      '/data/total_credits - /data/total_usage',
      '3.310881 USD',
    ],
    ['text of both', { a: '10.10', b: '0.20' }, '/a - /b', '9.90 USD'],
    ['paid and granted', { a: 1.1, b: 2.2, c: 3.3 }, '/a + /b - /c', '0.00 USD'],
    ['rows of a list', { rows: [{ left: 3 }, { left: 4 }] }, '/rows/0/left + /rows/1/left', '7.00 USD'],
    ['more used than bought', { a: 1, b: 1.25 }, '/a - /b', '-0.25 USD'],
    ['one that is missing', { a: 1 }, '/a - /b', 'unknown'],
    ['one that is null', { a: 1, b: null }, '/a - /b', 'unknown'],
    ['one that is a word', { a: 1, b: 'many' }, '/a - /b', 'unknown'],
  ] as const) {
    it(`take sums and differences: ${what}`, async () => assert.equal(amountOf(await check(answer, { amount })), expected));
  }

  for (const [what, content] of [
    ['a mark of the byte order', '\ufeff{ "url": "{BASE}/b", "amount": "/b", "unit": "USD" }'],
    ['comments and a comma too many', '{ // mine\n "url": "{BASE}/b", /* here */ "amount": "/b", "unit": "USD", }'],
    ['both', '\ufeff// mine\r\n{ "url": "{BASE}/b",\r\n "amount": "/b", "unit": "USD", }\r\n'],
  ] as const) {
    it(`are read with ${what}, in any encoding of a shell`, async () => {
      const server = await startAnswers({ 'GET /b': { json: { b: 8 } } });
      const text = content.replace('{BASE}', server.origin);
      for (const bytes of [Buffer.from(text), Buffer.from(text.startsWith('\ufeff') ? text : `\ufeff${text}`, 'utf16le')]) {
        writeFileSync(file, bytes);
        const { code, stdout } = await runCommand(['check', 'custom', '--definition', file, '--key-env', 'K'], {
          environment: { K: 'plain-test-key' },
        });
        assert.equal(code, 0);
        assert.match(stdout, /8\.00 USD/);
      }
      await server.stop();
    });
  }
});

// https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot,
// https://open.dingtalk.com/document/orgapp/custom-robots-send-group-messages,
// https://developer.work.weixin.qq.com/document/path/99110
describe('a webhook that refuses with HTTP 200', () => {
  const post = (status: number, json: unknown): Promise<RunAgainst> =>
    runAgainst(
      {
        'GET /user/balance': {
          json: {
            is_available: true,
            balance_infos: [{ currency: 'CNY', total_balance: '4.20', granted_balance: '0.00', topped_up_balance: '4.20' }],
          },
        },
        'POST /hook': { status, json },
      },
      ['watch', 'deepseek', '--base-url', '{BASE}', '--once', '--low', '1', '--webhook-env', 'HOOK'],
      { DEEPSEEK_API_KEY: 'plain-test-key', HOOK: '{BASE}/hook' },
    );
  for (const [what, json, code] of [
    ['Feishu', { code: 19002, data: {}, msg: 'mArked' }, '19002'],
    ['Feishu with its older names', { StatusCode: 9499, StatusMessage: 'mArked' }, '9499'],
    ['DingTalk', { errcode: 310000, errmsg: 'mArked' }, '310000'],
    ['WeCom', { errcode: 93000, errmsg: 'mArked' }, '93000'],
    ['a code that is text', { code: '19024', msg: 'mArked' }, '19024'],
  ] as const) {
    it(`is told with the code of ${what}, and with no word of it`, async () => {
      const run = await post(200, json);
      assert.equal(run.code, 1);
      assert.match(
        run.stderr,
        new RegExp(
          `^The webhook refused the message \\(HTTP 200, code ${code}\\), so nothing was posted\\. It said: API balances[^\n]*\n$`,
        ),
      );
      assert.equal(run.routes.filter((route) => route === 'POST /hook').length, 1);
    });
  }
  for (const [what, json] of [
    ['Feishu', { code: 0, msg: 'success', data: {} }],
    ['Feishu with both names', { StatusCode: 0, StatusMessage: 'success', code: 0 }],
    ['DingTalk', { errcode: 0, errmsg: 'ok' }],
    ['an empty object', {}],
  ] as const) {
    it(`is not one that took it: ${what}`, async () => {
      const { code, stderr } = await post(200, json);
      assert.deepEqual([code, stderr], [0, '']);
    });
  }
  for (const status of [400, 401, 403, 404, 410, 301]) {
    it(`is told by its status where it has one: ${status}`, async () => {
      const { code, stderr } = await post(status, { message: 'mArked' });
      assert.equal(code, 1);
      assert.match(stderr, new RegExp(`^The webhook refused the message \\(HTTP ${status}\\), so nothing was posted\\.[^\n]*\n$`));
      assert.doesNotMatch(stderr, /mArked/);
    });
  }
});
