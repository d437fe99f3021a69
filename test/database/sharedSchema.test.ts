import assert from 'node:assert/strict';
import { migrations } from '../../src/node/postgres/migrations/migrations';
import { grantRights, makeRoles, reader, schemaOwner, writer } from './grants';
import { entryAt, everything, faultOf, Machines, sampleTime, valueOf } from './sharedHistory';
import { owner, ownerPassword, startPostgres, type PostgresServer } from './startPostgres';

const steps = [...migrations, (schema: string) => `ALTER TABLE ${schema}.machines ADD COLUMN note text`];

const writeAgain = 'BEGIN READ WRITE; ALTER DATABASE postgres RESET default_transaction_read_only; COMMIT';

describe('the schema of a shared history', function () {
  this.timeout(60_000);
  const machines = new Machines();
  let server: PostgresServer;
  before(async () => {
    server = await startPostgres();
    await makeRoles(server);
  });
  beforeEach(async () => {
    await server.run('DROP SCHEMA IF EXISTS api_balance CASCADE; CREATE SCHEMA api_balance AUTHORIZATION api_balance_owner');
  });
  afterEach(() => machines.close());
  after(() => server.stop());

  const version = async (): Promise<unknown> =>
    (await server.rows('SELECT max(version) AS v, count(*)::int AS n FROM api_balance.schema_version'))[0];
  const by = (role: readonly [string, string], name?: string) => machines.of(server.connection(...role), name);

  it('is made by the first that opens it, where there is none at all, too', async () => {
    await server.run('DROP SCHEMA api_balance');
    const store = await machines.opened(server);
    assert.deepEqual(await version(), { v: migrations.length, n: migrations.length });
    assert.deepEqual(await store.open(), { ok: true, value: { canWrite: true } }, 'and again');
  });

  it('is made once by six that open it at once, and brought up once', async () => {
    const opened = await Promise.all(Array.from({ length: 6 }, (_, n) => machines.opened(server, `machine ${n}`)));
    assert.equal(opened.length, 6);
    assert.deepEqual(await version(), { v: 1, n: 1 });
    await Promise.all(Array.from({ length: 6 }, (_, n) => machines.opened(server, `newer ${n}`, { steps })));
    assert.deepEqual(await version(), { v: 2, n: 2 });
  });

  it('may have another name', async () => {
    const store = await machines.opened(server, 'one', { schema: 'team_7' });
    await valueOf(store.handOn([entryAt(sampleTime)]));
    assert.deepEqual((await everything(await machines.opened(server, 'two', { schema: 'team_7' }))).ats, [sampleTime]);
    assert.throws(() => machines.of(server.connection(owner, ownerPassword), 'one', { schema: 'a"b' }), TypeError);
    await server.run('DROP SCHEMA team_7 CASCADE');
  });

  it('of a newer version is left alone, though it became newer while one ran', async () => {
    const running = await machines.opened(server, 'running');
    await machines.opened(server, 'newer', { steps });
    const late = machines.of(server.connection(owner, ownerPassword), 'late');
    assert.equal(await faultOf(late.open()), 'newer');
    assert.equal(await faultOf(late.handOn([entryAt(sampleTime)])), 'newer');
    await server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'api-balance'");
    assert.equal(await faultOf(running.handOn([entryAt(sampleTime)])), 'newer');
    assert.deepEqual(await server.rows('SELECT FROM api_balance.checks'), []);
  });

  it('of an older version is brought up by its owner alone, and until then told of', async () => {
    await valueOf(by(schemaOwner).open());
    await grantRights(server);
    const newer = machines.of(server.connection(...writer), 'newer', { steps });
    assert.equal(await faultOf(newer.open()), 'older');
    await valueOf(machines.of(server.connection(...schemaOwner), 'owner', { steps }).open());
    assert.deepEqual(await newer.open(), { ok: true, value: { canWrite: true } });
  });

  it('lets a role write that may make no table, with the rights that the document tells, and none less', async () => {
    await valueOf(by(schemaOwner).open());
    await grantRights(server);
    const store = by(writer, 'writer');
    assert.deepEqual(await store.open(), { ok: true, value: { canWrite: true } });
    await valueOf(store.handOn([entryAt(Date.now())]));
    const lease = await valueOf(store.claim({ account: entryAt(0).entry.account, place: 'p' }, 60_000));
    assert.ok(lease.kind === 'claimed');
    assert.ok(await valueOf(store.keep(lease.lease, { record: '{}', askedAt: 5 })));
    assert.ok(await valueOf(store.release(lease.lease)));
    await valueOf(store.putMessages([]));
    await valueOf(store.takeMessages(['c'], { forMs: 1, most: 1 }));
    await valueOf(store.seen());
    await assert.rejects(server.run('SET ROLE api_balance_writer; CREATE TABLE api_balance.more (a int)'), /permission denied/);
    for (const right of ['INSERT ON api_balance.checks', 'SELECT ON api_balance.readings', 'UPDATE ON api_balance.leases']) {
      await server.run(`REVOKE ${right} FROM api_balance_writer`);
      assert.deepEqual(await by(writer, 'poor').open(), { ok: true, value: { canWrite: false } }, right);
      await grantRights(server);
    }
  });

  it('is for dashboards to read, and for machines that may only read', async () => {
    await valueOf(by(schemaOwner).open());
    await grantRights(server);
    await valueOf((await machines.opened(server, 'one')).handOn([entryAt(sampleTime)]));
    await server.run('SET ROLE api_balance_reader; SELECT * FROM api_balance.balance_latest; SELECT * FROM api_balance.balance_history');
    await assert.rejects(server.run('SET ROLE api_balance_reader; DELETE FROM api_balance.checks'), /permission denied/);
    await assert.rejects(server.run('SET ROLE api_balance_reader; SELECT * FROM api_balance.messages'), /permission denied/);
    const store = by(reader, 'reader');
    assert.deepEqual(await store.open(), { ok: true, value: { canWrite: false } });
    assert.deepEqual((await everything(store)).ats, [sampleTime]);
    assert.equal(await faultOf(store.handOn([entryAt(1)])), 'noRights');
    assert.equal(await faultOf(store.seen()), 'noRights');
    await server.run('REVOKE SELECT ON api_balance.schema_version FROM api_balance_reader');
    assert.equal(await faultOf(by(reader).open()), 'noRights', 'what dashboards need is not enough for a machine');
  });

  it('that a role may not look into, make, or find is told of', async () => {
    assert.equal(await faultOf(by(writer).open()), 'noRights', 'not made yet, and not this role’s to make');
    await server.run('DROP SCHEMA api_balance');
    assert.equal(await faultOf(by(writer).open()), 'noRights');
    assert.equal(await faultOf(by([owner, 'wrong']).open()), 'refused');
    assert.equal(await faultOf(by(['nobody', 'wrong']).open()), 'refused');
    assert.equal(await faultOf(machines.of(`postgresql://${owner}:${ownerPassword}@${server.place}/elsewhere`).open()), 'noDatabase');
    assert.equal(await faultOf(by([owner, ownerPassword]).handOn([entryAt(1)])), 'older', 'nobody opened it');
  });

  it('that may only be read at present is read, and not made', async () => {
    await server.run('ALTER DATABASE postgres SET default_transaction_read_only = on');
    try {
      assert.equal(await faultOf(by([owner, ownerPassword]).open()), 'readOnly');
      await server.run(writeAgain);
      const store = await machines.opened(server, 'one');
      await valueOf(store.handOn([entryAt(sampleTime)]));
      await server.run('ALTER DATABASE postgres SET default_transaction_read_only = on');
      const late = by([owner, ownerPassword], 'late');
      assert.deepEqual(await late.open(), { ok: true, value: { canWrite: false } });
      assert.deepEqual((await everything(late)).ats, [sampleTime]);
      assert.equal(await faultOf(late.handOn([entryAt(2)])), 'readOnly');
      assert.equal(await faultOf(machines.of(server.connection(owner, ownerPassword), 'newer', { steps }).open()), 'older');
    } finally {
      await server.run(writeAgain);
    }
  });
});
