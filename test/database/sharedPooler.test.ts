import assert from 'node:assert/strict';
import { entryAt, everything, faultOf, Machines, sampleTime, shortLimits, valueOf } from './sharedHistory';
import { startPgbouncer, type Pooler } from './startPgbouncer';
import { owner, ownerPassword, startPostgres, type PostgresServer } from './startPostgres';

// https://www.pgbouncer.org/features.html: each transaction may get another session, and here all of them share one.
describe('a shared history behind a pooler in transaction mode', function () {
  this.timeout(60_000);
  const machines = new Machines();
  let server: PostgresServer;
  let pooler: Pooler;
  before(async () => {
    server = await startPostgres();
    pooler = await startPgbouncer(server, { mode: 'transaction', auth: 'plain', users: { [owner]: ownerPassword } });
  });
  afterEach(() => machines.close());
  after(async () => {
    await pooler.stop();
    await server.stop();
  });
  const by = (name: string) => machines.of(pooler.connection(owner, ownerPassword), name);

  it('is made once by four at once, written, read and agreed on', async () => {
    const stores = ['a', 'b', 'c', 'd'].map(by);
    for (const opened of await Promise.all(stores.map((store) => store.open())))
      assert.deepEqual(opened, { ok: true, value: { canWrite: true } });
    const added = await Promise.all(
      stores.map((store, n) => valueOf(store.handOn([0, 1, 2].map((of) => entryAt(sampleTime + n * 10 + of))))),
    );
    assert.deepEqual(
      added.map((one) => one.added),
      [3, 3, 3, 3],
    );
    assert.equal((await everything(by('reader'))).ats.length, 12);
    const claims = await Promise.all(
      stores.map((store) => valueOf(store.claim({ account: entryAt(0).entry.account, place: 'p' }, 60_000))),
    );
    assert.deepEqual(claims.map(({ kind }) => kind).sort(), ['claimed', 'held', 'held', 'held']);
  });

  it('leaves nothing behind in the session that others get', async () => {
    await valueOf(by('one').open());
    await valueOf(by('one').seen());
    const [row] = await server.rows("SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory'");
    assert.equal(row?.['n'], 0);
  });

  it('tells a wrong password, a database that is not there, and a server that is away', async () => {
    assert.equal(await faultOf(machines.of(pooler.connection(owner, 'wrong')).open()), 'refused');
    const elsewhere = pooler.connection(owner, ownerPassword).replace(/postgres$/, 'elsewhere');
    assert.equal(await faultOf(machines.of(elsewhere).open()), 'noDatabase');
    const store = machines.of(pooler.connection(owner, ownerPassword), 'one', { limits: shortLimits });
    await valueOf(store.open());
    await server.kill();
    // It keeps its clients waiting for two minutes: https://www.pgbouncer.org/config.html#query_wait_timeout
    assert.equal(await faultOf(store.seen()), 'timeout');
    await server.start();
  });
});
