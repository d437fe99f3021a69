import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import type { SharedStore } from '../../src/core/shared/sharedStore';
import { micros } from '../../src/core/money/money';
import { arbitraryEntry } from '../support/arbitraryEntry';
import { entryAt, everything, fullEntry, sampleTime, valueOf } from './sharedHistory';
import type { PostgresServer } from './startPostgres';
import { twoMachines, type TwoMachines } from './twoMachines';

describe('a history that machines share', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let machines: TwoMachines['machines'];
  let one: SharedStore;
  let two: SharedStore;
  twoMachines(['checks', 'readings'], (made) => {
    ({ server, machines, one, two } = made);
  });

  it('gives others what one handed on, as it was, and each place apart', async () => {
    const given = [fullEntry(sampleTime), entryAt(sampleTime + 1), { ...entryAt(sampleTime + 1), place: 'elsewhere' }];
    assert.deepEqual((await valueOf(one.handOn(given))).added, 3);
    const page = await valueOf(two.entriesSince(null, 100));
    assert.deepEqual(
      page.entries.map(({ machine, ...entry }) => [machine.name, entry]),
      given.map(({ place, entry }) => ['one', { place, entry }]),
    );
    assert.deepEqual([page.isAll, page.unread], [true, 0]);
    assert.deepEqual((await valueOf(two.entriesSince(page.cursor, 100))).entries, []);
    assert.deepEqual((await valueOf(one.entriesSince(null, 100))).entries, [], 'one’s own are known');
  });

  it('changes nothing when the same is handed on again, in whatever company', async () => {
    assert.equal((await valueOf(one.handOn([entryAt(1000), entryAt(2000), entryAt(2000)]))).added, 2);
    const again = await valueOf(one.handOn([entryAt(2000, 'work', 1), entryAt(3000), entryAt(1000)]));
    assert.deepEqual([again.added, again.unfit], [1, []]);
    assert.equal((await valueOf(one.handOn([entryAt(1000)]))).receipt, null);
    assert.equal((await valueOf(two.handOn([entryAt(1000)]))).added, 1, 'another machine’s check is another one');
    const { entries } = await valueOf(two.entriesSince(null, 100));
    assert.deepEqual(
      entries.map(({ entry }) => [entry.at, entry.rows[0]?.reading.available]),
      [1000, 2000, 3000].map((at) => [at, 12_340_000]),
    );
  });

  it('takes the same from two windows of one machine at once, each once', async () => {
    const machine = { id: randomUUID(), name: 'windows', version: '1.2.3' };
    const windows = await Promise.all([1, 2, 3].map(() => machines.opened(server, 'windows', { machine })));
    const entries = Array.from({ length: 1100 }, (_, n) => entryAt(sampleTime + n, `account ${n % 7}`));
    const added = await Promise.all(windows.map((store) => valueOf(store.handOn(entries))));
    assert.equal(
      added.reduce((sum, one) => sum + one.added, 0),
      entries.length,
    );
  });

  it('gives any check back exactly', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(arbitraryEntry(), fc.string()), { maxLength: 20 }), async (given) => {
        await server.run('TRUNCATE api_balance.checks, api_balance.readings');
        const entries = given.map(([entry, place]) => ({ entry, place: place.replaceAll('\0', '') }));
        const { unfit } = await valueOf(one.handOn(entries));
        assert.deepEqual(unfit, []);
        const page = await valueOf(two.entriesSince(null, 100));
        const keyOf = (place: string, account: string, at: number): string => JSON.stringify([place, account, at]);
        const firsts = new Map(entries.toReversed().map((one) => [keyOf(one.place, one.entry.account, one.entry.at), one]));
        assert.equal(page.entries.length, firsts.size);
        for (const { place, entry } of page.entries) assert.deepEqual({ place, entry }, firsts.get(keyOf(place, entry.account, entry.at)));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves out what no database can give back, and says so', async () => {
    const late = entryAt(Date.UTC(4000, 0));
    const zero = entryAt(5000, 'nothing\0more');
    const half = { ...entryAt(5000), place: '\ud800' };
    const { added, unfit } = await valueOf(one.handOn([late, entryAt(5000), zero, half]));
    assert.deepEqual([added, unfit], [1, [late, zero, half]]);
  });

  it('is read on from where one stood, in pages that miss nothing', async () => {
    const ats = Array.from({ length: 1234 }, (_, n) => sampleTime + n * 60_000);
    await valueOf(one.handOn(ats.map((at) => entryAt(at))));
    const all = await everything(two, null, 100);
    assert.deepEqual(all.ats, ats);
    await valueOf(two.handOn(ats.slice(0, 300).map((at) => entryAt(at, 'mine'))));
    await valueOf(one.handOn([entryAt(7000)]));
    const page = await valueOf(two.entriesSince(all.cursor, 100));
    assert.deepEqual([page.entries, page.isAll], [[], false], 'a page of one’s own, and more behind it');
    assert.deepEqual((await everything(two, page.cursor)).ats, [7000]);
  });

  it('leaves out what a newer version alone can read, and tells how many', async () => {
    await valueOf(one.handOn([entryAt(1000), entryAt(2000), entryAt(3000)]));
    await server.run(`UPDATE api_balance.checks SET outcome = 'aSuccessor' WHERE at = to_timestamp(2);
      UPDATE api_balance.readings SET available = 9223372036854775807 WHERE at = to_timestamp(3)`);
    const page = await valueOf(two.entriesSince(null, 10));
    assert.deepEqual([page.entries.map(({ entry }) => entry.at), page.unread, page.isAll], [[1000], 2, true]);
  });

  it('shows dashboards what is left, in units, and not what a wrong clock has yet to see', async () => {
    const now = Date.now();
    const parts = entryAt(now - 60_000, 'parts');
    const [row] = parts.entry.rows;
    assert.ok(row);
    const withParts = { ...parts, entry: { ...parts.entry, rows: [{ ...row, reading: { ...row.reading, granted: micros(5) } }] } };
    const failed = { ...parts, entry: { ...parts.entry, at: now - 30_000, outcome: 'timeout' as const, rows: [] } };
    await valueOf(one.handOn([withParts, failed, entryAt(now - 86_400_000, 'parts', 1), entryAt(now + 86_400_000, 'parts', 2)]));
    const rows = await server.rows(
      'SELECT account, unit, available::text, granted::text, machine, outcome FROM api_balance.balance_latest',
    );
    assert.deepEqual(rows, [
      { account: 'parts', unit: 'USD', available: '12.340000', granted: '0.000005', machine: 'one', outcome: 'timeout' },
    ]);
    const past = await server.rows("SELECT available::text FROM api_balance.balance_history WHERE account = 'parts' ORDER BY checked_at");
    assert.deepEqual(
      past.map(({ available }) => available),
      ['0.000001', '12.340000', '0.000002'],
    );
  });

  it('tells every table and column, and names its machines', async () => {
    const silent = await server.rows(`
      SELECT c.relname, a.attname FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0 AND NOT a.attisdropped
      WHERE s.nspname = 'api_balance' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND col_description(c.oid, a.attnum) IS NULL
      UNION ALL SELECT c.relname, NULL FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
      WHERE s.nspname = 'api_balance' AND c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition AND obj_description(c.oid) IS NULL`);
    assert.deepEqual(silent, []);
    await valueOf(two.seen());
    const all = (await valueOf(one.machines())).filter(({ name }) => name !== 'windows');
    assert.deepEqual(
      all.map(({ name, version }) => [name, version]),
      [
        ['two', '1.2.3'],
        ['one', '1.2.3'],
      ],
    );
    assert.ok(all.every(({ seenAgoMs, seenAt }) => seenAgoMs >= 0 && Math.abs(Date.now() - seenAt) < 60_000));
  });
});
