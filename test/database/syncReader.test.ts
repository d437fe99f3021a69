import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { runCli, type CliRun } from '../support/runCli';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhookReceiver';
import { grantRights, makeRoles, reader, schemaOwner, writer } from './grants';
import { Machines } from './sharedHistory';
import { startPostgres, type PostgresServer } from './startPostgres';

const key = 'sk-sandbox-shared-command-line';

describe('command line: a machine that may only read a shared history', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let sandbox: Sandbox;
  let receiver: WebhookReceiver;
  let folder = '';
  const environment = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
    WORK_KEY: key,
    TEAM_HOOK: receiver.url,
    SHARED_HISTORY: server.connection(...reader),
    ...more,
  });
  /** The same for all, but for the folder. */
  const configOf = async (machine: string, more: object = {}): Promise<string> => {
    const file = join(folder, `${machine}.json`);
    const config = {
      accounts: [{ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: sandbox.origin, key: 'env:WORK_KEY' }],
      lowBalance: { CNY: 10 },
      channels: [{ id: 'team', kind: 'json', url: 'env:TEAM_HOOK' }],
      history: { folder: join(folder, machine), postgres: 'env:SHARED_HISTORY', ...more },
      schedule: { every: '1h' },
    };
    await writeFile(file, JSON.stringify(config));
    return file;
  };
  const once = async (machine: string, [user, password]: readonly [string, string]): Promise<CliRun> =>
    runCli(['watch', '--once', '--config', await configOf(machine)], environment({ SHARED_HISTORY: server.connection(user, password) }));
  before(async () => {
    server = await startPostgres();
    await makeRoles(server);
    const machines = new Machines();
    await machines.of(server.connection(...schemaOwner)).open();
    machines.close();
    await grantRights(server);
  });
  after(() => server.stop());
  beforeEach(async () => {
    await server.run('TRUNCATE api_balance.checks, api_balance.leases, api_balance.messages');
    [sandbox, receiver, folder] = await Promise.all([
      startSandbox(),
      startWebhookReceiver('hook-MARKED-5512'),
      mkdtemp(join(tmpdir(), 'api-balance-shared-')),
    ]);
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '200.00', granted: '0.00' });
  });
  afterEach(async () => {
    await Promise.all([sandbox.stop(), receiver.stop(), rm(folder, { recursive: true })]);
  });

  it('asks and posts nothing that others ask and post, says once how it stands, and is well', async () => {
    await once('one', writer);
    for (const asked of [1, 1]) {
      const { code, stdout, stderr } = await once('reader', reader);
      assert.deepEqual([code, sandbox.requests.length, receiver.bodies.length], [0, asked, 1]);
      assert.match(stdout, /work.*available=200\.00/);
      assert.match(stderr, /^The shared history may only be read by this user.*\n$/);
    }
  });
  it('asks where nobody else does, until somebody does', async () => {
    assert.deepEqual([(await once('reader', reader)).code, sandbox.requests.length], [0, 1]);
    await once('reader', reader);
    await once('one', writer);
    assert.equal(sandbox.requests.length, 3);
    const { code, stdout } = await once('reader', reader);
    assert.deepEqual([code, sandbox.requests.length], [0, 3]);
    assert.match(stdout, /work.*available=200\.00/);
  });
});
