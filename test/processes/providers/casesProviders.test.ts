import assert from 'node:assert/strict';
import type { Answers } from '../../support/answers';
import { accountOf, amountOf, runAgainst } from '../../support/runAgainst';

const key = 'plain-test-key';
const check = (answers: Answers, name: string, ...more: readonly string[]) =>
  runAgainst(answers, ['check', name, '--base-url', '{BASE}', '--key-env', 'K', '--json', ...more], { K: key });

// https://openrouter.ai/docs/api/api-reference/api-keys/get-current-key and …/credits/get-credits
const openrouterKey = (change: object): Answers => ({
  'GET /api/v1/key': {
    json: {
      data: {
        label: 'x',
        limit: null,
        limit_remaining: null,
        limit_reset: null,
        usage: 0,
        usage_daily: 0,
        usage_weekly: 0,
        usage_monthly: 0,
        is_free_tier: false,
        is_management_key: true,
        ...change,
      },
    },
  },
});
const credits = (bought: number | null, used: number | null): Answers => ({
  'GET /api/v1/credits': { json: { data: { total_credits: bought, total_usage: used } } },
});

describe('usage of a management key', () => {
  for (const [what, change, bought, used] of [
    ['that is zero', {}, 80, 60.63],
    ['that is not told', { usage: undefined, usage_daily: undefined, usage_weekly: undefined, usage_monthly: undefined }, 31.5, 12.34],
    ['that is null', { usage: null, usage_daily: null, usage_weekly: null, usage_monthly: null }, 12, 0.5],
    ['that is its own', { usage: 1.5, usage_daily: 1.5, usage_weekly: 1.5, usage_monthly: 1.5 }, 100, 99],
  ] as const) {
    it(`is none of the account’s: ${what}`, async () => {
      const run = await check({ ...openrouterKey(change), ...credits(bought, used) }, 'openrouter', '--low', '0.5');
      assert.equal(amountOf(run), `${(bought - used).toFixed(2)} USD`);
      assert.deepEqual(accountOf(run).spend, [{ unit: 'USD', window: 'total', amount: used.toFixed(2) }]);
      assert.equal(run.code, 0);
    });
  }
  it('is told in text without a zero that nobody reported', async () => {
    const { stdout } = await runAgainst(
      { ...openrouterKey({}), ...credits(80, 60.63) },
      ['check', 'openrouter', '--base-url', '{BASE}', '--key-env', 'K'],
      { K: key },
    );
    assert.match(stdout, /19\.37 USD .*spent in total 60\.63 USD/);
    assert.doesNotMatch(stdout, / 0\.00 USD/);
  });
  it('is an ordinary key’s where it is one', async () => {
    const run = await check(
      openrouterKey({
        is_management_key: false,
        limit: 50,
        limit_remaining: 40,
        limit_reset: 'weekly',
        usage: 12,
        usage_daily: 1,
        usage_weekly: 10,
        usage_monthly: 12,
      }),
      'openrouter',
    );
    assert.deepEqual(
      accountOf(run).spend.map(({ window, amount }) => [window, amount]),
      [
        ['day', '1.00'],
        ['week', '10.00'],
        ['month', '12.00'],
        ['total', '12.00'],
      ],
    );
    assert.deepEqual(run.routes, ['GET /api/v1/key']);
  });
});

describe('a key without a cap that does not say what it is', () => {
  const plain = openrouterKey({ is_management_key: false, usage: 3, usage_daily: 0, usage_weekly: 1, usage_monthly: 3 });
  const refused: Answers = { 'GET /api/v1/credits': { status: 403, json: { error: { code: 403, message: 'no' } } } };
  it('is asked for the account’s balance; of two variables the one for management keys', async () => {
    const run = await runAgainst({ ...plain, ...credits(25, 3) }, ['check', 'openrouter', '--base-url', '{BASE}', '--json'], {
      OPENROUTER_API_KEY: 'plain-ordinary-key',
      OPENROUTER_MANAGEMENT_KEY: 'plain-management-key',
    });
    assert.equal(amountOf(run), '22.00 USD');
  });
  for (const [what, answer] of [
    ['403', refused],
    ['0/0', credits(0, 0)],
    ['a sum without any use', credits(10, 0)],
  ] as const) {
    it(`is an ordinary one where the answer is ${what}: its own spend, and which key would tell more`, async () => {
      const { stdout, code } = await runAgainst(
        { ...plain, ...answer },
        ['check', 'openrouter', '--base-url', '{BASE}', '--key-env', 'K'],
        { K: key },
      );
      assert.match(stdout, /spent this month 3\.00 USD; .*This key has no cap\. A management key would tell the balance of the account\./);
      assert.equal(code, 1);
    });
  }
});

describe('an account that bought nothing', () => {
  for (const [what, bought, used] of [
    ['has used what it was granted', 0, 0.31],
    ['has used much of it', 0, 250],
    ['has used nothing', 0, 0],
  ] as const) {
    it(`is unknown, and owes nothing: it ${what}`, async () => {
      const run = await check({ ...openrouterKey({}), ...credits(bought, used) }, 'openrouter');
      assert.deepEqual([run.code, amountOf(run)], [1, 'unknown']);
      assert.ok(!run.stdout.includes('"-'), run.stdout);
    });
  }
  for (const [what, bought, used, amount, code] of [
    ['used a little more than it bought', 10, 10.31, '-0.31 USD', 2],
    ['used all of it', 10, 10, '0.00 USD', 2],
    ['has some left', 10, 9, '1.00 USD', 2],
    ['has much left', 50, 9, '41.00 USD', 0],
  ] as const) {
    it(`is not one that ${what}: ${amount}`, async () => {
      const run = await check({ ...openrouterKey({}), ...credits(bought, used) }, 'openrouter');
      assert.deepEqual([run.code, amountOf(run)], [code, amount]);
    });
  }
});

// https://elevenlabs.io/docs/api-reference/user/subscription/get; elevenlabs-python types/subscription.py
describe('a quota that may be exceeded', () => {
  const subscription = (change: object): Answers => ({
    'GET /v1/user/subscription': {
      json: {
        tier: 'creator',
        character_count: 100_450,
        character_limit: 100_000,
        can_extend_character_limit: true,
        allowed_to_extend_character_limit: true,
        next_character_count_reset_unix: 1_764_547_200,
        status: 'active',
        ...change,
      },
    },
  });
  for (const [what, change, state, code] of [
    ['by as much again', { max_character_limit_extension: 100_000 }, 'ok', 0],
    ['under its newer name', { max_credit_limit_extension: 100_000 }, 'ok', 0],
    ['without an end', { max_credit_limit_extension: 'unlimited' }, 'ok', 0],
    ['and was not', { character_count: 40_000, max_credit_limit_extension: 0 }, 'ok', 0],
    ['and was, to its end', { character_count: 200_000, max_character_limit_extension: 100_000 }, 'exhausted', 2],
    ['and was, beyond its end', { character_count: 200_900, max_credit_limit_extension: 100_000 }, 'exhausted', 2],
    ['by nothing', { max_character_limit_extension: 0 }, 'exhausted', 2],
    [
      'though this one may not',
      { max_character_limit_extension: 0, can_extend_character_limit: true, allowed_to_extend_character_limit: false },
      'exhausted',
      2,
    ],
  ] as const) {
    it(`${what}: ${state}`, async () => {
      const run = await check(subscription(change), 'elevenlabs');
      assert.deepEqual([run.code, accountOf(run).state], [code, state], run.stdout);
    });
  }
});

// https://docs.litellm.ai/docs/proxy/users and …/virtual_keys; BerriAI/litellm 7429. The budget of a tier
// holds for a key that has none of its own: litellm/proxy/_types.py, LiteLLM_VerificationTokenView
describe('every budget that binds a key', () => {
  const info = (change: object, more: Answers = {}): Answers => ({
    'GET /key/info': {
      json: {
        key: 'hash',
        info: {
          key_name: 'sk-...x',
          spend: 9.5,
          max_budget: null,
          budget_duration: null,
          budget_id: null,
          team_id: null,
          user_id: null,
          ...change,
        },
      },
    },
    ...more,
  });
  const tier = (change: object) => ({
    budget_id: 'b',
    litellm_budget_table: {
      budget_id: 'b',
      max_budget: 10,
      soft_budget: null,
      budget_duration: '30d',
      budget_reset_at: '2026-12-01T00:00:00Z',
      ...change,
    },
  });
  const left = async (answers: Answers): Promise<readonly [string, string | undefined]> => {
    const run = await check(answers, 'litellm');
    const { state, caps } = accountOf(run);
    return [
      state,
      caps
        .map(({ remaining }) => Number(remaining))
        .sort((a, b) => a - b)[0]
        ?.toFixed(2),
    ];
  };
  for (const [what, answers, expected] of [
    ['its own', info({ max_budget: 12 }), ['low', '2.50']],
    ['that of its tier', info(tier({})), ['low', '0.50']],
    ['its own under a wider tier', info({ max_budget: 10, ...tier({ max_budget: 100 }) }), ['low', '0.50']],
    ['its own above that of its tier', info({ max_budget: 100, ...tier({}) }), ['ok', '90.50']],
    ['a wide tier', info(tier({ max_budget: 100 })), ['ok', '90.50']],
    ['one that is used up', info(tier({ max_budget: 9 })), ['exhausted', '-0.50']],
    [
      'that of its team',
      info(
        { team_id: 't', max_budget: 100 },
        { 'GET /team/info': { json: { team_id: 't', team_info: { team_id: 't', spend: 4.9, max_budget: 5 } } } },
      ),
      ['low', '0.10'],
    ],
  ] as const) {
    it(`counts: ${what}`, async () => assert.deepEqual(await left(answers), expected));
  }
  for (const [status, state] of [
    [403, 'unknown'],
    [404, 'unknown'],
    [500, 'failed'],
  ] as const) {
    it(`is ${state}, never well, where the team’s is answered with HTTP ${status}`, async () => {
      const [found] = await left(info({ team_id: 't', max_budget: 100 }, { 'GET /team/info': { status, json: {} } }));
      assert.equal(found, state);
    });
  }
  it('is no budget where it only warns', async () => {
    const [found] = await left(info(tier({ max_budget: null, soft_budget: 1 })));
    assert.notEqual(found, 'exhausted');
  });
});

// QuantumNous/new-api router/api-router.go; https://docs.newapi.pro token-management/usage-token-get
describe('what a relay routes', () => {
  const token = (change: object = {}, code: unknown = true) => ({
    json: {
      code,
      message: 'ok',
      data: {
        object: 'token_usage',
        name: 'x',
        total_granted: 5_000_000,
        total_used: 1_250_000,
        total_available: 3_750_000,
        unlimited_quota: false,
        model_limits: {},
        model_limits_enabled: false,
        expires_at: 0,
        ...change,
      },
    },
  });
  const status = (change: object = {}) => ({
    json: {
      success: true,
      message: '',
      data: { quota_per_unit: 500_000, quota_display_type: 'USD', display_in_currency: true, ...change },
    },
  });
  const billing = (limit: number, cents: number): Answers => ({
    'GET /v1/dashboard/billing/subscription': {
      json: {
        object: 'billing_subscription',
        has_payment_method: true,
        soft_limit_usd: limit,
        hard_limit_usd: limit,
        system_hard_limit_usd: limit,
        access_until: 0,
      },
    },
    'GET /v1/dashboard/billing/usage': { json: { object: 'list', total_usage: cents } },
  });
  const html = { headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html></html>' };
  const elsewhere = (location: string, code = 301) => ({ status: code, headers: { location, 'content-type': 'text/html' }, body: '' });
  for (const [what, answers, expected] of [
    [
      'a redirect without the slash',
      { 'GET /api/usage/token': elsewhere('/api/usage/token/'), 'GET /api/usage/token/': token(), 'GET /api/status': status() },
      '7.50 USD',
    ],
    [
      'another kind of redirect',
      {
        'GET /api/usage/token': elsewhere('{BASE}/api/usage/token/', 307),
        'GET /api/usage/token/': token({ total_available: 500_000 }),
        'GET /api/status': status(),
      },
      '1.00 USD',
    ],
    [
      'a web page without the slash',
      { 'GET /api/usage/token': html, 'GET /api/usage/token/': token(), 'GET /api/status': status() },
      '7.50 USD',
    ],
    ['a fork that counts its codes', { 'GET /api/usage/token/': token({}, 0), 'GET /api/status': status() }, '7.50 USD'],
    [
      'a site that counts in yuan',
      { 'GET /api/usage/token/': token(), 'GET /api/status': status({ quota_display_type: 'CNY', usd_exchange_rate: 7.3 }) },
      '54.75 CNY',
    ],
    [
      'a site that counts in tokens',
      { 'GET /api/usage/token/': token(), 'GET /api/status': status({ quota_display_type: 'TOKENS', display_in_currency: false }) },
      '3750000 tokens',
    ],
    ['an older site, without the route', { '*': html, 'GET /api/status': status(), ...billing(10, 250) }, '7.50 USD'],
    ['another rate', { 'GET /api/usage/token/': token(), 'GET /api/status': status({ quota_per_unit: 1_000_000 }) }, '3.75 USD'],
    [
      'a refusal with HTTP 200',
      { 'GET /api/usage/token/': { json: { success: false, message: 'x' } }, 'GET /api/status': status() },
      'failed',
    ],
  ] as const) {
    it(`${what}: ${expected}`, async () => {
      const run = await check(answers, 'newapi', '--low', '0.5');
      assert.ok(amountOf(run) === expected || (expected === 'failed' && ['failed', 'unknown'].includes(amountOf(run))), run.stdout);
    });
  }
});

describe('a currency that no answer and no person named', () => {
  for (const [name, answers] of [
    // https://platform.stepfun.com/docs/zh/api-reference/accounts/get
    [
      'stepfun',
      {
        'GET /v1/accounts': {
          json: {
            object: 'account',
            type: 'prepaid',
            balance: 20,
            total_cash_balance: 20,
            total_voucher_balance: 0,
          },
        },
      },
    ],
    ['stepfun', { 'GET /v1/accounts': { json: { object: 'account', type: 'prepaid', balance: 3000.5 } } }],
    // https://platform.kimi.ai/docs/api/balance
    [
      'moonshot',
      {
        'GET /v1/users/me/balance': {
          json: {
            code: 0,
            status: true,
            scode: '0x0',
            data: { available_balance: 49.58, voucher_balance: 46.58, cash_balance: 3 },
          },
        },
      },
    ],
  ] as const) {
    it(`of ${name} is not known`, async () => {
      const run = await check(answers, name);
      assert.deepEqual(
        [run.code, accountOf(run).state, accountOf(run).balances.filter(({ available }) => available !== null)],
        [1, 'unknown', []],
        run.stdout,
      );
    });
  }
});
