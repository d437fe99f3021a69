import assert from 'node:assert/strict';
import { memoryWatch } from '../../../src/core/checks/memoryWatch';
import { postClaimMs } from '../../../src/core/checks/postDue';
import type { WatchStore } from '../../../src/core/checks/watchStore';
import type { Message } from '../../../src/core/notify/message';
import { Outbox } from '../../../src/core/notify/outbox';
import type { Exchange } from '../../../src/core/provider/transport';
import { english } from '../../../src/core/text/translate';
import { hour, minute, start } from '../../support/accounts';
import { settled } from '../../support/heldFetch';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { randomFrom } from '../../support/randomFrom';
import { answering, postedMessage, team } from '../../support/team';
import { storeOf } from '../../support/watchWindow';
import { idOf } from '../../support/ids';
import { hmacSha256 } from '../../../src/node/network/hmacSha256';
import { noMail } from '../../support/noMail';

const messageOf = (title: string): Message => ({ kind: 'alert', title, lines: [], at: start });
const taken = answering(200);

/** A window's outbox; each post stays open until the test answers it, unless `reply` says how. */
function boxOf(store: WatchStore, owner: string, clock: { now: number }, reply?: (title: string) => Exchange) {
  const posted: string[] = [];
  const open: ((exchange: Exchange) => void)[] = [];
  const putOff: (readonly [title: string, until: number])[] = [];
  const givenUp: (readonly [title: string, isFirst: boolean])[] = [];
  const outbox = new Outbox({
    hmac: hmacSha256,
    mail: noMail,
    store,
    owner,
    now: () => clock.now,
    channel: () => Promise.resolve(team),
    t: english,
    send: (request) => {
      const { title } = postedMessage(request);
      posted.push(title);
      return reply ? Promise.resolve(reply(title)) : new Promise((resolve) => void open.push(resolve));
    },
    onPutOff: ({ title }, { at }) => void putOff.push([title, at]),
    onGivenUp: ({ title }, _failed, isFirst) => void givenUp.push([title, isFirst]),
    onFault: (error) => {
      throw error;
    },
  });
  return { outbox, posted, open, givenUp, putOff };
}

describe('messages of several windows over one file', () => {
  const windowsOn = (count: number, clock: { now: number }, reply?: (title: string) => Exchange) => {
    const folder = historyFolder();
    const stores = Array.from({ length: count }, () => storeOf(folder));
    return { stores, boxes: stores.map((store, index) => boxOf(store, `window ${index}`, clock, reply)) };
  };
  afterEach(removeHistoryFolders);

  for (let seed = 1; seed <= 8; seed += 1) {
    it(`each is posted once and in order, whoever comes first, ${seed}`, async () => {
      const random = randomFrom(seed);
      const clock = { now: start };
      const { stores, boxes } = windowsOn(2, clock);
      const order: string[] = [];
      const titles = Array.from({ length: 6 }, (_, index) => `message ${index}`);
      const waiting = [...titles];
      const running: Promise<void>[] = [];
      for (let step = 0; step < 400 && (waiting.length > 0 || stores[0]?.posts('').count !== 0); step += 1) {
        const box = boxes[Math.floor(random() * 2)];
        assert.ok(box);
        const die = random();
        if (die < 0.3) box.outbox.add(null, messageOf(waiting.shift() ?? 'none'));
        else if (die < 0.6) running.push(box.outbox.deliver());
        else box.open.shift()?.(taken);
        if (waiting.length === 0 && die < 0.3) step += 1;
        await settled();
      }
      for (const { posted } of boxes) order.push(...posted.filter((title) => title !== 'none'));
      await Promise.race([Promise.all(running), settled()]);
      assert.deepEqual([...order].sort(), titles);
      for (const { posted } of boxes)
        assert.deepEqual(
          posted,
          [...posted].sort((a, b) => Number(a === 'none') - Number(b === 'none') || a.localeCompare(b)),
        );
      for (const store of stores) store.close();
    });
  }

  it('one that dies in the middle of a post holds the message up for a while, and loses none', async () => {
    const clock = { now: start };
    const { stores, boxes } = windowsOn(2, clock);
    const [dead, other] = boxes;
    assert.ok(dead && other);
    for (const title of ['first', 'second']) dead.outbox.add(null, messageOf(title));
    void dead.outbox.deliver();
    await settled();
    clock.now += postClaimMs - 1;
    await other.outbox.deliver();
    assert.deepEqual([dead.posted, other.posted], [['first'], []]);
    clock.now += 1;
    const delivered = other.outbox.deliver();
    await settled();
    other.open.shift()?.(taken);
    await settled();
    other.open.shift()?.(taken);
    await delivered;
    assert.deepEqual([other.posted, stores[1]?.posts('').count], [['first', 'second'], 0]);
    // It was not dead after all.
    dead.open.shift()?.(answering(404));
    await settled();
    assert.deepEqual([dead.givenUp, other.outbox.state().refusedAt], [[], null]);
    for (const store of stores) store.close();
  });
  for (const [what, set] of [
    ['was written', (box: ReturnType<typeof boxOf>) => void box.outbox.add(null, messageOf('far'))],
    [
      'was tried in vain',
      async (box: ReturnType<typeof boxOf>) => {
        box.outbox.add(null, messageOf('far'));
        const delivered = box.outbox.deliver();
        await settled();
        box.open.shift()?.(answering(503));
        await delivered;
      },
    ],
  ] as const) {
    it(`a message that ${what} by a clock a year ahead blocks nothing`, async () => {
      const clock = { now: start + 365 * 24 * hour };
      const { stores, boxes } = windowsOn(2, clock);
      const [one, other] = boxes;
      assert.ok(one && other);
      await set(one);
      clock.now = start;
      other.outbox.add(null, messageOf('near'));
      void other.outbox.deliver();
      await settled();
      other.open.shift()?.(taken);
      await settled();
      assert.deepEqual(other.posted, ['far', 'near']);
      for (const store of stores) store.close();
    });
  }
});

describe('a channel', () => {
  const box = (reply: (title: string) => Exchange) => {
    const clock = { now: start };
    const store = memoryWatch();
    return { ...boxOf(store, 'one', clock, reply), clock, store };
  };
  /** As the shells do, with each tick. */
  const pass = async ({ clock, outbox }: ReturnType<typeof box>, ms: number): Promise<void> => {
    for (const end = clock.now + ms; clock.now < end; clock.now += minute) await outbox.deliver();
  };

  it('that answers 503 for ever: given up after six tries, told once, and again only after one was posted', async () => {
    let reply = answering(503);
    const one = box(() => reply);
    for (const title of ['first', 'second']) one.outbox.add(null, messageOf(title));
    await pass(one, 3 * hour);
    assert.deepEqual(
      [one.posted.filter((title) => title === 'first').length, one.posted.length, one.givenUp],
      [
        6,
        12,
        [
          ['first', true],
          ['second', false],
        ],
      ],
    );
    assert.notEqual(one.outbox.state().refusedAt, null);
    reply = taken;
    one.outbox.add(null, messageOf('third'));
    await pass(one, minute);
    assert.equal(one.outbox.state().refusedAt, null);
    reply = answering(404);
    one.outbox.add(null, messageOf('fourth'));
    await pass(one, minute);
    assert.deepEqual(one.givenUp.slice(2), [['fourth', true]]);
  });
  it('that asks to wait for a week is, which is told at once; an end before that gives up, with its own word', async () => {
    const week = 7 * 24 * hour;
    const one = box(() => answering(429, '99999999'));
    one.outbox.add(null, messageOf('first'));
    await pass(one, 10 * minute);
    assert.deepEqual([one.posted, one.putOff, one.givenUp], [['first'], [['first', start + week]], []]);
    const ending = box(() => answering(429, '99999999'));
    ending.outbox.add(null, messageOf('first'));
    await ending.outbox.drain(
      start + minute,
      (_ms, signal) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('over')))),
    );
    assert.deepEqual([ending.putOff, ending.givenUp], [[], [['first', true]]]);
  });
  it('that asks to wait is, and the order stays', async () => {
    let reply = answering(429, '600');
    const one = box(() => reply);
    for (const title of ['first', 'second']) one.outbox.add(null, messageOf(title));
    await pass(one, 10 * minute);
    assert.deepEqual(one.posted, ['first']);
    reply = taken;
    await pass(one, minute);
    assert.deepEqual([one.posted, one.putOff], [['first', 'first', 'second'], []]);
  });
  it('is told nothing of an account that was forgotten, and nothing that cannot be read', async () => {
    const one = box(() => taken);
    one.store.addPost(null, '', '{', start);
    one.outbox.add(idOf('work'), messageOf('of work'));
    one.outbox.add(idOf('home'), messageOf('of home'));
    one.store.forget(idOf('work'), start);
    await one.outbox.deliver();
    assert.deepEqual([one.posted, one.outbox.state().waiting, one.givenUp], [['of home'], 0, []]);
  });
});
