import assert from 'node:assert/strict';
import { Client } from 'pg';
import type { SharedStore } from '../../src/core/shared/sharedStore';
import { grantRights, makeRoles, schemaOwner, writer } from './grants';
import { entryAt, everything, Machines, valueOf } from './sharedHistory';
import { owner, ownerPassword, startPostgres, type PostgresServer } from './startPostgres';

const now = Date.now();
const month = new Date(now).toISOString().slice(0, 7).replace('-', '_');

describe('the months of a shared history', function () {
  this.timeout(60_000);
  const machines = new Machines();
  let server: PostgresServer;
  let reader: SharedStore;
  before(async () => {
    server = await startPostgres();
    await makeRoles(server);
    reader = machines.of(server.connection(...schemaOwner), 'reader');
    assert.ok((await valueOf(reader.open())).canWrite);
    await grantRights(server);
  });
  after(async () => {
    machines.close();
    await server.stop();
  });

  const countIn = async (table: string): Promise<unknown> =>
    (await server.rows(`SELECT count(*)::int AS n FROM api_balance.${table}`))[0]?.['n'];
  const tables = async (): Promise<readonly unknown[]> =>
    (
      await server.rows(`SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE inhparent IN ('api_balance.checks'::regclass, 'api_balance.readings'::regclass) ORDER BY 1`)
    ).map(({ relname }) => relname);

  it('wait in one table for whoever may make them, and then move, which no reader notices', async () => {
    await server.run('REVOKE EXECUTE ON FUNCTION api_balance.make_month FROM api_balance_writer');
    const poor = machines.of(server.connection(...writer), 'poor');
    assert.ok((await valueOf(poor.open())).canWrite);
    await valueOf(poor.handOn([entryAt(now - 2), entryAt(now - 1), entryAt(now, 'other')]));
    assert.deepEqual(await tables(), ['checks_default', 'readings_default']);
    assert.deepEqual([await countIn('checks_default'), await countIn('readings_default')], [3, 3]);
    const before = await everything(reader, null, 2);

    await grantRights(server);
    const able = machines.of(server.connection(...writer), 'able');
    await valueOf(able.open());
    await valueOf(able.handOn([entryAt(now + 1)]));
    assert.deepEqual(await tables(), [`checks_${month}`, 'checks_default', `readings_${month}`, 'readings_default']);
    assert.deepEqual([await countIn('checks_default'), await countIn('readings_default')], [0, 0]);
    assert.deepEqual([await countIn(`checks_${month}`), await countIn(`readings_${month}`)], [4, 4]);
    assert.deepEqual((await everything(reader, before.cursor)).ats, [now + 1]);
    assert.deepEqual((await everything(reader)).ats, [now - 2, now - 1, now, now + 1]);
    assert.equal((await valueOf(poor.handOn([entryAt(now - 2)]))).added, 0);
  });

  it('are made by machines of equal rights at once, each month once', async () => {
    const stores = await Promise.all(
      Array.from({ length: 6 }, async (_, n) => {
        const store = machines.of(server.connection(...writer), `machine ${n}`);
        await valueOf(store.open());
        return store;
      }),
    );
    const old = [13, 14, 15].map((back) => Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() - back, 10));
    const added = await Promise.all(stores.map((store) => valueOf(store.handOn(old.map((at) => entryAt(at))))));
    assert.deepEqual(
      added.map((one) => one.added),
      stores.map(() => 3),
    );
    assert.equal(await countIn('checks_default'), 0);
    assert.equal((await tables()).length, 10);
  });

  it('take what comes in while they are made, before and after', async () => {
    const at = Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth() - 20, 10);
    const [maker, other] = [1, 2].map(() => new Client({ connectionString: server.connection(owner, ownerPassword), ssl: false }));
    assert.ok(maker && other);
    await server.run('REVOKE EXECUTE ON FUNCTION api_balance.make_month FROM api_balance_writer');
    try {
      await maker.connect();
      await other.connect();
      const poor = machines.of(server.connection(...writer), 'before');
      await valueOf(poor.open());
      await other.query('BEGIN');
      await other.query(`INSERT INTO api_balance.checks (account_ref, at, machine_ref, epoch, outcome)
        SELECT 1, to_timestamp(${at / 1000}), ref, 0, 'answered' FROM api_balance.machines WHERE name = 'before'`);
      await maker.query('BEGIN');
      const made = maker.query(`SELECT api_balance.make_month(to_timestamp(${at / 1000}))`);
      while ((await server.rows("SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted")).length === 0);
      await other.query('COMMIT');
      await made;
      const late = valueOf(poor.handOn([entryAt(at + 1, 'late')]));
      while ((await server.rows("SELECT FROM pg_locks WHERE mode = 'RowExclusiveLock' AND NOT granted")).length === 0);
      await maker.query('COMMIT');
      assert.equal((await late).added, 1);
    } finally {
      await maker.end();
      await other.end();
      await grantRights(server);
    }
    assert.equal(await countIn('checks_default'), 0);
    assert.equal((await tables()).length, 12);
  });

  it('of a clock that is years ahead are made by nobody', async () => {
    const store = machines.of(server.connection(...writer), 'ahead');
    await valueOf(store.open());
    await valueOf(store.handOn([entryAt(Date.UTC(2399, 3)), entryAt(Date.UTC(1971, 0))]));
    assert.equal(await countIn('checks_default'), 2);
    assert.equal((await tables()).length, 12);
  });
});
