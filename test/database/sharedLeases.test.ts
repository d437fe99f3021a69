import assert from 'node:assert/strict';
import type { Lease, SharedStore } from '../../src/core/shared/sharedStore';
import { idOf } from '../support/ids';
import { valueOf } from './sharedHistory';
import type { PostgresServer } from './startPostgres';
import { twoMachines, type TwoMachines } from './twoMachines';

const work = { account: idOf('work'), place: 'here' };
const minute = 60_000;

describe('the lease of an account', function () {
  this.timeout(60_000);
  let server: PostgresServer;
  let machines: TwoMachines['machines'];
  let one: SharedStore;
  let two: SharedStore;
  twoMachines(['leases'], (made) => {
    ({ server, machines, one, two } = made);
  });

  async function claimed(store: SharedStore, of = work, forMs = minute): Promise<Lease> {
    const claim = await valueOf(store.claim(of, forMs));
    assert.equal(claim.kind, 'claimed');
    return claim.lease;
  }
  /** Its time runs out, whatever it was. */
  const runOut = (): Promise<void> => server.run("UPDATE api_balance.leases SET until = now() - interval '1 second'");

  it('is one of ten that want it, and the others are told whose it is', async () => {
    const ten = await Promise.all(Array.from({ length: 10 }, (_, n) => machines.opened(server, `machine ${n}`)));
    for (let round = 0; round < 5; round += 1) {
      const claims = await Promise.all(ten.map((store) => valueOf(store.claim(work, minute))));
      const winners = claims.flatMap((claim, n) => (claim.kind === 'claimed' ? [{ n, lease: claim.lease }] : []));
      assert.equal(winners.length, 1);
      const [winner] = winners;
      assert.ok(winner);
      for (const claim of claims)
        if (claim.kind === 'held') {
          assert.equal(claim.by.name, `machine ${winner.n}`);
          assert.ok(claim.leftMs > 0 && claim.leftMs <= minute);
        }
      assert.ok(await valueOf((ten[winner.n] ?? one).release(winner.lease)));
    }
  });

  it('of a machine that died is another’s when it has run out, and what the first writes then is refused', async () => {
    const dead = await claimed(one);
    assert.equal((await valueOf(two.claim(work, minute))).kind, 'held');
    await runOut();
    const lease = await claimed(two);
    assert.ok(lease.term > dead.term);
    assert.equal(await valueOf(one.keep(dead, { record: 'late', askedAt: 1 })), false);
    assert.equal(await valueOf(one.release(dead)), false);
    assert.equal(await valueOf(two.keep({ ...lease, term: dead.term }, { record: 'late', askedAt: 1 })), false);
    assert.equal(await valueOf(one.keep(lease, { record: 'not mine', askedAt: 1 })), false, 'the term is right, and the machine is not');
    assert.deepEqual((await valueOf(machines.of(server.connection('owner', 'owner-sandbox')).records(null))).records, []);
    assert.ok(await valueOf(two.keep(lease, { record: 'mine', askedAt: 7 })));
  });

  it('that ran out and that nobody took is good for its answer', async () => {
    const lease = await claimed(one);
    await runOut();
    assert.ok(await valueOf(one.keep(lease, { record: 'late, and all there is', askedAt: 1 })));
  });

  it('that a machine has already is given anew, under another term', async () => {
    const first = await claimed(one);
    const second = await claimed(one);
    assert.equal(second.term, first.term + 1);
    assert.equal(await valueOf(one.keep(first, { record: '', askedAt: 1 })), false);
  });

  it('tells what is known, and for how long', async () => {
    const first = await valueOf(one.claim(work, minute));
    assert.ok(first.kind === 'claimed');
    assert.deepEqual([first.record, first.askedAt, first.keptAgoMs], [null, null, null]);
    const record = '{"place":"here","note":"\\u0000 – ü"}';
    assert.ok(await valueOf(one.keep(first.lease, { record, askedAt: 1_764_000_000_123 })));
    const held = await valueOf(two.claim(work, minute));
    assert.ok(held.kind === 'held' && held.keptAgoMs !== null && held.keptAgoMs < minute);
    assert.deepEqual([held.record, held.askedAt], [record, 1_764_000_000_123]);
    await valueOf(one.release(first.lease));
    const next = await valueOf(two.claim(work, minute));
    assert.deepEqual([next.kind, next.record], ['claimed', record]);
  });

  it('is of one place, and none of another', async () => {
    await claimed(one);
    await claimed(two, { ...work, place: 'elsewhere' });
    await claimed(two, { ...work, account: idOf('w') });
    await claimed(two, { account: idOf('long'), place: 'x'.repeat(50_000) });
  });

  it('gives its records to others, each once, in whatever order they are written', async () => {
    const of = ['a', 'b', 'c'].map((name) => ({ account: idOf(name), place: 'p' }));
    const leases = await Promise.all(of.map((account) => claimed(one, account)));
    const keep = async (n: number, record: string): Promise<void> => {
      const lease = leases[n];
      assert.ok(lease && (await valueOf(one.keep(lease, { record, askedAt: n }))));
    };
    await keep(0, 'a1');
    await keep(1, 'b1');
    let { records, cursor } = await valueOf(two.records(null));
    assert.deepEqual(
      records.map(({ account, place, by, record, askedAt }) => [account, place, by.name, record, askedAt]),
      [
        ['a', 'p', 'one', 'a1', 0],
        ['b', 'p', 'one', 'b1', 1],
      ],
    );
    await keep(2, 'c1');
    await keep(0, 'a2');
    ({ records, cursor } = await valueOf(two.records(cursor)));
    assert.deepEqual(records.map(({ record }) => record).sort(), ['a2', 'c1']);
    assert.deepEqual((await valueOf(two.records(cursor))).records, []);
    assert.deepEqual((await valueOf(one.records(null))).records, [], 'one’s own are known');
    // A server took over that had not got the last one.
    await server.run("UPDATE api_balance.leases SET record = 'a1', mark = gen_random_uuid() WHERE record = 'a2'");
    assert.deepEqual(
      (await valueOf(two.records(cursor))).records.map(({ record }) => record),
      ['a1'],
    );
  });
});
