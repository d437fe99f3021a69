import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { deepseekBalance, startAnswers, type AnswerServer } from '../../support/answers';
import { Report, type CliRun } from '../../support/runCli';
import { runCommand } from '../../support/runCommand';

const key = 'plain-test-key';
const long = '2026-01-02T03:04:05Z';
const Decimal = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .nullable();
/** What version 0.1.0 printed: scripts read it, so that none of it may go. More may come. */
const FirstReport = z.object({
  at: z.iso.datetime(),
  accounts: z.array(
    z.object({
      account: z.string(),
      provider: z.string(),
      site: z.string().nullable(),
      state: z.enum(['ok', 'low', 'exhausted', 'unavailable', 'unknown', 'failed']),
      balances: z.array(
        z.object({ unit: z.string(), available: Decimal, parts: z.array(z.object({ kind: z.string(), amount: Decimal })) }),
      ),
      caps: z.array(
        z.object({
          unit: z.string(),
          limit: Decimal,
          remaining: Decimal,
          resets: z.enum(['daily', 'weekly', 'monthly', 'never', 'unknown']),
        }),
      ),
      spend: z.array(z.object({ unit: z.string(), window: z.enum(['day', 'week', 'month', 'total']), amount: Decimal })),
      error: z.object({ kind: z.string(), message: z.string() }).nullable(),
    }),
  ),
});

describe('check', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-check-'));
  let server: AnswerServer;
  before(async () => {
    server = await startAnswers({
      'GET /user/balance': deepseekBalance(),
      'GET /v3/user/balance': { json: {} },
      'GET /api/v1/key': {
        json: {
          data: {
            limit: 10,
            limit_remaining: 3,
            limit_reset: 'monthly',
            usage: 7.5,
            usage_daily: 1,
            usage_weekly: 2,
            usage_monthly: 7,
            is_management_key: false,
          },
        },
      },
      'GET /row': { json: { left: '12.34', low: '1.5', at: long, credits: 7 } },
    });
    const describe = (change: object): string =>
      JSON.stringify({
        url: `${server.origin}/row`,
        secretHeaders: { authorization: 'Bearer {apiKey}' },
        amount: '/left',
        unit: 'USD',
        ...change,
      });
    for (const [name, change] of Object.entries({
      now: {},
      long: { at: '/at' },
      longLow: { at: '/at', amount: '/low' },
      credits: { at: '/at', amount: '/credits', unit: 'credits' },
    }))
      writeFileSync(join(folder, `${name}.json`), describe(change));
  });
  beforeEach(() => {
    server.forget();
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  const all = { DEEPSEEK_API_KEY: key, OPENROUTER_API_KEY: key, NOVITA_API_KEY: key, K: key };
  const check = (words: string, ...more: readonly string[]): Promise<CliRun> =>
    runCommand([...words.split(' '), ...(words.includes('custom') ? [] : ['--base-url', server.origin]), ...more], { environment: all });
  const own = (name: string): string => `custom --key-env K --definition ${join(folder, `${name}.json`)}`;
  const json = async (words: string): Promise<unknown> => JSON.parse((await check(`${words} --json`)).stdout);

  it('prints in JSON whatever version 0.1.0 printed, and says of each account why, when and from where', async () => {
    const printed = await json('check deepseek openrouter novita groq');
    assert.deepEqual(
      FirstReport.parse(printed).accounts.map(({ account, provider, site, state, balances, caps, spend, error }) => [
        account,
        provider,
        site,
        state,
        balances,
        caps,
        spend,
        error?.kind,
      ]),
      [
        [
          'deepseek',
          'deepseek',
          'global',
          'ok',
          [
            {
              unit: 'CNY',
              available: '110.00',
              parts: [
                { kind: 'granted', amount: '10.00' },
                { kind: 'paid', amount: '100.00' },
              ],
            },
          ],
          [],
          [],
          undefined,
        ],
        ['groq', 'groq', null, 'unknown', [], [], [], 'notSupported'],
        ['novita', 'novita', 'global', 'unknown', [], [], [], 'unexpectedResponse'],
        [
          'openrouter',
          'openrouter',
          'global',
          'low',
          [],
          [{ unit: 'USD', limit: '10.00', remaining: '3.00', resets: 'monthly' }],
          [
            { unit: 'USD', window: 'day', amount: '1.00' },
            { unit: 'USD', window: 'week', amount: '2.00' },
            {
              unit: 'USD',
              window: 'month',
              amount: '7.00',
            },
            { unit: 'USD', window: 'total', amount: '7.50' },
          ],
          undefined,
        ],
      ],
    );
    const { at, accounts } = Report.parse(printed);
    for (const account of accounts) {
      assert.deepEqual(
        [account.provider, account.at],
        [account.provider, account.state === 'ok' || account.state === 'low' ? account.at : null],
      );
      assert.equal(account.reason === null, account.state === 'ok', account.provider);
      assert.equal(account.source, 'provider');
    }
    assert.ok(Math.abs(Date.parse(accounts[0]?.at ?? '') - Date.parse(at)) < 60_000);
  });
  it('says in JSON that a description, and not a provider, told the amount', async () => {
    const [account] = Report.parse(await json(`check ${own('now')}`)).accounts;
    assert.deepEqual([account?.source, account?.state, account?.balances[0]?.available], ['description', 'ok', '12.34']);
  });

  for (const [name, amount, code] of [
    ['long', '12.34 USD', 1],
    ['longLow', '1.50 USD', 2],
    ['credits', '7 credits', 1],
  ] as const) {
    it(`shows when an amount was true that is not of now: ${name}`, async () => {
      for (const format of ['', ' --markdown']) {
        const run = await check(`check ${own(name)}${format}`);
        assert.equal(run.code, code);
        assert.ok(run.stdout.includes(amount) && run.stdout.includes('2026-01-02T03:04:05'), run.stdout);
      }
      const {
        at,
        accounts: [account],
      } = Report.parse(await json(`check ${own(name)}`));
      assert.equal(account?.at, '2026-01-02T03:04:05.000Z');
      assert.ok(Date.parse(at) > Date.parse(account.at), 'the report has its own time');
      assert.match(
        (await check(`watch ${own(name)} --once`)).stdout,
        /^\S+Z custom \S+ available=\S+ at=2026-01-02T03:04:05Z state=\w+\n$/,
      );
    });
  }
  it('shows no time beside an amount of now', async () => {
    assert.doesNotMatch((await check(`check ${own('now')}`)).stdout, /as of/);
    assert.doesNotMatch((await check(`watch ${own('now')} --once`)).stdout, / at=/);
  });
  for (const [words, reason] of [
    ['check deepseek --low 200', /¥110\.00 is at or under ¥200\.00/],
    ['check openrouter', /\$3\.00 left of the key cap is at or under \$5\.00/],
    [`check custom --key-env K --low 20`, /\$12\.34 is at or under \$20\.00/],
  ] as const) {
    it(`says why a state is what it is, in text and in JSON: ${words}`, async () => {
      const full = words.includes('custom') ? `${words} --definition ${join(folder, 'now.json')}` : words;
      assert.match((await check(full)).stdout, reason);
      const [account] = Report.parse(await json(full)).accounts;
      assert.equal(account?.state, 'low');
      assert.match(account.reason ?? '', reason);
    });
  }
});

describe('the log of a watch', () => {
  const folder = mkdtempSync(join(tmpdir(), 'api-balance-log-'));
  let server: AnswerServer;
  before(async () => {
    server = await startAnswers({
      'GET /user/balance': deepseekBalance(),
      'GET /api/v1/key': {
        json: {
          data: {
            limit: 10,
            limit_remaining: 8,
            limit_reset: 'daily',
            usage: 7.5,
            usage_daily: 1,
            usage_weekly: 2,
            usage_monthly: 7,
            is_management_key: false,
          },
        },
      },
    });
    mkdirSync(join(folder, 'folder'));
    writeFileSync(join(folder, 'file'), '');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });
  const watch = (names: string, log: string, ...more: readonly string[]): Promise<CliRun> =>
    runCommand(['watch', ...names.split(' '), '--base-url', server.origin, '--once', '--log', log, ...more], {
      environment: { DEEPSEEK_API_KEY: key, OPENROUTER_API_KEY: key, NOVITA_API_KEY: key },
    });

  it('has an amount for caps and spend, and a line for each account, and is added to', async () => {
    const log = join(folder, 'new', 'deeper', 'balances.log');
    const first = await watch('deepseek openrouter novita', log);
    assert.equal(first.code, 1);
    assert.match(first.stderr, /^novita: Novita AI answered in a form that was not expected [^\n]+\n$/);
    const lines = first.stdout
      .replace(/^\S+Z /gm, '')
      .trimEnd()
      .split('\n')
      .sort();
    assert.deepEqual(lines, [
      'deepseek CNY available=110.00 granted=10.00 paid=100.00 state=ok',
      'novita - error=unexpectedResponse state=unknown',
      'openrouter USD cap_remaining=8.00 cap_limit=10.00 cap_resets=daily state=ok',
      'openrouter USD spent_day=1.00 spent_week=2.00 spent_month=7.00 spent_total=7.50 state=ok',
    ]);
    const second = await watch('deepseek', log);
    assert.equal(readFileSync(log, 'utf8'), first.stdout + second.stdout);
    assert.deepEqual([statSync(log).mode & 0o777, statSync(join(folder, 'new', 'deeper')).mode & 0o777], [0o600, 0o700]);
  });
  for (const [what, path] of [
    ['a folder', 'folder'],
    ['a file where a folder should be', 'file/balances.log'],
    ['a pipe that nobody reads', 'pipe'],
    ['a name that is too long', 'x'.repeat(300)],
    ['a full disk', '/dev/full'],
  ] as const) {
    it(`that cannot be written is said, and is code 1: ${what}`, async () => {
      const { code, stdout, stderr } = await watch('deepseek', path.startsWith('/') ? path : join(folder, path), '--low', '1');
      assert.equal(code, 1);
      assert.match(stderr, /^The log cannot be written[^\n]*\n$/);
      assert.match(stdout, /available=110\.00/);
    });
  }
  it('that cannot be written hides no balance that is low', async () => {
    assert.equal((await watch('deepseek', join(folder, 'folder'), '--low', '200')).code, 2);
  });
});
