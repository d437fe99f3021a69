import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { accountOf } from '../support/accounts';
import type { PostgresServer } from './startPostgres';
import { told } from './syncMachine';
import { accountsNamed, minute, type SyncWorld } from './syncWorld';
import { syncWorlds } from './syncWorlds';

describe('machines that hand their history on', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let world: SyncWorld;
  const work = accountOf();
  const isInDatabase = async (): Promise<number> => {
    const [row] = await server.rows('SELECT count(*)::int AS n FROM api_balance.checks');
    return Number(row?.['n']);
  };
  syncWorlds((made, on) => {
    [world, server] = [made, on];
  });

  it('have what others were told, in their own history and as what is known now, and hand nothing on twice', async () => {
    const [one, two] = [world.machine('one'), world.machine('two')];
    for (const amount of ['20', '15', '11']) {
      world.amount = amount;
      await one.check();
      await one.round();
      await world.pass(60 * minute);
    }
    await two.round();
    assert.deepEqual([two.amounts(work), await isInDatabase()], [[20, 15, 11], 3]);
    assert.equal(two.shown(work), 11);
    assert.equal(two.sync.askerOf(work)?.by.name, 'one');
    await two.round();
    await one.round();
    assert.deepEqual([one.amounts(work), two.amounts(work), await isInDatabase()], [[20, 15, 11], [20, 15, 11], 3]);
    assert.deepEqual([told(one), told(two), one.faults, two.faults], [['open'], ['open'], [], []]);
  });

  it('keep each other out of accounts of the same name at another place, and read the past of one that is new here', async () => {
    const [here, there] = accountsNamed('work', 'other');
    const elsewhere = accountOf({ site: 'china' });
    assert.ok(here && there);
    const [one, two] = [world.machine('one', [elsewhere, there]), world.machine('two', [here])];
    await one.check();
    await one.round();
    await two.round();
    assert.deepEqual([two.amounts(here), two.amounts(there)], [[], []]);
    await two.close();
    const again = world.machine('two', [here, there]);
    await again.round();
    assert.deepEqual([again.amounts(here), again.amounts(there)], [[], [20]]);
  });

  it('go on while the database is away, and hand on what came meanwhile when it is back, also after a restart', async () => {
    const [one, two] = [world.machine('one'), world.machine('two')];
    await one.check();
    await Promise.all([one.round(), two.round()]);
    await server.kill();
    world.amount = '7';
    world.clock.now += 60 * minute;
    await one.check();
    await one.round();
    assert.deepEqual([one.amounts(work), one.outbox.count(), told(one)], [[20, 7], 1, ['open', 'unreachable']]);
    await one.round();
    await one.round();
    assert.deepEqual(told(one), ['open', 'unreachable'], 'said once');
    const id = one.outbox.machineId();
    await one.close();
    await server.start();
    await world.shiftDatabase(60 * minute);
    const again = world.machine('one');
    assert.equal(again.outbox.machineId(), id);
    await again.round();
    world.clock.now += minute;
    await two.round();
    assert.deepEqual([again.outbox.count(), await isInDatabase(), two.amounts(work)], [0, 2, [20, 7]]);
    assert.equal(two.shown(work), 7);
  });

  it('hand on what they can read, and keep for a newer version what it had put there, and say so', async () => {
    const one = world.machine('one');
    await one.check();
    const file = new DatabaseSync(world.outboxFile('one'));
    file.exec(`INSERT INTO entry (at, body) VALUES (1, '{"place":"p","entry":{"is":"newer"}}')`);
    await world.pass(60 * minute);
    await one.check();
    await one.round();
    await one.round();
    assert.deepEqual([await isInDatabase(), one.outbox.count(), one.leftOut], [2, 1, ['unread 1', 'unread 1']]);
    assert.equal(file.prepare('SELECT count(*) AS n FROM entry WHERE at = 1').get()?.['n'], 1);
    file.close();
  });

  it('find a database again that comes back, ever more seldom, and say so', async () => {
    const one = world.machine('one');
    await one.round();
    await server.kill();
    world.clock.now += minute;
    for (let turn = 0; turn < 5; turn += 1) {
      await one.round();
      world.clock.now += minute / 4;
    }
    await server.start();
    world.clock.now += 5 * minute;
    await one.round();
    assert.deepEqual(told(one), ['open', 'unreachable', 'open']);
  });

  it('hand the last day on again where the database has lost it', async () => {
    const [one, two] = [world.machine('one'), world.machine('two')];
    for (let turn = 0; turn < 4; turn += 1) {
      world.amount = String(20 - turn);
      await one.check();
      await one.round();
      await world.pass(10 * 60 * minute);
    }
    assert.equal(await isInDatabase(), 4);
    // As a backup of before the last three.
    await server.run(`DELETE FROM api_balance.checks WHERE at > (SELECT min(at) FROM api_balance.checks);
      DELETE FROM api_balance.readings WHERE checked_at > (SELECT min(checked_at) FROM api_balance.readings)`);
    await one.round();
    assert.equal(await isInDatabase(), 3, 'the first, and those of the last day');
    await two.round();
    assert.deepEqual(two.amounts(work), [20, 18, 17]);
    const before = await isInDatabase();
    await one.round();
    assert.equal(await isInDatabase(), before);
  });

  it('take in what a clock that is ahead wrote when its time has come, and begin no epoch for it', async () => {
    const ahead = { now: world.clock.now + 2 * minute };
    const [fast, one] = [world.machine('fast', [work], { clock: ahead }), world.machine('one')];
    await fast.check();
    await fast.round();
    await one.round();
    assert.deepEqual(one.amounts(work), []);
    assert.equal(one.shown(work), 20, 'what is known now is known at once');
    await world.pass(minute);
    world.amount = '19';
    await one.check();
    await one.round();
    await world.pass(3 * minute);
    await one.round();
    const epochs = one.history.readings({ account: work.id, unit: 'USD' }, 0, Infinity).map(({ epoch }) => epoch);
    assert.deepEqual(
      [one.amounts(work), epochs],
      [
        [19, 20],
        [0, 0],
      ],
    );
  });

  it('leave out what is older than they keep', async () => {
    const [one, two] = [world.machine('one'), world.machine('two', [work], { keepDays: 1 })];
    await one.check();
    await one.round();
    await world.pass(3 * 24 * 60 * minute);
    await two.round();
    assert.deepEqual(two.amounts(work), []);
  });

  it('send neither a key’s name, nor its mark, nor what a description says', async () => {
    const described = accountOf({ keyEnv: 'THE_VARIABLE', definition: { headers: { 'x-secret': 'what-a-header-says' } } });
    const one = world.machine('one', [described]);
    await one.check();
    await one.round();
    const rows = await server.rows(`SELECT a.place || coalesce(l.record, '') AS text FROM api_balance.accounts a
      LEFT JOIN api_balance.leases l ON l.account_ref = a.ref`);
    const text = rows.map((row) => row['text']).join('\n');
    assert.match(text, /deepseek/);
    assert.doesNotMatch(text, /THE_VARIABLE|x-secret|what-a-header-says/);
  });
});
