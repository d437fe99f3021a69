import assert from 'node:assert/strict';
import type { Alert } from '../../../../src/core/checks/alerts';
import { memoryWatch } from '../../../../src/core/checks/memoryWatch';
import { nothingKnown, type WatchRecord } from '../../../../src/core/checks/watchRecord';
import type { WatchStore } from '../../../../src/core/checks/watchStore';
import { takesSummaryTurn } from '../../../../src/core/notify/summaryTurn';
import { goAlone } from '../../../../src/node/watch/alone';
import { hour, minute, start } from '../../../support/accounts';
import { idOf } from '../../../support/ids';

const work = idOf('work');
const known: WatchRecord = { ...nothingKnown, place: 'somewhere', checkedAt: start };
const noTimes: ReadonlyMap<string, number> = new Map();
const low: Alert = { rule: 'low', account: work, unit: 'USD', amount: null, threshold: null, days: null, at: start };

/** A store with the account as it was known when this window lost it. */
function sharedOnce(): WatchStore {
  const store = memoryWatch();
  store.change(work, () => known);
  return store;
}

/** An answer with an alert, and a message of it. */
function commit(store: WatchStore, record: WatchRecord, text: string): void {
  store.commit(work, 'one', store.epoch(work), () => ({ record, alerts: [low], posts: [{ channel: '', body: text }] }));
}

function postsIn(store: WatchStore): readonly string[] {
  const bodies: string[] = [];
  for (let post = store.claimPost('one', '', Infinity); post; post = store.claimPost('one', '', Infinity)) {
    bodies.push(post.body);
    store.removePost(post.id, 'one');
  }
  return bodies;
}

describe('a window on its own that hands in what came', () => {
  it('of a key that was replaced there meanwhile: nothing of it is told', () => {
    const shared = sharedOnce();
    const alone = goAlone({ records: shared.changes(null).records, times: noTimes });
    commit(alone.store, { ...known, checkedAt: start + 1 }, 'of the old key');
    alone.store.addPost(null, '', 'of all', start);
    shared.forget(work, start);
    assert.equal(alone.handIn(shared, 'one', start), true);
    assert.deepEqual([shared.pendingAlerts(), postsIn(shared)], [[], ['of all']]);
  });
  it('of a key that was replaced here: what was to be told of the old one ends there, and what is of the new one is told', () => {
    const shared = sharedOnce();
    const alone = goAlone({ records: shared.changes(null).records, times: noTimes });
    commit(shared, { ...known, checkedAt: start + 1 }, 'of the old key');
    commit(alone.store, { ...known, epoch: start + hour, checkedAt: start + hour }, 'of the new key');
    assert.equal(alone.handIn(shared, 'one', start + hour), true);
    assert.deepEqual([shared.pendingAlerts().length, postsIn(shared)], [1, ['of the new key']]);
  });
  for (const [what, has] of [
    ['is back', start],
    ['is a new one', null],
  ] as const) {
    it(`takes the times over that it knows, and hands back what it moved, when the shared file ${what}`, () => {
      const times = new Map([
        ['summary hourly', start],
        ['summary daily', start],
      ]);
      const { store, handIn } = goAlone({ records: new Map(), times });
      const shared = memoryWatch();
      if (has !== null) for (const name of times.keys()) shared.setTime(name, has);
      assert.deepEqual(
        [start + minute, start + hour, start + hour + minute].map((now) => takesSummaryTurn(store, 'hourly', now, 'UTC')),
        [false, true, false],
      );
      handIn(shared, 'one', start + hour + minute);
      assert.deepEqual([shared.time('summary hourly'), shared.time('summary daily')], [start + hour, 0], 'the other pace is off');
      assert.equal(takesSummaryTurn(shared, 'hourly', start + hour + 2 * minute, 'UTC'), false);
    });
  }
  it('hands back no time that others moved on, nor an end that is of before', () => {
    const { handIn } = goAlone({
      records: new Map(),
      times: new Map([
        ['posted', start],
        ['channel', 0],
      ]),
    });
    const shared = memoryWatch();
    for (const name of ['posted', 'channel']) shared.setTime(name, start + 1);
    handIn(shared, 'one', start);
    assert.deepEqual([shared.time('posted'), shared.time('channel')], [start + 1, start + 1]);
  });
});
