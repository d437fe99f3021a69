import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHistory } from '../../../src/node/history/openHistory';
import { deepseekBalance, startAnswers, type AnswerServer } from '../../support/answers';
import { total } from '../../support/pastReadings';
import { runCli } from '../../support/runCli';
import { cliFile, runCommand } from '../../support/runCommand';
import { recordRows } from '../../support/historyRows';
import { idOf } from '../../support/ids';

const names = ['check', 'watch', 'ledger', 'history', 'statement', 'mcp', 'providers', 'completion'] as const;
type Name = (typeof names)[number];

interface Help {
  readonly text: string;
  /** Option → the name of its value, or nothing where it has none. */
  readonly options: ReadonlyMap<string, string | undefined>;
  readonly examples: readonly string[];
}

function readHelp(text: string): Help {
  const options = new Map([...text.matchAll(/^ {4}(--[a-z-]+)(?: ([A-Z=]+))? {2,}\S/gm)].map(([, option = '', value]) => [option, value]));
  const [, examples = ''] = /^EXAMPLES\n([^]*)$/m.exec(text) ?? [];
  return {
    text,
    options,
    examples: examples
      .replaceAll(/ \\\n +/g, ' ')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  };
}

describe('help of the command line', () => {
  const helps = new Map<Name, Help>();
  const helpOf = (name: Name): Help => helps.get(name) ?? { text: '', options: new Map(), examples: [] };
  before(async () => {
    for (const name of names) helps.set(name, readHelp((await runCli([name, '--help'])).stdout));
  });

  it('lists each command, in every way of asking for it', async () => {
    const runs = [await runCli(['--help']), await runCli(['help']), await runCli(['-h']), await runCli([])];
    for (const { code, stdout, stderr } of runs) {
      assert.deepEqual([code, stderr, stdout], [0, '', runs[0]?.stdout]);
      for (const name of names) assert.match(stdout, new RegExp(`^    ${name} +\\S`, 'm'));
    }
  });
  for (const name of names) {
    it(`explains ${name}, in every way of asking for it`, async () => {
      for (const args of [
        ['help', name],
        [name, '-h'],
        ['--help', name],
      ])
        assert.deepEqual(await runCli(args), { code: 0, stdout: helpOf(name).text, stderr: '' });
      assert.match(helpOf(name).text, new RegExp(`^NAME\n    api-balance ${name} - `));
      assert.doesNotMatch(helpOf(name).text, /undefined|null|NaN|\[object|\t/);
      assert.ok(helpOf(name).examples.length > 0);
      assert.deepEqual(
        helpOf(name)
          .text.split('\n')
          .filter((line) => line.length > 80),
        [],
      );
      for (const title of ['NAME', 'SYNOPSIS', 'EXIT STATUS', 'EXAMPLES'])
        assert.match(helpOf(name).text, new RegExp(`^${title}\n    \\S`, 'm'));
      for (const example of helpOf(name).examples) assert.match(example, new RegExp(`^api-balance ${name}\\b`));
    });
  }
  it('shows options that each command takes, and no two commands have all the same', () => {
    const taking = names.filter((name) => helpOf(name).options.size > 0);
    assert.equal(new Set(taking.map((name) => [...helpOf(name).options.keys()].join())).size, taking.length);
    assert.ok(taking.length >= 5);
    assert.deepEqual(
      [
        helpOf('check').options.get('--json'),
        helpOf('check').options.get('--low'),
        helpOf('watch').options.get('--interval'),
        helpOf('providers').options.size,
      ],
      [undefined, 'AMOUNT', 'TIME', 0],
    );
  });
  it('is given in full beside other words', async () => {
    assert.equal((await runCli(['check', 'deepseek', '--json', '--help'])).stdout, helpOf('check').text);
  });

  it('has an option refused that belongs to another command, by its name and with a way on', async () => {
    const all = new Map(names.flatMap((name) => [...helpOf(name).options]));
    assert.ok(all.size > 15);
    for (const [option, value] of all) {
      const name = names.find((one) => !helpOf(one).options.has(option));
      if (name === undefined) continue;
      const { code, stdout, stderr } = await runCli([name, value === undefined ? option : `${option}=x`]);
      assert.deepEqual([code, stdout, stderr], [1, '', `${option} is no option of ${name}. See: api-balance ${name} --help\n`]);
    }
  }).timeout(60_000);
  it('has an option refused that has no value, or none to have', async () => {
    for (const name of names) {
      for (const [option, value] of helpOf(name).options) {
        if (option !== '--json' && option !== '--low' && option !== '--now') continue;
        const { code, stdout, stderr } = await runCli([name, value === undefined ? `${option}=x` : option]);
        assert.deepEqual([code, stdout], [1, '']);
        assert.match(stderr, new RegExp(`^\\S.*api-balance ${name} --help\n$`));
      }
    }
  });
  for (const [typed, near] of [
    [['CHECK'], 'check'],
    [['chec'], 'check'],
    [['provider'], 'providers'],
    [['histroy'], 'history'],
    [['check', '--key-evn', 'X'], '--key-env'],
    [['check', '--JSON'], '--json'],
    [['check', '--definitions', 'x'], '--definition'],
    [['watch', '--intervall', '15m'], '--interval'],
    [['watch', '--webhookenv', 'X'], '--webhook-env'],
    [['check', '--baseurl', 'x'], '--base-url'],
    [['check', '--base_url', 'x'], '--base-url'],
  ] as const) {
    it(`has the nearest name for ${typed.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runCli(typed);
      assert.deepEqual([code, stdout], [1, '']);
      assert.ok(stderr.includes(`${near} may be meant`), stderr);
    });
  }
  for (const typed of [['zzzz'], ['check', '--zzzz'], ['check', 'zzzz'], ['-x'], ['check', '--', '--json']] as const) {
    it(`has one sentence where nothing is near: ${typed.join(' ')}`, async () => {
      const { code, stdout, stderr } = await runCli(typed);
      assert.deepEqual([code, stdout, stderr.trimEnd().split('\n').length], [1, '', 1]);
      assert.ok(!stderr.includes('zzzz'));
    });
  }

  describe('examples', () => {
    let folder = '';
    let server: AnswerServer;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'api-balance-help-'));
      server = await startAnswers({
        'GET /api/v1/key': {
          json: {
            data: {
              limit: 10,
              limit_remaining: 3,
              limit_reset: 'monthly',
              usage: 7,
              usage_daily: 1,
              usage_weekly: 2,
              usage_monthly: 7,
              is_management_key: false,
            },
          },
        },
        'GET /litellm/key/info': { json: { key: 'hash', info: { spend: 2.5, max_budget: 10, budget_duration: '30d' } } },
        'GET /user/balance': deepseekBalance(),
        'POST /hook': { status: 204, body: '' },
      });
      const now = Date.now();
      const readings = [3, 2, 1].map((days) => total(now - days * 86_400_000, 10 * days));
      const store = openHistory({ folder, now: () => now });
      for (const reading of readings) recordRows(store, [{ account: idOf('work'), unit: 'USD', reading }]);
      store.close();
      writeFileSync(
        join(folder, 'export.json'),
        JSON.stringify(
          readings.map(({ at, available }) => ({
            account: 'work',
            unit: 'USD',
            at: new Date(at).toISOString(),
            available: String(available / 1_000_000),
          })),
        ),
      );
    });
    after(async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    });
    const wordsOf = (example: string): readonly string[] =>
      example
        .split(' ')
        .slice(1)
        .map((word) => word.replace(/^https:\/\/[\w.]+/, server.origin));

    for (const name of ['check', 'ledger', 'history', 'providers'] as const) {
      it(`of ${name} run as they are written`, async () => {
        const own = { OPENROUTER_API_KEY: 'plain-test-key', GATEWAY_KEY: 'plain-test-key' };
        for (const example of helpOf(name).examples) {
          const words = wordsOf(example);
          const more = name === 'check' && !words.includes('--base-url') ? ['--base-url', server.origin] : [];
          const { code, stdout, stderr } = await runCommand([...words, ...more], { environment: own, folder });
          assert.equal(stderr, '', example);
          // The cap of three dollars is low under five.
          assert.equal(code, words.includes('openrouter') ? 2 : 0, `${example}\n${stdout}`);
          assert.ok(stdout.split('\n').length > 2, example);
        }
      });
    }
    it('of watch run as they are written', async () => {
      for (const example of helpOf('watch').examples) {
        const log = join(folder, 'deep', 'er', 'balances.log');
        const words = wordsOf(example).map((word) => (word.startsWith('/') ? log : word));
        const child = spawn(process.execPath, [cliFile, ...words, 'deepseek', '--base-url', server.origin], {
          env: { DEEPSEEK_API_KEY: 'plain-test-key', TEAM_WEBHOOK: `${server.origin}/hook` },
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        const printed: unknown[] = await once(child.stdout, 'data');
        child.kill('SIGTERM');
        const closed: unknown[] = await once(child, 'close');
        assert.deepEqual([closed[0], existsSync(log) ? readFileSync(log, 'utf8') : ''], [0, String(printed[0])], example);
      }
    });
  });
});
