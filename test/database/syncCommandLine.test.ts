import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { DatabaseSync } from 'node:sqlite';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { runCli, type CliRun } from '../support/runCli';
import { runningWatch, type RunningWatch } from '../support/runningWatch';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhookReceiver';
import { sharedConfig, sharedKey } from './sharedConfig';
import { owner, ownerPassword, startPostgres, type PostgresServer } from './startPostgres';

describe('command line: a history that machines share', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let sandbox: Sandbox;
  let receiver: WebhookReceiver;
  let folder = '';
  const environment = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
    WORK_KEY: sharedKey,
    TEAM_HOOK: receiver.url,
    SHARED_HISTORY: server.connection(owner, ownerPassword),
    ...more,
  });
  const configOf = (machine: string, more: object = {}): Promise<string> => sharedConfig({ folder, machine, origin: sandbox.origin, more });
  const once = async (machine: string): Promise<CliRun> => runCli(['watch', '--once', '--config', await configOf(machine)], environment());
  const checks = async (): Promise<unknown> => (await server.rows('SELECT count(*)::int AS n FROM api_balance.checks'))[0]?.['n'];
  before(async () => void (server = await startPostgres()));
  after(() => server.stop());
  beforeEach(async () => {
    await server.run('DROP SCHEMA IF EXISTS api_balance CASCADE');
    [sandbox, receiver, folder] = await Promise.all([
      startSandbox(),
      startWebhookReceiver('hook-MARKED-5512'),
      mkdtemp(join(tmpdir(), 'api-balance-shared-')),
    ]);
    sandbox.account('deepseek', sharedKey).set({ unit: 'CNY', paid: '20.00', granted: '0.00' });
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), receiver.stop(), rm(folder, { recursive: true })]);
  });

  it('watch --once on several machines: one asks, all show it, and the team has one message', async () => {
    const first = await once('one');
    const second = await once('two');
    assert.deepEqual(
      [first.code, first.stderr, second.code, second.stderr],
      [0, '', 0, 'Another machine posted the summary of this interval to channel team, so this one posts none.\n'],
    );
    assert.equal(sandbox.requests.length, 1);
    assert.match(second.stdout, /work.*available=20\.00/);
    assert.equal(receiver.bodies.length, 1);
    assert.equal(await checks(), 1);
    const { stdout } = await runCli(['history', join(folder, 'two', 'history.sqlite'), '--csv']);
    assert.match(stdout, /work.*20/, 'what another machine was told is in the history of this one');
    await once('one');
    assert.equal(receiver.bodies.length, 2, 'the one that posts does so as often as it is told to');
  });

  it('watch --once of a machine without the key: shows what another one was told, and says that it could not ask', async () => {
    const first = await once('one');
    const second = await runCli(['watch', '--once', '--config', await configOf('two')], environment({ WORK_KEY: '' }));
    assert.deepEqual([first.code, first.stderr, second.code, sandbox.requests.length], [0, '', 0, 1]);
    assert.match(second.stdout, /work.*available=20\.00/);
    assert.match(
      second.stderr,
      /^work: WORK_KEY holds no usable DeepSeek key, so the balance cannot be asked for\..* What is shown of it is what another machine was told\.$/m,
    );
  });

  it('while the database is away: said, checked, kept, and handed on by the next run', async () => {
    await server.kill();
    const away = await once('one');
    assert.equal(away.code, 1);
    assert.match(away.stderr, /^The database of the shared history cannot be reached.* The checks go on\..*\n$/);
    assert.match(away.stdout, /available=20\.00/);
    assert.equal(receiver.bodies.length, 1);
    await server.start();
    const back = await once('one');
    assert.deepEqual([back.code, back.stderr], [0, '']);
    assert.equal(await checks(), 2);
  });

  it('watch: hands on what it is told while it goes on, says what comes and goes, and ends at once', async () => {
    const watch: RunningWatch = runningWatch(['--config', await configOf('one')], environment());
    await watch.says(/available=20\.00/);
    while ((await checks().catch(() => 0)) !== 1);
    const other: RunningWatch = runningWatch(['--config', await configOf('two')], environment());
    while (Number((await server.rows('SELECT count(*)::int AS n FROM api_balance.machines'))[0]?.['n']) < 2);
    for (const one of [watch, other]) one.kill('SIGTERM');
    const ends = await Promise.all([watch.ended, other.ended]);
    assert.deepEqual(
      ends.map(({ code, stderr }) => [code, stderr]),
      [
        [0, ''],
        [0, ''],
      ],
    );
    assert.equal(sandbox.requests.length, 1);
  });

  it('what a run that was killed had committed and not handed on is handed on by the next one', async () => {
    await once('one');
    // As if the run had died before it put its answer into the outbox.
    const outbox = new DatabaseSync(join(folder, 'one', 'outbox.sqlite'));
    outbox.exec('DELETE FROM entry; UPDATE asker SET asked_at = asked_at - 7200000');
    outbox.close();
    await server.run('DELETE FROM api_balance.readings; DELETE FROM api_balance.checks');
    const { stderr } = await once('one');
    assert.deepEqual([stderr, await checks()], ['', 2]);
  });

  it('config open: makes the tables, says how it stands, and asks and posts nothing', async () => {
    const open = async (more: Readonly<Record<string, string>>): Promise<CliRun> =>
      runCli(['config', 'open', await configOf('one')], environment(more));
    const made = await open({});
    assert.deepEqual([made.code, made.stderr], [0, '']);
    assert.match(made.stdout, /^The shared history is there, and may be written to by this user: .*No provider was asked\.\n$/);
    assert.ok(!made.stdout.includes(ownerPassword));
    assert.equal(await checks(), 0);
    const refused = await open({ SHARED_HISTORY: server.connection(owner, 'wrong') });
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^The database of the shared history refuses this user or password/);
    assert.deepEqual([sandbox.requests.length, receiver.bodies.length], [0, 0]);
  });

  it('config check: says where, and sends nothing', async () => {
    const certificate = join(folder, 'ca.pem');
    await writeFile(certificate, rootCertificates[0] ?? '');
    const { code, stdout, stderr } = await runCli(
      ['config', 'check', await configOf('one', { certificateFile: certificate })],
      environment(),
    );
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, new RegExp(`It would be shared through PostgreSQL at ${server.place}, database postgres`));
    assert.match(stdout, /connection from the variable SHARED_HISTORY/);
    assert.ok(stdout.includes(certificate));
    assert.ok(!stdout.includes(ownerPassword) && !stdout.includes(`${owner}:`));
    assert.deepEqual(await server.rows("SELECT 1 FROM pg_namespace WHERE nspname = 'api_balance'"), []);
  });

  it('a variable without a connection, and a connection that is none: said, the checks go on, and the exit code tells', async () => {
    for (const [connection, text] of [
      ['', /The shared history: the variable SHARED_HISTORY holds no connection string\./],
      ['mysql://user:pass-MARKED@db.example.com/x', /The shared history, the variable SHARED_HISTORY: A connection string looks like/],
    ] as const) {
      const file = await configOf('one');
      const run = await runCli(['watch', '--once', '--config', file], environment({ SHARED_HISTORY: connection }));
      assert.equal(run.code, 1);
      assert.match(run.stderr, text);
      assert.match(run.stdout, /available=20\.00/);
      assert.doesNotMatch(`${run.stdout}${run.stderr}`, /MARKED/);
      const looked = await runCli(['config', 'check', file], environment({ SHARED_HISTORY: connection }));
      assert.equal(looked.code, 1);
      assert.match(looked.stdout, text);
    }
  });
});
