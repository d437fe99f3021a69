import assert from 'node:assert/strict';
import { Client } from 'pg';
import type { SharedStore } from '../../src/core/shared/sharedStore';
import { entryAt, everything, sampleTime, valueOf } from './sharedHistory';
import { owner, ownerPassword, type PostgresServer } from './startPostgres';
import { twoMachines, type TwoMachines } from './twoMachines';

/** As a machine writes, in a transaction that a test holds open. */
const insert = (at: number): string => `INSERT INTO api_balance.checks (account_ref, at, machine_ref, epoch, outcome)
  SELECT a.ref, to_timestamp(${at / 1000}), m.ref, 0, 'answered' FROM api_balance.accounts a, api_balance.machines m
  WHERE m.name = 'one' AND a.account = 'work'`;

describe('readers of a history that many write', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let machines: TwoMachines['machines'];
  let reader: SharedStore;
  let writer: SharedStore;
  twoMachines(['checks', 'readings'], async (made) => {
    ({ server, machines, one: writer, two: reader } = made);
    await valueOf(writer.handOn([entryAt(1000)]));
  });

  async function twoOpen(work: (first: Client, second: Client) => Promise<void>): Promise<void> {
    const clients = [1, 2].map(() => new Client({ connectionString: server.connection(owner, ownerPassword), ssl: false }));
    const [first, second] = clients;
    assert.ok(first && second);
    try {
      for (const client of clients) {
        await client.connect();
        await client.query('BEGIN');
      }
      await work(first, second);
    } finally {
      for (const client of clients) await client.end();
    }
  }
  const waitsForLock = async (): Promise<void> => {
    while ((await server.rows("SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).length === 0);
  };

  it('miss nothing, though the one that began later is ready first', async () => {
    await twoOpen(async (first, second) => {
      await first.query(insert(2000));
      const later = second.query(insert(3000)).then(() => second.query('COMMIT'));
      await waitsForLock();
      const before = await everything(reader);
      assert.deepEqual(before.ats, [], 'who waits cannot commit a later number before an earlier one');
      await first.query('COMMIT');
      await later;
      assert.deepEqual((await everything(reader, before.cursor)).ats, [2000, 3000]);
    });
  });

  it('would miss some, if writers did not wait for one another', async () => {
    await server.run('ALTER TABLE api_balance.checks DISABLE TRIGGER one_after_another');
    try {
      await twoOpen(async (first, second) => {
        await first.query(insert(2000));
        await second.query(insert(3000));
        await second.query('COMMIT');
        const before = await everything(reader);
        await first.query('COMMIT');
        assert.deepEqual([before.ats, (await everything(reader, before.cursor)).ats], [[3000], []]);
      });
    } finally {
      await server.run('ALTER TABLE api_balance.checks ENABLE TRIGGER one_after_another');
    }
  });

  it('miss nothing of 20 that write at once', async () => {
    const writers = await Promise.all(Array.from({ length: 20 }, (_, n) => machines.opened(server, `writer ${n}`)));
    const perWriter = 6;
    const written = writers.map(async (store, n) => {
      for (let batch = 0; batch < perWriter; batch += 1)
        await valueOf(store.handOn([0, 1, 2].map((of) => entryAt(sampleTime + batch * 10 + of, `account ${n % 5}`))));
    });
    const over = new AbortController();
    const all = Promise.all(written).then(() => over.abort());
    let seen: readonly number[] = [];
    let cursor: string | null = null;
    for (let last = false; !last;) {
      last = over.signal.aborted;
      const page = await everything(reader, cursor, 7);
      seen = [...seen, ...page.ats];
      cursor = page.cursor;
    }
    await all;
    assert.equal(seen.length, 20 * perWriter * 3);
    const [count] = await server.rows('SELECT count(*)::int AS n FROM api_balance.checks');
    assert.equal(count?.['n'], seen.length);
  });

  it('go back an hour, where the server has lost what they stood at, and writers are told so', async () => {
    const { receipt: kept } = await valueOf(writer.handOn([entryAt(1000)]));
    await server.run("UPDATE api_balance.checks SET received = received - interval '2 hours'");
    const { receipt: stays } = await valueOf(writer.handOn([entryAt(2000)]));
    const { receipt: lost } = await valueOf(writer.handOn([entryAt(3000)]));
    const { cursor } = await everything(reader);
    assert.ok(kept && stays && lost);
    // A server took over that had not got the last one yet, and gives its number again.
    await server.run(`DELETE FROM api_balance.checks WHERE at = to_timestamp(3);
      DELETE FROM api_balance.readings WHERE checked_at = to_timestamp(3);
      SELECT setval('api_balance.check_seq', (SELECT max(seq) FROM api_balance.checks))`);
    await valueOf(writer.handOn([entryAt(4000)]));
    assert.deepEqual([await valueOf(writer.isKept(stays)), await valueOf(writer.isKept(lost))], [true, false]);
    assert.deepEqual((await everything(reader, cursor)).ats, [2000, 4000]);
    assert.deepEqual((await everything(reader, (await everything(reader)).cursor)).ats, []);
  });

  it('stay where they are, where nothing came since the loss', async () => {
    await valueOf(writer.handOn([entryAt(1000)]));
    await server.run("UPDATE api_balance.checks SET received = received - interval '3 hours'");
    const { cursor } = await everything(reader, '900000@9000000000000000');
    assert.equal(cursor, '900000@9000000000000000');
    assert.deepEqual((await everything(reader, 'no cursor at all')).ats, [1000]);
  });
});
