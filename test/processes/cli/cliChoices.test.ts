import assert from 'node:assert/strict';
import { channelNames } from '../../../src/cli/channelNames';
import { deepseekBalance } from '../../support/answers';
import { accountOf, runAgainst, type RunAgainst } from '../../support/runAgainst';
import { runCommand } from '../../support/runCommand';

const key = 'plain-test-key';

describe('the team that is asked about', () => {
  for (const [args, environment, team] of [
    [['--team', 'team-1_A'], {}, 'team-1_A'],
    [[], { XAI_TEAM_ID: 'of-environment' }, 'of-environment'],
    [['--team', 'typed'], { XAI_TEAM_ID: 'of-environment' }, 'typed'],
  ] as const) {
    it(`is ${team}`, async () => {
      const { routes } = await runAgainst({}, ['check', 'xai', '--base-url', '{BASE}', ...args], {
        XAI_MANAGEMENT_API_KEY: key,
        ...environment,
      });
      assert.ok(
        routes.every((route) => route.startsWith(`GET /v1/billing/teams/${team}/`)),
        routes.join(),
      );
      assert.ok(routes.length > 0);
    });
  }
  for (const team of ['../../other', 'a/b', 'a?b', 'a b', '', 'a%2fb', '.', 'mÿ']) {
    it(`is refused where it is no id: ${JSON.stringify(team)}`, async () => {
      const { code, stderr, routes } = await runAgainst({}, ['check', 'xai', '--base-url', '{BASE}', '--team', team], {
        XAI_MANAGEMENT_API_KEY: key,
      });
      assert.deepEqual([code, routes], [1, []]);
      assert.match(stderr, /^--team /);
    });
  }
  it('is refused at providers that have none, and for several at once', async () => {
    for (const names of [['deepseek'], ['xai', 'fireworks'], []])
      assert.match((await runCommand(['check', ...names, '--team', 'a'])).stderr, /--team/);
  });
});

describe('variables of one provider', () => {
  const answers = {
    'GET /api/v1/key': {
      json: {
        data: {
          limit: null,
          limit_remaining: null,
          limit_reset: null,
          usage: 0,
          usage_daily: 0,
          usage_weekly: 0,
          usage_monthly: 0,
          is_management_key: true,
        },
      },
    },
    'GET /api/v1/credits': { json: { data: { total_credits: 25, total_usage: 3 } } },
  };
  for (const [what, environment, sent] of [
    ['both', { OPENROUTER_API_KEY: 'ordinary-key', OPENROUTER_MANAGEMENT_KEY: 'management-key' }, 'management-key'],
    ['the ordinary alone', { OPENROUTER_API_KEY: 'ordinary-key' }, 'ordinary-key'],
    ['the other one empty', { OPENROUTER_API_KEY: 'ordinary-key', OPENROUTER_MANAGEMENT_KEY: '' }, 'ordinary-key'],
    ['the other one blank', { OPENROUTER_API_KEY: 'ordinary-key', OPENROUTER_MANAGEMENT_KEY: ' \n' }, 'ordinary-key'],
  ] as const) {
    it(`are asked for the one that tells more: ${what}`, async () => {
      const run = await runAgainst(answers, ['check', 'openrouter', '--base-url', '{BASE}', '--json'], environment);
      assert.deepEqual(new Set(run.asked.map(({ headers }) => headers.authorization)), new Set([`Bearer ${sent}`]));
      assert.deepEqual([run.code, accountOf(run).balances[0]?.available], [0, '22.00']);
    });
  }
  it('are asked for the one that is named', async () => {
    const { asked } = await runAgainst(answers, ['check', 'openrouter', '--base-url', '{BASE}', '--key-env', 'OPENROUTER_API_KEY'], {
      OPENROUTER_API_KEY: 'ordinary-key',
      OPENROUTER_MANAGEMENT_KEY: 'management-key',
    });
    assert.ok(asked.every(({ headers }) => headers.authorization === 'Bearer ordinary-key'));
  });
  it('are named, with the better first', async () => {
    const { stdout } = await runCommand(['check', 'openrouter', 'fal', '--json']);
    assert.match(stdout, /OPENROUTER_MANAGEMENT_KEY/);
    assert.match(stdout, /FAL_ADMIN_KEY/);
  });
});

describe('the kind of a webhook', () => {
  const post = (kind: string): Promise<RunAgainst> =>
    runAgainst(
      { 'GET /user/balance': deepseekBalance(), 'POST /hook': { status: 204, body: '' } },
      ['watch', 'deepseek', '--base-url', '{BASE}', '--once', '--webhook-env', 'HOOK', `--webhook-kind=${kind}`],
      { DEEPSEEK_API_KEY: key, HOOK: '{BASE}/hook' },
    );
  for (const [kind, names] of [
    ['discord', ['content']],
    ['slack', ['text']],
    ['slackWorkflow', ['text']],
    ['json', ['kind', 'title', 'lines']],
  ] as const) {
    it(`is what --webhook-kind says: ${kind}`, async () => {
      const { code, stderr, asked } = await post(kind);
      assert.deepEqual([code, stderr], [0, '']);
      const posted: unknown = JSON.parse(asked.find(({ route }) => route === 'POST /hook')?.body ?? 'null');
      for (const name of names) assert.ok(typeof posted === 'object' && posted !== null && name in posted, JSON.stringify(posted));
    });
  }
  for (const kind of ['Discord', 'msteams', '', 'json ']) {
    it(`is one of those: ${JSON.stringify(kind)}`, async () => {
      const { code, stderr, routes } = await post(kind);
      assert.deepEqual([code, stderr, routes], [1, `--webhook-kind takes ${channelNames.join(', ')}.\n`, []]);
    });
  }
});
