import assert from 'node:assert/strict';
import { deepseekBalance } from '../../support/answers';
import { accountOf, amountOf, runAgainst } from '../../support/runAgainst';
import { runCommand } from '../../support/runCommand';

const key = 'plain-test-key';

describe('a base URL of what one hosts', () => {
  const info = { json: { key: 'hash', info: { spend: 2.5, max_budget: 10, budget_duration: '30d' } } };
  for (const [typed, kept] of [
    ['', ''],
    ['/', ''],
    ['/v1', ''],
    ['/v1/', ''],
    ['/v1/chat/completions', ''],
    ['/chat/completions', ''],
    ['/v1/completions', ''],
    ['/v1/embeddings', ''],
    ['/v1/responses', ''],
    ['/v1/models', ''],
    ['/v1/messages', ''],
    ['/litellm', '/litellm'],
    ['/litellm/', '/litellm'],
    ['/litellm//', '/litellm'],
    ['/litellm/v1', '/litellm'],
    ['/litellm/v1/chat/completions', '/litellm'],
    ['/litellm/chat/completions/', '/litellm'],
    ['/ai/team-1/litellm', '/ai/team-1/litellm'],
    ['/LiteLLM', '/LiteLLM'],
    ['/v1alpha', '/v1alpha'],
    ['/litellm?key=x', '/litellm'],
    ['/litellm#x', '/litellm'],
    ['/my%20gateway', '/my%20gateway'],
  ] as const) {
    it(`${typed || 'without a path'} is asked at ${kept || 'its root'}`, async () => {
      const run = await runAgainst(
        { [`GET ${kept}/key/info`]: info },
        ['check', 'litellm', '--base-url', `{BASE}${typed}`, '--json', '--low', '1'],
        { LITELLM_API_KEY: key },
      );
      assert.deepEqual([run.code, run.routes, accountOf(run).caps[0]?.remaining], [0, [`GET ${kept}/key/info`], '7.50'], run.stdout);
    });
  }
  it('holds for relays as well, on every route', async () => {
    const { code, routes } = await runAgainst(
      {
        'GET /relay/api/usage/token/': {
          json: {
            code: true,
            data: {
              object: 'token_usage',
              total_granted: 5_000_000,
              total_used: 0,
              total_available: 5_000_000,
              unlimited_quota: false,
              expires_at: 0,
            },
          },
        },
        'GET /relay/api/status': {
          json: {
            success: true,
            data: { quota_per_unit: 500_000, quota_display_type: 'USD', display_in_currency: true },
          },
        },
      },
      ['check', 'newapi', '--base-url', '{BASE}/relay/v1', '--key-env', 'RELAY', '--low', '1'],
      { RELAY: key },
    );
    assert.equal(code, 0);
    assert.deepEqual(
      routes.filter((route) => !route.includes(' /relay/')),
      [],
    );
  });
  for (const [what, address, said] of [
    ['http to another machine', 'http://192.168.1.20:4000', /must use https/],
    ['http to a container', 'http://host.docker.internal:4000', /must use https/],
    ['http to a name', 'http://gateway/litellm', /must use https/],
    ['a name alone', 'gateway.example:4000', /must be an address/],
    ['a path alone', '//gateway.example', /must be an address/],
    ['a key', 'sk-mArked0123456789', /must be an address/],
    ['another scheme', 'file:///etc/passwd', /must be an address/],
    ['a user name', 'https://mArked:mArked@gateway.example', /user name or password/],
    ['a port beyond all', 'https://gateway.example:99999', /must be an address/],
    ['nothing', '', /must be an address|--base-url/],
  ] as const) {
    it(`is refused, unrepeated, where it is ${what}`, async () => {
      const { code, stdout, stderr } = await runCommand(['check', 'litellm', '--base-url', address], {
        environment: { LITELLM_API_KEY: key },
      });
      assert.deepEqual([code, stdout], [1, '']);
      assert.match(stderr, said);
      assert.doesNotMatch(stderr, /mArked/);
    });
  }
});

describe('a base URL of another provider', () => {
  for (const path of ['/v1', '/v1/chat/completions', '/anthropic', '/openai/v1', '/beta', '/deepseek/', '/a/..//x', '//far.example/x']) {
    it(`counts by its origin: ${path}`, async () => {
      const { code, routes } = await runAgainst(
        { 'GET /user/balance': deepseekBalance() },
        ['check', 'deepseek', '--base-url', `{BASE}${path}`],
        { DEEPSEEK_API_KEY: key },
      );
      assert.deepEqual([code, routes], [0, ['GET /user/balance']]);
    });
  }
  for (const [what, answer] of [
    ['HTTP 404', { status: 404, json: {} }],
    ['a web page', { headers: { 'content-type': 'text/html' }, body: '<html>' }],
    ['other JSON', { json: {} }],
  ] as const) {
    it(`has an error say that its path was not used: ${what}`, async () => {
      const run = await runAgainst({ '*': answer }, ['check', 'deepseek', '--base-url', '{BASE}/gateways/deepseek/v1', '--json'], {
        DEEPSEEK_API_KEY: key,
      });
      assert.match(accountOf(run).error?.message ?? '', /\/gateways\/deepseek.* not used/);
      const without = await runAgainst({ '*': answer }, ['check', 'deepseek', '--base-url', '{BASE}/v1', '--json'], {
        DEEPSEEK_API_KEY: key,
      });
      assert.doesNotMatch(accountOf(without).error?.message ?? '', /not used/);
    });
  }
  it('is of no use for all keys at once', async () => {
    const { code, stderr, routes } = await runAgainst({}, ['check', '--base-url', '{BASE}'], { DEEPSEEK_API_KEY: key });
    assert.deepEqual([code, routes], [1, []]);
    assert.match(stderr, /--base-url needs the name of the provider/);
  });
});

describe('the currency at a host that is no known site', () => {
  const stepfun = { 'GET /v1/accounts': { json: { object: 'account', type: 'prepaid', balance: 40 } } };
  const moonshot = {
    'GET /v1/users/me/balance': {
      json: {
        code: 0,
        status: true,
        data: { available_balance: 40, voucher_balance: 0, cash_balance: 40 },
      },
    },
  };
  for (const [name, answers, variable, site, expected] of [
    ['stepfun', stepfun, 'STEPFUN_API_KEY', undefined, 'unknown'],
    ['stepfun', stepfun, 'STEPFUN_API_KEY', 'china', '40.00 CNY'],
    ['stepfun', stepfun, 'STEPFUN_API_KEY', 'international', 'unknown'],
    ['moonshot', moonshot, 'MOONSHOT_API_KEY', undefined, 'unknown'],
    ['moonshot', moonshot, 'MOONSHOT_API_KEY', 'china', '40.00 CNY'],
    ['moonshot', moonshot, 'MOONSHOT_API_KEY', 'global', '40.00 USD'],
  ] as const) {
    it(`of ${name} is ${site === undefined ? 'not guessed' : `that of --site ${site}`}: ${expected}`, async () => {
      const at = site === undefined ? [] : ['--site', site];
      const run = await runAgainst(answers, ['check', name, '--base-url', '{BASE}', ...at, '--json'], { [variable]: key });
      assert.equal(amountOf(run), expected, run.stdout);
      assert.equal(run.code, expected === 'unknown' ? 1 : 0);
      const log = await runAgainst(answers, ['watch', name, '--base-url', '{BASE}', ...at, '--once'], { [variable]: key });
      assert.ok(log.stdout.includes(expected === 'unknown' ? 'state=unknown' : ` ${expected.slice(-3)} available=40.00`), log.stdout);
    });
  }
  it('that an answer names needs no site', async () => {
    const run = await runAgainst({ 'GET /user/balance': deepseekBalance() }, ['check', 'deepseek', '--base-url', '{BASE}', '--json'], {
      DEEPSEEK_API_KEY: key,
    });
    assert.equal(accountOf(run).balances[0]?.unit, 'CNY');
  });
  it('is asked for by names that the provider has', async () => {
    const { code, stderr } = await runCommand(['check', 'moonshot', '--site', 'cn'], { environment: { MOONSHOT_API_KEY: key } });
    assert.deepEqual([code, stderr], [1, 'Moonshot (Kimi) has no site of this name. It has: global, china.\n']);
  });
});
