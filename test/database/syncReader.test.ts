import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { runCli, type CliRun } from '../support/runCli';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhookReceiver';
import { grantRights, makeRoles, reader, schemaOwner, writer } from './grants';
import { Machines } from './sharedHistory';
import { sharedConfig, sharedKey } from './sharedConfig';
import { startPostgres, type PostgresServer } from './startPostgres';

describe('command line: a machine that may only read a shared history', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let sandbox: Sandbox;
  let receiver: WebhookReceiver;
  let folder = '';
  const environment = (more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => ({
    WORK_KEY: sharedKey,
    TEAM_HOOK: receiver.url,
    SHARED_HISTORY: server.connection(...reader),
    ...more,
  });
  const configOf = (machine: string): Promise<string> => sharedConfig({ folder, machine, origin: sandbox.origin });
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
    sandbox.account('deepseek', sharedKey).set({ unit: 'CNY', paid: '200.00', granted: '0.00' });
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
