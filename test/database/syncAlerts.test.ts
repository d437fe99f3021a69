import assert from 'node:assert/strict';
import { until } from '../support/until';
import { startPostgres, type PostgresServer } from './startPostgres';
import type { SyncMachine, SyncMachineOf } from './syncMachine';
import { minute, SyncWorld } from './syncWorld';

describe('what machines that share a history tell their teams', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let world: SyncWorld;
  before(async () => void (server = await startPostgres()));
  beforeEach(async () => {
    world = new SyncWorld(server);
    await server.run('DROP SCHEMA IF EXISTS api_balance CASCADE');
  });
  afterEach(() => world.end());
  after(() => server.stop());
  const machine = (name: string, more: Partial<SyncMachineOf>): SyncMachine => world.machine(name, undefined, more);
  /** All know the account, so that what comes next may be a crossing. */
  const begin = async (asker: SyncMachine, ...others: readonly SyncMachine[]): Promise<void> => {
    await asker.check();
    for (const one of [asker, ...others]) await one.round();
  };
  const asksAt = async (asker: SyncMachine, amount: string): Promise<void> => {
    world.amount = amount;
    await world.pass(70 * minute);
    await asker.check();
    await asker.round();
  };
  /** What others have heard goes out beside the round; the end of a machine waits for it. */
  const hear = async (...machines: readonly SyncMachine[]): Promise<void> => {
    for (const one of machines) {
      await one.round();
      await one.sync.close(10_000);
    }
  };
  it('is posted once by one of those that have the channel, where the one that asked has none', async () => {
    const [editor, one, two] = [machine('editor', {}), machine('one', { channels: ['team'] }), machine('two', { channels: ['team'] })];
    await begin(editor, one, two);
    await asksAt(editor, '3');
    await Promise.all([one.round(), two.round()]);
    await Promise.all([one, two].map(({ sync }) => sync.close(10_000)));
    assert.deepEqual([editor.posted, [...one.posted, ...two.posted]], [[], ['team: low']]);
  });

  it('is left to the one that asked, for the channels that it has', async () => {
    const [one, two] = [machine('one', { channels: ['team'] }), machine('two', { channels: ['team', 'ops'] })];
    await begin(one, two);
    await asksAt(one, '3');
    await one.sync.close(10_000);
    await hear(two);
    assert.deepEqual([one.posted, two.posted], [['team: low'], ['ops: low']]);
  });

  it('is told by each by its own thresholds', async () => {
    const [one, two] = [machine('one', { channels: ['team'] }), machine('two', { channels: ['team'], threshold: '10' })];
    await begin(one, two);
    await asksAt(one, '8');
    await two.round();
    await until(() => two.posted.length > 0);
    await asksAt(one, '3');
    await one.sync.close(10_000);
    await hear(two);
    assert.deepEqual([one.posted, two.posted], [['team: low'], ['team: low']]);
  });

  it('was told by the one that asked while the database was away, and by nobody after it', async () => {
    const [one, two] = [machine('one', { channels: ['team'] }), machine('two', { channels: ['team'] })];
    await begin(one, two);
    await server.kill();
    world.amount = '3';
    world.clock.now += 70 * minute;
    await one.check();
    assert.deepEqual(one.posted, ['team: low']);
    await server.start();
    await world.pass(6 * minute);
    await one.round();
    await hear(two);
    assert.deepEqual([two.posted, two.faults], [[], []]);
  });
});
