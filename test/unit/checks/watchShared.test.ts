import assert from 'node:assert/strict';
import { placeKey } from '../../../src/core/checks/singleFlight';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import { claimMs } from '../../../src/node/watch/databaseWatch';
import { accountOf, minute, start } from '../../support/accounts';
import { settled } from '../../support/heldFetch';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { failed, saying } from '../../support/watch';
import { watchWindow, type Clock } from '../../support/watchWindow';

const work = accountOf();
const never = new AbortController().signal;
const rich = { ok: true, reading: saying('USD 20', start) } as const;
const poor = { ok: true, reading: saying('USD 4', start + minute) } as const;

describe('one request in all windows', () => {
  let clock: Clock;
  let one: ReturnType<typeof watchWindow>;
  let other: ReturnType<typeof watchWindow>;
  beforeEach(() => {
    clock = { now: start };
    const folder = historyFolder();
    [one, other] = [watchWindow(folder, 'one', clock), watchWindow(folder, 'other', clock)];
  });
  afterEach(() => {
    for (const { store } of [one, other]) store.close();
    removeHistoryFolders();
  });
  const asked = (): readonly number[] => [one, other].map(({ requests }) => requests.length);

  it('a window that is alone asks, lands and shows', async () => {
    const done = one.shared.fetch(work, never, {});
    await settled();
    one.requests[0]?.answer(rich);
    assert.equal(await done, null);
    assert.deepEqual(
      [one.shown, one.landed, one.readings, one.why],
      [
        [{ account: 'work', known: { reading: rich.reading, error: null, checkedAt: start } }],
        [{ outcome: rich, alerts: [] }],
        [rich.reading],
        ['check'],
      ],
    );
    assert.equal(one.store.records().get('work')?.place, placeKey(work));
  });
  // incident 11
  it('a second window waits for the first, and shows its answer', async () => {
    const both = [one.shared.fetch(work, never, {}), other.shared.fetch(work, never, {})];
    await settled();
    await other.passTime();
    assert.deepEqual([asked(), other.waiting(), other.shown], [[1, 0], 1, []]);
    one.requests[0]?.answer(rich);
    await both[0];
    await other.passTime();
    await both[1];
    assert.deepEqual([asked(), other.shown, other.landed], [[1, 0], one.shown, []]);
  });
  // incident 13
  it('the others follow what one asked, once', async () => {
    other.shared.follow([work]);
    const done = one.shared.fetch(work, never, {});
    await settled();
    one.requests[0]?.answer(rich);
    await done;
    for (let round = 0; round < 2; round += 1) other.shared.follow([work]);
    assert.deepEqual([other.shown, asked()], [one.shown, [1, 0]]);
  });
  it('a first window that crashes is replaced as soon as its claim has run out', async () => {
    void one.shared.fetch(work, never, {});
    const done = other.shared.fetch(work, never, {});
    await settled();
    clock.now = start + claimMs - 1;
    await other.passTime();
    assert.deepEqual([asked(), other.waiting()], [[1, 0], 1]);
    clock.now = start + claimMs;
    await other.passTime();
    assert.deepEqual(asked(), [1, 1]);
    other.requests[0]?.answer(rich);
    await done;
    assert.equal(other.landed.length, 1);
    // It was not dead after all.
    one.requests[0]?.answer(poor);
    await settled();
    assert.deepEqual([one.landed, one.store.records().get('work')?.reading], [[], rich.reading]);
  });
  it('a first window that is cancelled hands over at once', async () => {
    const abort = new AbortController();
    const left = one.shared.fetch(work, abort.signal, {});
    const done = other.shared.fetch(work, never, {});
    await settled();
    abort.abort();
    await assert.rejects(left);
    await other.passTime();
    assert.deepEqual(asked(), [1, 1]);
    other.requests[0]?.answer(rich);
    await done;
  });
  it('whoever waits may leave', async () => {
    const abort = new AbortController();
    void one.shared.fetch(work, never, {});
    const left = other.shared.fetch(work, abort.signal, {});
    await settled();
    abort.abort();
    await assert.rejects(left);
    assert.deepEqual(asked(), [1, 0]);
  });
  it('an answer that comes between a look and a claim is not asked for again', async () => {
    const done = one.shared.fetch(work, never, {});
    const waits = other.shared.fetch(work, never, {});
    await settled();
    const { claim } = other.store;
    // The other window looks, the answer lands, and then it claims.
    Object.assign(other.store, {
      claim: (...args: Parameters<typeof claim>) => {
        one.store.commit('work', 'one 1', 0, (before) => ({ record: { ...before, place: placeKey(work), checkedAt: start }, alerts: [] }));
        return claim(...args);
      },
    });
    await other.passTime();
    await waits;
    assert.deepEqual([asked(), other.shown.map(({ known }) => known.checkedAt)], [[1, 0], [start]]);
    Object.assign(other.store, { claim });
    assert.equal(one.store.claim('work', 'one', start).kind, 'claimed', 'and it claims nothing for itself');
    one.requests[0]?.answer(rich);
    await done;
  });
  it('a check cancelled in this window does not give up the claim of the next one', async () => {
    const abort = new AbortController();
    const left = one.shared.fetch(work, abort.signal, {});
    await settled();
    const again = one.shared.fetch(work, never, {});
    await settled();
    abort.abort();
    await assert.rejects(left);
    // The next one waited for the claim, and has it now.
    await one.passTime();
    await settled();
    assert.equal(other.store.claim('work', 'other', start).kind, 'busy');
    one.requests[1]?.answer(rich);
    await again;
    assert.deepEqual([one.shown.length, other.store.claim('work', 'other', start).kind], [1, 'claimed']);
  });
  it('a timer waits for nobody', async () => {
    void one.shared.fetch(work, never, { quiet: true });
    await settled();
    assert.equal(await other.shared.fetch(work, never, { quiet: true }), null);
    assert.deepEqual([asked(), other.waiting(), one.why], [[1, 0], 0, ['timer']]);
  });
  // incident 10
  it('what was asked since is not asked again', async () => {
    const done = one.shared.fetch(work, never, { quiet: true, unlessSince: null });
    await settled();
    one.requests[0]?.answer(rich);
    await done;
    clock.now = start + minute;
    await other.shared.fetch(work, never, { quiet: true, unlessSince: null });
    assert.deepEqual(asked(), [1, 0]);
    void other.shared.fetch(work, never, { quiet: true, unlessSince: start });
    await settled();
    assert.deepEqual(asked(), [1, 1]);
  });
  it('a check that was called off releases its claim', async () => {
    one.store.change('work', () => ({ ...nothingKnown, place: placeKey(work), checkedAt: start }));
    await one.shared.fetch(work, never, { unlessSince: null });
    assert.equal(other.store.claim('work', 'other', start).kind, 'claimed');
  });
  // incident 15
  it('an answer to the old key lands nowhere', async () => {
    const done = one.shared.fetch(work, never, {});
    await settled();
    other.store.forget('work');
    one.requests[0]?.answer(rich);
    await done;
    assert.deepEqual([one.landed, one.shown, one.store.records().size], [[], [], 0]);
  });
  it('tells of a crossing that lies between two windows', async () => {
    for (const [window, outcome] of [
      [one, rich],
      [other, poor],
    ] as const) {
      const done = window.shared.fetch(work, never, {});
      await settled();
      window.requests[0]?.answer(outcome);
      await done;
      clock.now += minute;
    }
    assert.deepEqual(
      [one.landed[0]?.alerts, other.landed[0]?.alerts.map(({ rule }) => rule), one.store.pendingAlerts().length],
      [[], ['low'], 1],
    );
  });
  it('a failure keeps the number, in all windows', async () => {
    for (const outcome of [rich, { ok: false, error: failed }] as const) {
      clock.now += minute;
      const done = one.shared.fetch(work, never, {});
      await settled();
      one.requests.at(-1)?.answer(outcome);
      await done;
    }
    other.shared.follow([work]);
    assert.deepEqual(other.shown.at(-1)?.known, { reading: rich.reading, error: failed, checkedAt: start + 2 * minute });
  });
  it('takes over an answer that was had while a key was tried, unless somebody is asking', async () => {
    one.shared.accept(work, rich);
    assert.equal(one.shown.length, 1);
    other.store.claim('work', 'other', start);
    one.shared.accept(work, poor);
    assert.deepEqual([one.shown.length, one.store.records().get('work')?.reading], [1, rich.reading]);
  });
});
