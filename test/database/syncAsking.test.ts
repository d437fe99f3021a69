import assert from 'node:assert/strict';
import { accountOf } from '../support/accounts';
import { settled } from '../support/heldFetch';
import { grantRights, makeRoles, reader, schemaOwner } from './grants';
import type { PostgresServer } from './startPostgres';
import { told } from './syncMachine';
import { accountsNamed, minute, type SyncWorld } from './syncWorld';
import { syncWorlds } from './syncWorlds';
import type { SharedStore } from '../../src/core/shared/sharedStore';
import type { Outcome } from '../../src/core/model/outcome';

describe('machines of which one asks for all', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let world: SyncWorld;
  const work = accountOf();
  syncWorlds((made, on) => {
    [world, server] = [made, on];
  });
  const askers = (): readonly string[] => world.asked.map(({ by }) => by);

  it('take over what one was just told, and ask where it is as old as a check would be', async () => {
    const [one, two] = [world.machine('one'), world.machine('two')];
    await one.tick();
    await one.round();
    await world.pass(minute);
    await two.tick();
    assert.deepEqual([askers(), two.shown(work)], [['one'], 20]);
    await world.pass(70 * minute);
    await two.tick();
    await one.tick();
    assert.deepEqual(askers(), ['one', 'two']);
    assert.deepEqual([one.faults, two.faults], [[], []]);
  });

  it('ask for a person at once, but for one who looks at what was asked this moment', async () => {
    const [one, two] = [world.machine('one'), world.machine('two')];
    await one.check();
    await one.sync.round();
    await two.check();
    await world.pass(minute);
    await two.check();
    assert.deepEqual(askers(), ['one', 'two']);
  });

  it('tell a crossing once, whoever asks next', async () => {
    const [one, two] = [world.machine('one'), world.machine('two')];
    await one.tick();
    await one.round();
    for (const [machine, amount] of [
      [two, '3'],
      [one, '3'],
      [two, '2.5'],
    ] as const) {
      world.amount = amount;
      await world.pass(70 * minute);
      await machine.tick();
      await machine.round();
    }
    assert.deepEqual(
      [...one.alerts, ...two.alerts].map(({ rule }) => rule),
      ['low'],
    );
    assert.deepEqual(askers(), ['one', 'two', 'one', 'two']);
  });

  it('do not count what one’s own key or network met', async () => {
    const refused: Outcome = { ok: false, error: { kind: 'unauthorized', host: 'api.deepseek.com', status: 401 } };
    const [one, two] = [world.machine('one', [work], { ask: async () => refused }), world.machine('two')];
    await one.tick();
    await one.round();
    await world.pass(minute);
    await two.tick();
    await two.round();
    await one.round();
    assert.deepEqual([askers(), two.shown(work), one.shown(work)], [['two'], 20, 20]);
    assert.deepEqual(
      two.history.intervals(work.id, 0, Infinity).map(({ outcome }) => outcome),
      ['answered'],
    );
  });

  it('leave it to the one that asked last while the database is away, for three intervals', async () => {
    const [one, two] = [world.machine('one'), world.machine('two')];
    await one.tick();
    await one.round();
    await world.pass(minute);
    await two.round();
    await server.kill();
    for (let hours = 0; hours < 2; hours += 1) {
      world.clock.now += 70 * minute;
      await one.tick();
      await two.tick();
    }
    assert.deepEqual(askers(), ['one', 'one', 'one']);
    world.clock.now += 70 * minute;
    await two.tick();
    await one.tick();
    assert.deepEqual(askers(), ['one', 'one', 'one', 'two', 'one']);
    await server.start();
    await world.shiftDatabase(210 * minute);
    world.clock.now += 5 * minute;
    for (const machine of [one, two, one]) await machine.round();
    await one.tick();
    await two.tick();
    assert.equal(askers().length, 5, 'both know what the other one was told');
    // How many readings each keeps of an amount that stays depends on whose came first, and on midnights between.
    assert.deepEqual([one.shown(work), two.shown(work)], [20, 20]);
  });

  it('post a summary once for each channel and period, and while the database is away the one that did last', async () => {
    const machines = [world.machine('one'), world.machine('two'), world.machine('three')];
    const posts = async (channel: string, period: string): Promise<readonly string[]> => {
      const takes = await Promise.all(machines.map(async ({ name, sync }) => ((await sync.takesSummary(channel, period)) ? [name] : [])));
      return takes.flat();
    };
    for (const machine of machines) await machine.round();
    const first = await posts('team', 'hour 1');
    assert.equal(first.length, 1);
    assert.deepEqual(await posts('team', 'hour 1'), first, 'as often as it is told to');
    assert.equal((await posts('night', 'hour 1')).length, 1);
    const [last = ''] = await posts('team', 'hour 2');
    await server.kill();
    assert.deepEqual(await posts('team', 'hour 3'), [last]);
    assert.deepEqual(await posts('unknown', 'hour 3'), ['one', 'two', 'three']);
    await server.start();
  });

  it('ask where nobody knows who asked last', async () => {
    await server.kill();
    const one = world.machine('one');
    await one.tick();
    assert.deepEqual(askers(), ['one']);
    await server.start();
  });

  it('leave an account to another when the one that asks has died, once its lease is over', async () => {
    const dead = world.machine('dead', [work], { ask: () => new Promise(() => {}) });
    const two = world.machine('two');
    void dead.tick();
    const [held] = [await until(async () => (await server.rows('SELECT 1 FROM api_balance.leases').catch(() => [])).length > 0)];
    assert.ok(held);
    await two.tick();
    assert.deepEqual(askers(), []);
    await world.pass(2 * minute + 1000);
    await two.tick();
    assert.deepEqual(askers(), ['two']);
  });

  it('with a role that may only read, show what others were told', async () => {
    await server.run('DROP ROLE IF EXISTS api_balance_owner, api_balance_writer, api_balance_reader');
    await makeRoles(server);
    const first = world.machine('one', [work], { connection: server.connection(...schemaOwner) });
    await first.tick();
    await first.round();
    await grantRights(server);
    await server.run('GRANT SELECT ON ALL TABLES IN SCHEMA api_balance TO api_balance_reader');
    const two = world.machine('two', [work], { connection: server.connection(...reader) });
    await two.round();
    await world.pass(70 * minute);
    await two.tick();
    assert.deepEqual([askers(), two.shown(work), two.amounts(work), told(two)], [['one'], 20, [20], ['reads']]);
    const fresh = world.machine('fresh', [work], { connection: server.connection(...reader) });
    const takes = await Promise.all([two, fresh, first].map(({ sync }) => sync.takesSummary('team', 'hour 1')));
    assert.deepEqual(takes, [false, false, true], 'one that was not opened yet opens it first');
    await server.run('DROP SCHEMA api_balance CASCADE; DROP OWNED BY api_balance_writer, api_balance_reader, api_balance_owner');
  });

  it('leave a newer database alone, and say so once', async () => {
    const one = world.machine('one');
    await one.round();
    await server.run('INSERT INTO api_balance.schema_version (version) VALUES (1000)');
    const two = world.machine('two');
    for (let turn = 0; turn < 3; turn += 1) {
      await two.tick();
      await two.round();
      world.clock.now += 70 * minute;
    }
    assert.deepEqual([told(two), askers().length], [['newer'], 3]);
  });

  it('wait for a slow database no longer than they say, neither with a check nor when they end', async () => {
    const calls: string[] = [];
    const slowly = (store: SharedStore): SharedStore => ({
      ...store,
      claim: (_of, _forMs, signal) => (calls.push('claim'), never(signal)),
      handOn: (_entries, signal) => (calls.push('handOn'), never(signal)),
    });
    const pauses: number[] = [];
    const accounts = accountsNamed(...Array.from({ length: 20 }, (_, n) => `account ${n}`));
    const one = world.machine('one', accounts, { through: slowly, pause: async (ms) => (pauses.push(ms), settled()) });
    await one.round();
    await one.tick();
    assert.deepEqual([askers().length, calls, told(one)], [20, ['claim', 'claim'], ['open']], 'it is away for all that wait');
    assert.deepEqual([...new Set(pauses)], [4_000]);
    world.clock.now += 5 * minute;
    await one.close(500);
    assert.ok(pauses.includes(500));
  });
});

/** Looks again and again, as the thing has no event. */
async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  while (!(await isSo()));
  return true;
}

function never<T>(signal: AbortSignal | undefined): Promise<T> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('called off')), { once: true });
  });
}
