import assert from 'node:assert/strict';
import { memoryWatch } from '../../../../src/core/checks/memoryWatch';
import type { Alert } from '../../../../src/core/checks/alerts';
import { nothingKnown, type RecordedOutcome, type WatchRecord } from '../../../../src/core/checks/watchRecord';
import type { WatchStore } from '../../../../src/core/checks/watchStore';
import { claimMs } from '../../../../src/node/watch/databaseWatch';
import { openWatch } from '../../../../src/node/watch/openWatch';
import { cap, exact, held, hour, minute, readingOf, start } from '../../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { host } from '../../../support/watch';

const alert: Alert = { rule: 'low', account: 'work', unit: 'USD', amount: exact('4'), threshold: exact('5'), days: null, at: start };
/** Everything a record can hold. */
const full: WatchRecord = {
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
  schedule: { dueAt: start + hour, failures: 2, stopped: true },
  alerts: { raised: ['checkFailing', 'low USD'], snoozed: ['CNY'], seen: ['CNY', 'USD'] },
};
const result =
  (checkedAt: number, alerts: readonly Alert[] = []): ((before: WatchRecord) => RecordedOutcome) =>
  (before) => ({ record: { ...before, checkedAt }, alerts });
const claimed = (generation: number) => ({ kind: 'claimed', generation });
const fromDisk = (folder: string): WatchStore => openWatch({ folder, onFailure: (error) => assert.fail(String(error)) });

const kinds: Readonly<Record<string, () => WatchStore>> = { 'in memory': memoryWatch, 'on the disk': () => fromDisk(historyFolder()) };
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
        [store.records().size, store.pendingAlerts(), store.posts(), store.lastActiveAt(), store.time('posted')],
        [0, [], [], null, null],
      );
    });
    it('lands an answer on what was known, and keeps all of it', () => {
      assert.deepEqual(store.claim('work', 'me', start), claimed(0));
      const seen: WatchRecord[] = [];
      for (const record of [full, { ...full, reading: null, error: null }]) {
        store.claim('work', 'me', start);
        assert.equal(
          store.commit('work', 'me', 0, (before) => (seen.push(before), { record, alerts: [] })),
          true,
        );
        assert.deepEqual([...store.records()], [['work', record]]);
      }
      assert.deepEqual(seen, [nothingKnown, full]);
    });
    it('claims again what it has claimed or released', () => {
      for (let round = 0; round < 2; round += 1) assert.deepEqual(store.claim('work', 'me', start), claimed(0));
      store.release('work', 'me');
      store.release('work', 'me');
      assert.deepEqual(store.claim('work', 'me', start), claimed(0));
    });
    // incident 15
    it('refuses an answer of before it was forgotten, and takes the next one', () => {
      store.claim('work', 'me', start);
      store.change('work', () => full);
      store.forget('work');
      assert.equal(store.records().size, 0);
      assert.equal(
        store.commit('work', 'me', 0, () => assert.fail('it is not about this account')),
        false,
      );
      assert.deepEqual([store.records().size, store.claim('work', 'me', start)], [0, claimed(1)]);
      assert.equal(store.commit('work', 'me', 1, result(start)), true);
      assert.deepEqual(store.records().get('work'), { ...nothingKnown, failingSince: null, checkedAt: start });
    });
    it('forgets one account alone, also one that it never knew', () => {
      for (const account of ['work', 'home']) store.change(account, () => full);
      for (const account of ['work', 'none']) store.forget(account);
      assert.deepEqual([...store.records().keys()], ['home']);
      assert.deepEqual([store.claim('home', 'me', start), store.claim('none', 'me', start)], [claimed(0), claimed(1)]);
    });
    it('changes a record outside of an answer', () => {
      const snoozed = { ...nothingKnown, alerts: { ...nothingKnown.alerts, snoozed: ['USD'] } };
      store.change('work', (before) => ({ ...before, alerts: { ...before.alerts, snoozed: ['USD'] } }));
      store.change('work', (before) => before);
      assert.deepEqual([...store.records()], [['work', snoozed]]);
    });
    it('a change does not end a claim', () => {
      store.claim('work', 'me', start);
      store.change('work', (before) => before);
      assert.equal(store.commit('work', 'me', 0, result(start)), true);
    });
    // incident 40
    it('gives each alert to the one who takes it, in their order', () => {
      for (const rule of ['low', 'critical'] as const) {
        store.claim('work', 'me', start);
        store.commit('work', 'me', 0, result(start, [{ ...alert, rule }]));
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
      for (const body of ['{"text":"¥1"}', 'two']) store.addPost(body, start);
      const [first, second] = store.posts();
      assert.ok(first && second);
      assert.deepEqual(first, { id: first.id, body: '{"text":"¥1"}', attempts: 0, nextAt: start });
      store.setPost(second.id, { attempts: 2, nextAt: start + minute });
      store.setPost(first.id, null);
      store.setPost(first.id, { attempts: 1, nextAt: start });
      assert.deepEqual(store.posts(), [{ id: second.id, body: 'two', attempts: 2, nextAt: start + minute }]);
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
    it('has no news for the one who wrote', () => {
      const before = store.version();
      store.claim('work', 'me', start);
      store.commit('work', 'me', 0, result(start));
      assert.equal(store.version(), before);
    });
  });
}

describe('two windows on one disk', () => {
  let one: WatchStore;
  let other: WatchStore;
  beforeEach(() => {
    const folder = historyFolder();
    [one, other] = [fromDisk(folder), fromDisk(folder)];
  });
  afterEach(() => {
    for (const store of [one, other]) store.close();
    removeHistoryFolders();
  });

  // incident 11
  it('one asks, and the other hears that it is being asked', () => {
    assert.deepEqual(
      [one.claim('work', 'one', start), other.claim('work', 'other', start), other.claim('home', 'other', start)],
      [claimed(0), { kind: 'busy' }, claimed(0)],
    );
    other.release('work', 'other');
    assert.deepEqual(other.claim('work', 'other', start), { kind: 'busy' }, 'only its owner releases it');
    one.commit('work', 'one', 0, result(start));
    assert.deepEqual(other.claim('work', 'other', start), claimed(0));
  });
  it('the claim of a window that died runs out, and its late answer is refused', () => {
    one.claim('work', 'one', start);
    assert.deepEqual(
      [other.claim('work', 'other', start + claimMs - 1), other.claim('work', 'other', start + claimMs)],
      [{ kind: 'busy' }, claimed(0)],
    );
    assert.equal(
      one.commit('work', 'one', 0, () => assert.fail('the other asks now')),
      false,
    );
    assert.equal(other.commit('work', 'other', 0, result(start)), true);
  });
  // incident 18
  it('a claim and a lease by a clock that was ahead hold nobody up', () => {
    one.claim('work', 'one', start + hour);
    assert.equal(one.lead('one', start + hour, start + hour + minute), true);
    assert.deepEqual([other.claim('work', 'other', start), other.lead('other', start, start + minute)], [claimed(0), true]);
    assert.equal(one.lead('one', start + 1, start + minute), false);
  });
  it('what one forgets, the other can no longer land', () => {
    one.claim('work', 'one', start);
    other.forget('work');
    assert.equal(
      one.commit('work', 'one', 0, () => assert.fail('it is about the old key')),
      false,
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
    const version = other.version();
    one.claim('work', 'one', start);
    one.commit('work', 'one', 0, () => ({ record: full, alerts: [alert] }));
    one.addPost('body', start);
    one.setActive(start);
    assert.notEqual(other.version(), version);
    assert.deepEqual([other.records().get('work'), other.posts().length, other.lastActiveAt()], [full, 1, start]);
    const [pending] = other.pendingAlerts();
    assert.ok(pending);
    assert.deepEqual([other.takeAlert(pending.id), one.takeAlert(pending.id)], [true, false]);
    const quiet = other.version();
    other.setActive(start + 1);
    assert.equal(other.version(), quiet);
  });
});
