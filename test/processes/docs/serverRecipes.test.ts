import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from 'dockerfile-utils';
import { readConfig } from '../../../src/core/config/readConfig';
import * as providers from '../../../src/providers';
import { discord } from '../../receivers/discord';
import { startReceiver, type RunningReceiver } from '../../receivers/startReceiver';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { startAnswers } from '../../support/answers';
import { kinds } from '../../support/channels';
import { vendorChannels } from '../../support/vendorChannels';
import { recipe, recipeNames } from '../../support/recipes';
import { compileCache, type CliRun } from '../../support/runCli';
import { cliFile, runCommand, runScript } from '../../support/runCommand';
import { readText } from '../../support/sources';
import { workflowMistakes } from '../../support/workflowMistakes';
import { debianProgram } from '../../database/metrics/debianProgram';
import { promtool } from '../../database/metrics/promtool';

const key = 'sk-sandbox-recipe-kimi';
const known = { providers: Object.values(providers), kinds };

describe('the recipes for a server', () => {
  let [folder, home] = ['', ''];
  let sandbox: Sandbox;
  let team: RunningReceiver;
  const hook = (): string => `http://127.0.0.1:${team.port}${vendorChannels.discord.path}`;
  /** What a recipe's configuration is about, on this machine. */
  const config = (): object => ({
    accounts: [{ id: 'kimi', provider: 'moonshot', label: 'Kimi', baseUrl: sandbox.origin, site: 'global', key: 'env:KIMI_KEY' }],
    lowBalance: { USD: 5 },
    channels: [{ id: 'team', kind: 'discord', url: 'env:TEAM_WEBHOOK' }],
    history: { folder: join(folder, 'history') },
  });
  const script = async (path: string, text: string): Promise<void> => {
    await writeFile(path, text);
    await chmod(path, 0o755);
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'api-balance-recipe-'));
    home = join(folder, 'home');
    await mkdir(join(home, '.local', 'bin'), { recursive: true });
    await mkdir(join(home, '.config', 'api-balance'), { recursive: true });
    [sandbox, team] = await Promise.all([startSandbox(), startReceiver({ vendor: discord })]);
    sandbox.account('moonshot', key).set({ unit: 'USD', paid: '49.58', granted: '0.00' });
    await symlink(process.execPath, join(home, '.local', 'bin', 'node'));
    await script(join(home, '.local', 'bin', 'api-balance'), `#!/bin/sh\nexec node '${cliFile}' "$@"\n`);
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), team.stop()]);
    await rm(folder, { recursive: true });
  });
  /** As cron runs a command. @see https://manpages.debian.org/bookworm/cron/crontab.5.en.html */
  const bare = (command: string, more: Readonly<Record<string, string>> = {}): CliRun => {
    const env = { HOME: home, LOGNAME: 'me', SHELL: '/bin/sh', PATH: '/usr/bin:/bin', ...compileCache(), ...more };
    const { status: code, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], { env, cwd: home, encoding: 'utf8' });
    return { code, stdout, stderr };
  };

  it('config: is read, and says what it would do', async () => {
    const read = readConfig(recipe('config'), known);
    assert.ok(read.ok, read.ok ? '' : read.reasons.join('\n'));
    const file = join(folder, 'api-balance.json');
    await writeFile(file, recipe('config'));
    const { code, stdout } = await runCommand(['config', 'check', file]);
    // None of its files is here.
    assert.equal(code, 1);
    assert.match(stdout, /kimi: Moonshot.*key from the file \/etc\/api-balance\/kimi, which cannot be read: [^;]*; low: 5\.00 USD, 30\.00 CNY/);
    assert.match(stdout, /claude: PostgreSQL query at aws-0-eu-central-1\.pooler\.supabase\.com:5432/);
    for (const name of ['row-rest', 'discord']) {
      const whole = name === 'discord' ? '"accounts": [{ "id": "a", "provider": "moonshot" }], "channels"' : '"accounts"';
      const part = readConfig(`{ ${whole}: [${recipe(name)}] }`, known);
      assert.ok(part.ok, part.ok ? '' : part.reasons.join('\n'));
    }
  });

  it('cron: asks, posts, logs, and tells by its exit code, with cron’s few variables', async () => {
    await writeFile(join(home, '.config', 'api-balance', 'config.json'), JSON.stringify(config()));
    await writeFile(join(home, '.config', 'api-balance', 'keys'), `export KIMI_KEY='${key}'\nexport TEAM_WEBHOOK='${hook()}'\n`);
    const [, , , , , ...command] = recipe('cron').trim().split(' ');
    assert.doesNotMatch(command.join(' '), /%|\n/);
    const well = await asked(command.join(' '));
    assert.deepEqual(well, [0, 1]);
    const log = await readFile(join(home, 'api-balance.log'), 'utf8');
    assert.match(log, /^\d{4}-\S+Z kimi USD available=49\.58 .*state=ok\n$/);
    sandbox.account('moonshot', key).set({ unit: 'USD', paid: '4.58', granted: '0.00' });
    assert.deepEqual(await asked(command.join(' ')), [2, 2]);
    assert.match(team.shown().at(-1)?.text ?? '', /Kimi/);
  });
  /** In a process of its own: this one answers for the provider and the channel. */
  async function asked(command: string, more: Readonly<Record<string, string>> = {}): Promise<readonly [code: number | null, shown: number]> {
    await writeFile(join(folder, 'line'), command);
    const environment = { HOME: home, LOGNAME: 'me', SHELL: '/bin/sh', PATH: '/usr/bin:/bin', ...more };
    const { code, stderr } = await runScript(join(folder, 'line'), environment, home);
    assert.equal(stderr, '');
    return [code, team.shown().length];
  }

  it('GitHub Actions: GitHub’s own reader finds nothing wrong, and the step does it', async () => {
    const workflow = recipe('actions');
    assert.deepEqual(await workflowMistakes(workflow), []);
    assert.notDeepEqual(await workflowMistakes(workflow.replace('runs-on', 'run-on')), []);
    assert.notDeepEqual(await workflowMistakes(workflow.replace('secrets.KIMI_KEY', 'secret.KIMI_KEY')), []);
    await writeFile(join(home, 'api-balance.json'), JSON.stringify(config()));
    await script(join(home, '.local', 'bin', 'npx'), '#!/bin/sh\nshift 2\nexec api-balance "$@"\n');
    const [, command = ''] = /run: (npx .*)/.exec(workflow) ?? [];
    const PATH = `${join(home, '.local', 'bin')}:/usr/bin:/bin`;
    assert.deepEqual(await asked(command, { PATH, KIMI_KEY: key, TEAM_WEBHOOK: hook() }), [0, 1]);
  });

  for (const unit of ['api-balance.service', 'api-balance-once.service', 'api-balance-once.timer']) {
    it(`systemd: ${unit} says nothing that systemd does not understand, and leaves the service few rights`, async () => {
      const verify = async (text: string): Promise<string> => {
        const root = join(folder, 'root');
        await rm(root, { recursive: true, force: true });
        // The units of the system stand beside it, and what it starts is there.
        await cp('/lib/systemd/system', join(root, 'lib', 'systemd', 'system'), { recursive: true, verbatimSymlinks: true });
        for (const path of ['usr/bin', 'bin', 'etc/systemd/system']) await mkdir(join(root, path), { recursive: true });
        for (const path of ['usr/bin/api-balance', 'bin/kill']) await script(join(root, path), '#!/bin/sh\n');
        for (const other of recipeNames.filter((name) => /\.(service|timer)$/.test(name)))
          await writeFile(join(root, 'etc/systemd/system', other), other === unit ? text : recipe(other));
        const verified = analyze('verify', `--root=${root}`, unit);
        if (!unit.endsWith('.service')) return verified.stderr;
        const exposure = /exposure level for \S+: ([\d.]+)/.exec(analyze('security', '--offline=true', `--root=${root}`, unit).stdout);
        assert.ok(Number(exposure?.[1]) < 4, `exposure ${exposure?.[1] ?? ''}`);
        return verified.stderr;
      };
      assert.equal(await verify(recipe(unit)), '');
      assert.match(await verify(recipe(unit).replace('Description=', 'Descripton=')), /Unknown key/);
    });
  }
  function analyze(...args: readonly string[]): CliRun {
    const { status: code, stdout, stderr } = spawnSync(debianProgram('systemd-analyze', 'systemd'), args, { encoding: 'utf8' });
    return { code, stdout, stderr };
  }

  it('container: nothing that a linter finds, no root, and the version that is current', () => {
    assert.deepEqual(validate(recipe('container')), []);
    assert.notDeepEqual(validate(recipe('container').replace('USER', 'USR')), []);
    assert.match(recipe('container'), /^USER node$/m);
    const [, version = ''] = /"version": "(.+)"/.exec(readText('package.json')) ?? [];
    for (const name of ['container', 'actions']) assert.ok(recipe(name).includes(`api-balance@${version}`), name);
  });

  it('Prometheus: its own tool takes the configuration', async () => {
    const file = join(folder, 'prometheus.yml');
    await writeFile(file, recipe('prometheus'));
    const { code, said } = promtool(['check', 'config', file]);
    assert.equal(code, 0, said);
  });

  it('row by REST: the amount of the row, with all its digits, and the key in its header alone', async () => {
    const server = await startAnswers({
      'GET /rest/v1/ai_balance': { json: [{ balance: '12.345678', currency: 'USD', updated_at: '2026-11-20T10:00:00+00:00' }] },
    });
    await writeFile(join(folder, 'key'), key);
    const atServer = recipe('row-rest').replace('https://yourprojectref.supabase.co', server.origin);
    const entry = atServer.replace('/etc/api-balance/supabase-key', join(folder, 'key'));
    const file = join(folder, 'rest.json');
    await writeFile(file, `{ "accounts": [${entry}] }`);
    const { stdout } = await runCommand(['check', '--config', file, '--json']);
    await server.stop();
    assert.match(stdout, /"unit": "USD",\s+"available": "12\.345678"/);
    assert.deepEqual(
      server.asked.map(({ route, headers }) => [route, headers['apikey'], headers.authorization]),
      [['GET /rest/v1/ai_balance?select=balance::text,currency,updated_at&vendor=eq.claude&limit=1', key, undefined]],
    );
  });

  it('moving over: says, adds, and shows it', async () => {
    await writeFile(join(home, 'api-balance.json'), JSON.stringify(config()));
    await writeFile(join(home, 'balances.log'), '2026-10-20 10:00:00 kimi $49.58\n2026-10-21 10:00:00 kimi $48.00\n');
    const [see = '', add = '', show = ''] = recipe('import').trim().split('\n');
    const [seen, added, shown] = [see, add, show].map((line) => bare(`PATH="$HOME/.local/bin:$PATH"; ${line}`));
    assert.match(seen?.stdout ?? '', /^kimi USD: would be added 2,/, seen?.stderr);
    assert.match(added?.stdout ?? '', /^kimi USD: added 2, there already 0;/);
    assert.equal(shown?.code, 0, shown?.stderr);
  });

  it('are all run', () => {
    const here = ['config', 'row-rest', 'discord', 'cron', 'container', 'actions', 'prometheus', 'import'];
    const units = ['api-balance.service', 'api-balance-once.service', 'api-balance-once.timer'];
    // That of the role is run against PostgreSQL itself.
    assert.deepEqual([...recipeNames].sort(), [...here, ...units, 'row-role'].sort());
  });
});
