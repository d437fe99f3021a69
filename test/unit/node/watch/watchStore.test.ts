import { epochStep } from '../../../../src/core/checks/watchRecord';
import assert from 'node:assert/strict';
import { memoryWatch } from '../../../../src/core/checks/memoryWatch';
import type { Alert } from '../../../../src/core/checks/alerts';
import { claimMs } from '../../../../src/core/checks/askOnce';
import { nothingKnown, type Committed, type WatchRecord } from '../../../../src/core/checks/watchRecord';
import type { WatchStore } from '../../../../src/core/checks/watchStore';
import { cap, exact, held, hour, minute, readingOf, start } from '../../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { recordIn } from '../../../support/recordIn';
import { host } from '../../../support/watch';
import { storeOf } from '../../../support/watchWindow';
import { idOf } from '../../../support/ids';

const alert: Alert = { rule: 'low', account: idOf('work'), unit: 'USD', amount: exact('4'), threshold: exact('5'), days: null, at: start };
/** Everything a record can hold. */
const full: WatchRecord = {
  epoch: 0,
  keyMark: '0123abcd',
  place: 'provider site origin',
  reading: readingOf(
    [
      { ...held('CNY', '12.34', { paid: '8.89', granted: '3.45' }), bought: exact('80') },
      { ...held('USD', null), overage: 'unlimited' },
      { ...held('EUR', '0'), overage: exact('5') },
    ],
    {
      caps: [{ ...cap('3'), owner: 'team', resetsAt: start + hour }, cap(null)],
      spend: [{ unit: cap(null).unit, window: 'month', amount: exact('0.0042'), atLeast: true }],
      callsRefused: true,
      problems: [{ kind: 'rateLimited', host, status: 429, retryAt: start + hour }],
    },
  ),
  error: { kind: 'unexpectedResponse', host, status: 200, field: 'balance', hint: 'What to do.', droppedPath: '/a' },
  failingSince: start - hour,
  checkedAt: start,
  schedule: { dueAt: start + hour, failures: 2, refusals: 2 },
  alerts: { raised: ['checkFailing', 'low USD'], snoozed: ['CNY'], seen: ['CNY', 'USD'] },
};
const result =
  (checkedAt: number, alerts: readonly Alert[] = []): ((before: WatchRecord) => Committed) =>
  (before) => ({ record: { ...before, checkedAt }, alerts, posts: [] });
const claimed = (epoch: number) => ({ kind: 'claimed', epoch });
/** Everything that waits to be posted, which is gone then. */
function takePosts(store: WatchStore): readonly string[] {
  const taken: string[] = [];
  for (let post = store.claimPost('me', '', start); post; post = store.claimPost('me', '', start)) {
    taken.push(post.body);
    store.removePost(post.id, 'me');
  }
  return taken;
}
const recordsOf = (store: WatchStore) => store.changes(null).records;

const kinds: Readonly<Record<string, () => WatchStore>> = { 'in memory': memoryWatch, 'on the disk': () => storeOf(historyFolder()) };
for (const [kind, make] of Object.entries(kinds)) {
  describe(`what windows share, ${kind}`, () => {
    let store: WatchStore;
    beforeEach(() => {
      store = make();
    });
    afterEach(() => {
      store.close();
      removeHistoryFolders();
    });

    it('is empty at first', () => {
      assert.deepEqual(
        [recordsOf(store).size, store.pendingAlerts(), store.posts(''), store.lastActiveAt(), store.time('posted'), store.everKnown()],
        [0, [], { count: 0, dueAt: null }, null, null, []],
      );
    });
    it('lands an answer on what was known, and keeps all of it', () => {
      assert.deepEqual(store.claim(idOf('work'), 'me', start), claimed(0));
      const seen: WatchRecord[] = [];
      for (const record of [full, { ...full, reading: null, error: null }]) {
        store.claim(idOf('work'), 'me', start);
        const committed = { record, alerts: [], posts: [] };
        assert.deepEqual(
          store.commit(idOf('work'), 'me', 0, (before) => (seen.push(before), committed)),
          committed,
        );
        assert.deepEqual([...recordsOf(store)], [['work', record]]);
      }
      assert.deepEqual(seen, [nothingKnown, full]);
    });
    it('claims again what it has claimed or released', () => {
      for (let round = 0; round < 2; round += 1) assert.deepEqual(store.claim(idOf('work'), 'me', start), claimed(0));
      store.release(idOf('work'), 'me');
      store.release(idOf('work'), 'me');
      assert.deepEqual(store.claim(idOf('work'), 'me', start), claimed(0));
    });
    // incident 15
    it('refuses an answer of before it was forgotten, and takes the next one', () => {
      store.claim(idOf('work'), 'me', start);
      store.change(idOf('work'), () => full);
      store.forget(idOf('work'), start);
      const forgotten = { ...nothingKnown, epoch: start };
      assert.deepEqual(recordIn(store, 'work'), forgotten);
      assert.equal(
        store.commit(idOf('work'), 'me', 0, () => assert.fail('it is not about this account')),
        null,
      );
      assert.deepEqual([recordIn(store, 'work'), store.claim(idOf('work'), 'me', start)], [forgotten, claimed(start)]);
      assert.ok(store.commit(idOf('work'), 'me', start, result(start)));
      assert.deepEqual(recordIn(store, 'work'), { ...forgotten, checkedAt: start });
    });
    it('forgets one account alone, also one that it never knew', () => {
      for (const account of ['work', 'home']) store.change(idOf(account), () => full);
      for (const account of ['work', 'none']) store.forget(idOf(account), start);
      assert.deepEqual([recordIn(store, 'home'), recordIn(store, 'work').place], [full, '']);
      assert.deepEqual([store.claim(idOf('home'), 'me', start), store.claim(idOf('none'), 'me', start)], [claimed(0), claimed(start)]);
    });
    it('knows every account that ever was, so that no id is given again', () => {
      store.claim(idOf('asked'), 'me', start);
      store.commit(idOf('asked'), 'me', 0, result(start));
      store.change(idOf('changed'), () => full);
      for (const account of ['changed', 'none']) store.forget(idOf(account), start);
      assert.deepEqual([...store.everKnown()].sort(), ['asked', 'changed', 'none']);
    });
    it('an epoch only grows, whatever the clock says', () => {
      const epochs = [start, start, start - hour, 0].map((now) => {
        store.forget(idOf('work'), now);
        return store.epoch(idOf('work'));
      });
      assert.deepEqual(
        epochs,
        [0, 1, 2, 3].map((step) => start + step * epochStep),
      );
    });
    it('ends what is still to be posted of an account with it, and of no other one', () => {
      for (const account of [idOf('work'), idOf('home'), null]) store.addPost(account, '', `of ${account ?? 'all'}`, start);
      store.claim(idOf('work'), 'me', start);
      store.commit(idOf('work'), 'me', 0, () => ({ record: full, alerts: [alert], posts: [{ channel: '', body: 'of its crossing' }] }));
      store.forget(idOf('work'), start);
      assert.deepEqual([takePosts(store), store.pendingAlerts()], [['of home', 'of all'], []]);
    });
    it('ends it with an answer that begins an epoch too, but for what that answer tells', () => {
      const commit = (epoch: number, rule: Alert['rule'], post: string): void => {
        store.claim(idOf('work'), 'me', start);
        const committed = { record: { ...full, epoch }, alerts: [{ ...alert, rule }], posts: [{ channel: '', body: post }] };
        assert.ok(store.commit(idOf('work'), 'me', store.epoch(idOf('work')), () => committed));
      };
      for (const account of [idOf('home'), null]) store.addPost(account, '', `of ${account ?? 'all'}`, start);
      commit(0, 'low', 'of the old key');
      commit(0, 'critical', 'of the old key as well');
      assert.deepEqual([store.pendingAlerts().length, store.posts('').count], [2, 4], 'another answer of the same key ends nothing');
      commit(start, 'exhausted', 'of the new key');
      assert.deepEqual(
        [store.pendingAlerts().map((pending) => pending.alert.rule), takePosts(store)],
        [['exhausted'], ['of home', 'of all', 'of the new key']],
      );
    });
    it('changes a record outside of an answer', () => {
      const snoozed = { ...nothingKnown, alerts: { ...nothingKnown.alerts, snoozed: ['USD'] } };
      store.change(idOf('work'), (before) => ({ ...before, alerts: { ...before.alerts, snoozed: ['USD'] } }));
      store.change(idOf('work'), (before) => before);
      assert.deepEqual([...recordsOf(store)], [['work', snoozed]]);
    });
    it('a change does not end a claim', () => {
      store.claim(idOf('work'), 'me', start);
      store.change(idOf('work'), (before) => before);
      assert.ok(store.commit(idOf('work'), 'me', 0, result(start)));
    });
    // incident 40
    it('gives each alert to the one who takes it, in their order', () => {
      for (const rule of ['low', 'critical'] as const) {
        store.claim(idOf('work'), 'me', start);
        store.commit(idOf('work'), 'me', 0, result(start, [{ ...alert, rule }]));
      }
      const pending = store.pendingAlerts();
      assert.deepEqual(
        pending.map((one) => one.alert),
        [alert, { ...alert, rule: 'critical' }],
      );
      assert.deepEqual(
        pending.map(({ id }) => [store.takeAlert(id), store.takeAlert(id)]),
        [
          [true, false],
          [true, false],
        ],
      );
      assert.deepEqual(store.pendingAlerts(), []);
    });
    it('keeps posts until they are gone', () => {
      for (const body of ['{"text":"¥1"}', 'two']) store.addPost(null, '', body, start);
      const first = store.claimPost('me', '', start);
      assert.ok(first);
      assert.deepEqual([first.body, first.attempts, store.posts('')], ['{"text":"¥1"}', 0, { count: 2, dueAt: start }]);
      store.delayPost(first.id, 'me', 1, start, start + minute);
      assert.deepEqual([store.claimPost('me', '', start + minute - 1), store.posts('')], [null, { count: 2, dueAt: start + minute }]);
      assert.equal(store.claimPost('me', '', start + minute)?.attempts, 1);
      assert.deepEqual([store.removePost(first.id, 'me'), store.removePost(first.id, 'me')], [true, false]);
      store.delayPost(first.id, 'me', 1, start, start);
      const second = store.claimPost('me', '', start);
      assert.deepEqual([second?.body, second?.attempts, store.posts('')], ['two', 0, { count: 1, dueAt: start }]);
      store.clearPosts('');
      assert.deepEqual([store.posts(''), store.claimPost('me', '', start)], [{ count: 0, dueAt: null }, null]);
    });
    it('keeps moments, each under its name', () => {
      for (const at of [start, start + hour, start - hour]) store.setActive(at);
      for (const at of [start, 0]) store.setTime('posted', at);
      store.setTime('summary', start);
      assert.deepEqual(
        [store.lastActiveAt(), store.time('posted'), store.time('summary'), store.time('none')],
        [start - hour, 0, start, null],
      );
    });
    it('lets one window lead, again and again', () => {
      assert.deepEqual([store.lead('me', start, start + minute), store.lead('me', start + 1, start + minute)], [true, true]);
      store.resign('me');
      assert.equal(store.lead('me', start, start + minute), true);
    });
    it('tells of each change once, and of nothing else', () => {
      const claim = (): unknown => store.claim(idOf('work'), 'me', start);
      let { revision } = store.changes(null);
      const news = (change: () => unknown): readonly string[] => {
        change();
        const next = store.changes(revision);
        ({ revision } = next);
        assert.equal(next.isAll, false);
        return [...next.records.keys()];
      };
      assert.deepEqual(
        [
          news(claim),
          news(() => store.commit(idOf('work'), 'me', 0, result(start))),
          news(() => store.change(idOf('home'), (before) => before)),
          news(() => undefined),
          news(() => store.forget(idOf('work'), start)),
          news(() => {
            store.setActive(start);
            store.addPost(null, '', 'body', start);
            store.setTime('posted', start);
          }),
        ],
        [[], ['work'], ['home'], [], ['work'], []],
      );
    });
    it('sets a time for one of those who saw the same', () => {
      assert.deepEqual(
        [
          store.moveTime('summary', null, start),
          store.moveTime('summary', null, start + 1),
          store.moveTime('summary', start, start + 2),
          store.time('summary'),
        ],
        [true, false, true, start + 2],
      );
    });
  });
}

describe('two windows on one disk', () => {
  let one: WatchStore;
  let other: WatchStore;
  beforeEach(() => {
    const folder = historyFolder();
    [one, other] = [storeOf(folder), storeOf(folder)];
  });
  afterEach(() => {
    for (const store of [one, other]) store.close();
    removeHistoryFolders();
  });

  // incident 11
  it('one asks, and the other hears that it is being asked', () => {
    assert.deepEqual(
      [one.claim(idOf('work'), 'one', start), other.claim(idOf('work'), 'other', start), other.claim(idOf('home'), 'other', start)],
      [claimed(0), { kind: 'busy' }, claimed(0)],
    );
    other.release(idOf('work'), 'other');
    assert.deepEqual(other.claim(idOf('work'), 'other', start), { kind: 'busy' }, 'only its owner releases it');
    one.commit(idOf('work'), 'one', 0, result(start));
    assert.deepEqual(other.claim(idOf('work'), 'other', start), claimed(0));
  });
  it('the claim of a window that died runs out, and its late answer is refused', () => {
    one.claim(idOf('work'), 'one', start);
    assert.deepEqual(
      [other.claim(idOf('work'), 'other', start + claimMs - 1), other.claim(idOf('work'), 'other', start + claimMs)],
      [{ kind: 'busy' }, claimed(0)],
    );
    assert.equal(
      one.commit(idOf('work'), 'one', 0, () => assert.fail('the other asks now')),
      null,
    );
    assert.ok(other.commit(idOf('work'), 'other', 0, result(start)));
  });
  // incident 18
  it('a claim and a lease by a clock that was ahead hold nobody up', () => {
    one.claim(idOf('work'), 'one', start + hour);
    assert.equal(one.lead('one', start + hour, start + hour + minute), true);
    assert.deepEqual([other.claim(idOf('work'), 'other', start), other.lead('other', start, start + minute)], [claimed(0), true]);
    assert.equal(one.lead('one', start + 1, start + minute), false);
  });
  it('one that looked at the clock first and waited for the lock takes nothing from the one that came in before it', () => {
    one.claim(idOf('work'), 'one', start);
    one.lead('one', start, start + minute);
    one.addPost(null, '', 'body', start);
    assert.ok(one.claimPost('one', '', start));
    for (const earlier of [start - 1, start - 2_000]) {
      assert.deepEqual(
        [
          other.claim(idOf('work'), 'other', earlier),
          other.lead('other', earlier, earlier + minute),
          other.claimPost('other', '', earlier),
        ],
        [{ kind: 'busy' }, false, null],
      );
    }
    one.delayPost(1, 'one', 1, start, start + hour);
    assert.equal(other.claimPost('other', '', start - 1), null, 'nor is what was put off a moment later due at once');
  });
  it('what one forgets, the other can no longer write', () => {
    one.claim(idOf('work'), 'one', start);
    other.forget(idOf('work'), start);
    assert.equal(
      one.commit(idOf('work'), 'one', 0, () => assert.fail('it is about the old key')),
      null,
    );
  });
  it('one leads, until it resigns or its lease runs out', () => {
    assert.deepEqual([one.lead('one', start, start + minute), other.lead('other', start + minute - 1, start + 2 * minute)], [true, false]);
    other.resign('other');
    assert.equal(other.lead('other', start + minute - 1, start + 2 * minute - 1), false, 'only its owner gives it up');
    assert.deepEqual(
      [other.lead('other', start + minute, start + 2 * minute), one.lead('one', start + minute + 1, start + 2 * minute + 1)],
      [true, false],
    );
    other.resign('other');
    assert.equal(one.lead('one', start + minute + 1, start + 2 * minute + 1), true);
  });
  // incident 13
  it('each sees what the other wrote, and that there is something to see', () => {
    const { revision } = other.changes(null);
    one.claim(idOf('work'), 'one', start);
    one.commit(idOf('work'), 'one', 0, () => ({ record: full, alerts: [alert], posts: [{ channel: '', body: 'of the alert' }] }));
    one.addPost(null, '', 'body', start);
    one.setActive(start);
    assert.deepEqual([...other.changes(revision).records], [['work', full]]);
    assert.deepEqual([recordIn(other, 'work'), other.posts('').count, other.lastActiveAt()], [full, 2, start]);
    const [pending] = other.pendingAlerts();
    assert.ok(pending);
    assert.deepEqual([other.takeAlert(pending.id), one.takeAlert(pending.id)], [true, false]);
    const quiet = other.changes(revision).revision;
    other.setActive(start + 1);
    assert.deepEqual(other.changes(quiet), { revision: quiet, isAll: false, records: new Map() });
  });
});
