import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { SharedMessage, SharedStore } from '../../src/core/shared/sharedStore';
import { idOf } from '../support/ids';
import { valueOf } from './sharedHistory';
import type { PostgresServer } from './startPostgres';
import { twoMachines, type TwoMachines } from './twoMachines';

const hold = { forMs: 60_000, most: 10 };

function messageAt(at: number, channel = 'team'): SharedMessage {
  return { id: randomUUID(), account: idOf('work'), channel, body: `{"at":${at}}`, at };
}

describe('messages that machines post for one another', function () {
  this.timeout(60_000);
  const now = Date.now();
  let server: PostgresServer;
  let machines: TwoMachines['machines'];
  let one: SharedStore;
  let two: SharedStore;
  twoMachines(['messages'], (made) => {
    ({ server, machines, one, two } = made);
  });

  it('are taken once, the oldest first, by a machine that has their channel', async () => {
    const [first, second, other] = [messageAt(now - 2), { ...messageAt(now - 1), account: null }, messageAt(now, 'elsewhere')];
    await valueOf(one.putMessages([second, first, other]));
    await valueOf(two.putMessages([{ ...first, body: 'another text of the same' }]));
    assert.deepEqual(await valueOf(two.takeMessages(['team'], hold)), [first, second]);
    assert.deepEqual(await valueOf(one.takeMessages(['team'], hold)), []);
    assert.deepEqual(await valueOf(one.takeMessages(['team', 'elsewhere'], hold)), [other]);
  });

  it('are each taken by one of ten that take at once', async () => {
    const all = Array.from({ length: 40 }, (_, n) => messageAt(now + n));
    await valueOf(one.putMessages(all));
    const ten = await Promise.all(Array.from({ length: 10 }, (_, n) => machines.opened(server, `machine ${n}`)));
    const taken = await Promise.all(ten.map((store) => valueOf(store.takeMessages(['team'], { forMs: 60_000, most: 7 }))));
    const ids = taken.flat().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length, all.length);
  });

  it('of a holder that died are taken by another, and are over when they are posted, whoever says so', async () => {
    const message = messageAt(now);
    await valueOf(one.putMessages([message]));
    await valueOf(one.takeMessages(['team'], hold));
    await server.run("UPDATE api_balance.messages SET until = now() - interval '1 second'");
    assert.deepEqual(await valueOf(two.takeMessages(['team'], hold)), [message]);
    assert.equal(await valueOf(one.messageDone(message.id, 'givenUp')), false, 'it is another’s to give up');
    assert.equal(await valueOf(one.messageDone(message.id, 'posted')), true, 'it was posted, late');
    assert.equal(await valueOf(two.messageDone(message.id, 'posted')), false, 'it was over already');
    await valueOf(one.putMessages([message]));
    assert.deepEqual(await valueOf(two.takeMessages(['team'], hold)), [], 'what is over is never taken again');
  });

  it('are given up by their holder', async () => {
    const message = messageAt(now);
    await valueOf(one.putMessages([message]));
    await valueOf(two.takeMessages(['team'], hold));
    assert.equal(await valueOf(two.messageDone(message.id, 'givenUp')), true);
    await server.run('UPDATE api_balance.messages SET until = now()');
    assert.deepEqual(await valueOf(two.takeMessages(['team'], hold)), []);
  });

  it('are forgotten 30 days after they were over, and are too old to come again then', async () => {
    const day = 86_400_000;
    const [old, recent, stale] = [messageAt(now - 31 * day), messageAt(now - 29 * day), messageAt(now - 40 * day)];
    await valueOf(one.putMessages([recent, messageAt(now - day)]));
    await valueOf(one.takeMessages(['team'], hold));
    await valueOf(one.messageDone(recent.id, 'posted'));
    await server.run("UPDATE api_balance.messages SET done_at = now() - interval '31 days' WHERE done_at IS NOT NULL");
    await valueOf(one.putMessages([old, stale]));
    const [left] = await server.rows('SELECT count(*)::int AS n FROM api_balance.messages');
    assert.equal(left?.['n'], 1);
  });

  it('hold up none, whatever is in them', async () => {
    const odd = { ...messageAt(now), body: 'a\0b\ud800c' };
    await valueOf(one.putMessages([odd, messageAt(now + 1)]));
    const taken = await valueOf(two.takeMessages(['team'], hold));
    assert.deepEqual([taken.length, taken[0]?.body], [2, 'a\ufffdb\ufffdc']);
  });
});
