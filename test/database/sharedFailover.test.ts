import assert from 'node:assert/strict';
import type { SharedStore } from '../../src/core/shared/sharedStore';
import { idOf } from '../support/ids';
import { entryAt, everything, faultOf, Machines, sampleTime, valueOf } from './sharedHistory';
import { owner, ownerPassword, startPostgres, type PostgresServer } from './startPostgres';
import { startStandby, withStandby, type Standby } from './startStandby';

describe('a shared history whose server dies, and whose standby takes over', function () {
  this.timeout(60_000);
  const machines = new Machines();
  const running: PostgresServer[] = [];
  let primary: PostgresServer;
  let standby: Standby;
  let connection: string;
  before(async () => {
    running.push((primary = await startPostgres({ settings: withStandby })));
    running.push((standby = await startStandby(primary)));
    connection = `postgresql://${owner}:${ownerPassword}@${primary.place},${standby.place}/postgres?target_session_attrs=read-write`;
  });
  after(async () => {
    machines.close();
    // What has started goes, whatever came after it.
    for (const server of running.toReversed()) await server.stop();
  });

  it('is read from the standby alone, which nobody writes to', async () => {
    await valueOf(machines.of(connection, 'first').open());
    const alone = machines.of(standby.connection(owner, ownerPassword), 'reader');
    // The tables are there when the standby has caught up.
    for (;;) {
      const opened = await alone.open();
      if (opened.ok) {
        assert.deepEqual(opened.value, { canWrite: false });
        break;
      }
      assert.equal(opened.fault.kind, 'readOnly');
    }
    assert.equal(await faultOf(alone.handOn([entryAt(1)])), 'readOnly');
    const backwards = `postgresql://${owner}:${ownerPassword}@${standby.place},${primary.place}/postgres`;
    assert.deepEqual(await machines.of(backwards).open(), { ok: true, value: { canWrite: true } });
  });

  it('is read while nobody may write, and written by the first call after that', async () => {
    const store = machines.of(connection, 'patient');
    await valueOf(store.open());
    await primary.kill();
    assert.deepEqual(await store.open(), { ok: true, value: { canWrite: false } });
    assert.deepEqual((await everything(store)).ats, []);
    await primary.start();
    assert.equal((await valueOf(store.handOn([entryAt(sampleTime - 1)]))).added, 1);
  });

  it('loses nothing that was acknowledged, no reader misses a row, and no lease is held twice', async () => {
    const writers = await Promise.all(
      ['a', 'b', 'c'].map(async (name) => {
        const store = machines.of(connection, name);
        await valueOf(store.open());
        return store;
      }),
    );
    const reader = machines.of(connection, 'reader');
    await valueOf(reader.open());
    const work = { account: idOf('work'), place: 'p' };
    const [a, b] = writers;
    assert.ok(a && b);
    const claim = await valueOf(a.claim(work, 60_000));
    assert.ok(claim.kind === 'claimed');

    const acknowledged: number[] = [];
    let isOver = false;
    const writing = writers.map(async (store: SharedStore, n) => {
      for (let count = 0; !isOver; count += 1) {
        const at = sampleTime + n * 10_000_000 + count;
        while (!(await store.handOn([entryAt(at)])).ok);
        acknowledged.push(at);
      }
    });
    const first = await everything(reader);
    while (acknowledged.length < 60) await valueOf(reader.seen());
    const second = await everything(reader, first.cursor);
    await primary.kill();
    assert.equal(await faultOf(a.seen()), 'readOnly', 'the standby answers, and is none to write to yet');
    await standby.promote();
    const before = acknowledged.length;
    while (acknowledged.length < before + 60) await valueOf(reader.seen());
    isOver = true;
    await Promise.all(writing);

    const third = await everything(reader, second.cursor);
    const seen = [...first.ats, ...second.ats, ...third.ats];
    assert.deepEqual([...new Set(seen)].sort(), [sampleTime - 1, ...acknowledged].sort());
    assert.equal((await valueOf(b.claim(work, 60_000))).kind, 'held');
    assert.ok(await valueOf(a.keep(claim.lease, { record: 'r', askedAt: 1 })));
  });
});
