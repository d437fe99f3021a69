import assert from 'node:assert/strict';
import type { Snapshot } from '../../../src/core/model/snapshot';
import { claimMs } from '../../../src/core/checks/askOnce';
import { placeKey } from '../../../src/core/checks/placeKey';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import { accountOf, minute, start } from '../../support/accounts';
import type { Clock } from '../../support/checksPorts';
import { recordIn } from '../../support/recordIn';
import { settled } from '../../support/heldFetch';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { failed, saying } from '../../support/watch';
import { watchWindow } from '../../support/watchWindow';
import { idOf } from '../../support/ids';

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
  const shownIn = ({ checks }: typeof one): Pick<Snapshot, 'reading' | 'error' | 'checkedAt'> => {
    const { reading, error, checkedAt } = checks.snapshot(work);
    return { reading, error, checkedAt };
  };
  const ofRich = { reading: rich.reading, error: null, checkedAt: start };
  const ofNothing = { reading: null, error: null, checkedAt: null };
  const asked = (): readonly number[] => [one, other].map(({ requests }) => requests.length);

  it('a window that is alone asks, lands and shows', async () => {
    const done = one.checks.check([work], never);
    await settled();
    one.requests[0]?.answer(rich);
    await done;
    assert.deepEqual([shownIn(one), one.committed, one.why], [ofRich, [{ outcome: rich, alerts: [] }], ['check']]);
    assert.equal(recordIn(one.store, 'work').place, placeKey(work));
  });
  // incident 11
  it('a second window waits for the first, and shows its answer', async () => {
    const both = [one.checks.check([work], never), other.checks.check([work], never)];
    await settled();
    await other.passTime();
    assert.deepEqual([asked(), other.waiting(), shownIn(other)], [[1, 0], 1, ofNothing]);
    one.requests[0]?.answer(rich);
    await both[0];
    await other.passTime();
    await both[1];
    assert.deepEqual([asked(), shownIn(other), other.committed], [[1, 0], ofRich, []]);
  });
  // incident 13
  it('the others follow what one asked, once', async () => {
    other.checks.follow();
    const done = one.checks.check([work], never);
    await settled();
    one.requests[0]?.answer(rich);
    await done;
    for (let round = 0; round < 2; round += 1) other.checks.follow();
    assert.deepEqual([shownIn(other), other.changes, asked()], [ofRich, ['work'], [1, 0]]);
  });
  it('a first window that crashes is replaced as soon as its claim has run out', async () => {
    void one.checks.check([work], never);
    const done = other.checks.check([work], never);
    await settled();
    clock.now = start + claimMs - 1;
    await other.passTime();
    assert.deepEqual([asked(), other.waiting()], [[1, 0], 1]);
    clock.now = start + claimMs;
    await other.passTime();
    assert.deepEqual(asked(), [1, 1]);
    other.requests[0]?.answer(rich);
    await done;
    assert.equal(other.committed.length, 1);
    // It was not dead after all.
    one.requests[0]?.answer(poor);
    await settled();
    assert.deepEqual([one.committed, recordIn(one.store, 'work').reading], [[], rich.reading]);
  });
  it('a first window that is cancelled hands over at once', async () => {
    const abort = new AbortController();
    const left = one.checks.check([work], abort.signal);
    const done = other.checks.check([work], never);
    await settled();
    abort.abort();
    await left;
    await other.passTime();
    assert.deepEqual(asked(), [1, 1]);
    other.requests[0]?.answer(rich);
    await done;
  });
  it('whoever waits may leave', async () => {
    const abort = new AbortController();
    void one.checks.check([work], never);
    const left = other.checks.check([work], abort.signal);
    await settled();
    abort.abort();
    await left;
    assert.deepEqual([asked(), other.waiting()], [[1, 0], 0]);
  });
  it('an answer that comes between a look and a claim is not asked for again', async () => {
    let claimant = '';
    const [ofOne, { claim }] = [one.store.claim, other.store];
    Object.assign(one.store, { claim: (...args: Parameters<typeof claim>) => ((claimant = args[1]), ofOne(...args)) });
    const done = one.checks.check([work], never);
    const waits = other.checks.check([work], never);
    await settled();
    // The other window looks, the answer lands, and then it claims.
    Object.assign(other.store, {
      claim: (...args: Parameters<typeof claim>) => {
        one.store.commit(idOf('work'), claimant, 0, (before) => ({
          record: { ...before, place: placeKey(work), checkedAt: start },
          alerts: [],
          posts: [],
        }));
        return claim(...args);
      },
    });
    await other.passTime();
    await waits;
    assert.deepEqual([asked(), shownIn(other).checkedAt], [[1, 0], start]);
    Object.assign(other.store, { claim });
    assert.equal(one.store.claim(idOf('work'), 'one', start).kind, 'claimed', 'and it claims nothing for itself');
    one.requests[0]?.answer(rich);
    await done;
  });
  it('a check cancelled in this window does not give up the claim of the next one', async () => {
    const ends: ((error: Error) => void)[] = [];
    const deaf = watchWindow(historyFolder(), 'deaf', clock, {
      prepare: async () => ({ ok: true, keyMark: null, fetch: () => new Promise((_resolve, reject) => void ends.push(reject)) }),
    });
    const abort = new AbortController();
    void deaf.checks.check([work], abort.signal);
    await settled();
    abort.abort();
    void deaf.checks.check([work], never);
    await settled();
    assert.deepEqual([ends.length, deaf.waiting()], [1, 1], 'the next one waits for the claim');
    ends[0]?.(new Error('cancelled'));
    await settled();
    await deaf.passTime();
    assert.deepEqual([ends.length, deaf.store.claim(idOf('work'), 'other', start).kind], [2, 'busy'], 'and has it now');
    deaf.checks.dispose();
    ends[1]?.(new Error('cancelled'));
    await settled();
    assert.equal(deaf.store.claim(idOf('work'), 'other', start).kind, 'claimed');
    deaf.store.close();
  });
  it('a timer waits for nobody', async () => {
    void one.checks.check([work], never, { quiet: true });
    await settled();
    await other.checks.check([work], never, { quiet: true });
    assert.deepEqual([asked(), other.waiting(), one.why], [[1, 0], 0, ['timer']]);
  });
  // incident 10
  it('what was asked since is not asked again', async () => {
    const done = one.checks.check([work], never, { quiet: true, unlessSince: null });
    await settled();
    one.requests[0]?.answer(rich);
    await done;
    clock.now = start + minute;
    await other.checks.check([work], never, { quiet: true, unlessSince: null });
    assert.deepEqual(asked(), [1, 0]);
    void other.checks.check([work], never, { quiet: true, unlessSince: start });
    await settled();
    assert.deepEqual(asked(), [1, 1]);
  });
  it('a check that was called off releases its claim', async () => {
    one.store.change(idOf('work'), () => ({ ...nothingKnown, place: placeKey(work), checkedAt: start }));
    await one.checks.check([work], never, { unlessSince: null });
    assert.equal(other.store.claim(idOf('work'), 'other', start).kind, 'claimed');
  });
  // incident 15
  it('an answer to the old key lands nowhere', async () => {
    const done = one.checks.check([work], never);
    await settled();
    other.store.forget(idOf('work'), start);
    one.requests[0]?.answer(rich);
    await done;
    assert.deepEqual([one.committed, shownIn(one), recordIn(one.store, 'work')], [[], ofNothing, { ...nothingKnown, epoch: start }]);
  });
  it('tells of a crossing that lies between two windows', async () => {
    for (const [window, outcome] of [
      [one, rich],
      [other, poor],
    ] as const) {
      const done = window.checks.check([work], never);
      await settled();
      window.requests[0]?.answer(outcome);
      await done;
      clock.now += minute;
    }
    assert.deepEqual(
      [one.committed[0]?.alerts, other.committed[0]?.alerts.map(({ rule }) => rule), one.store.pendingAlerts().length],
      [[], ['low'], 1],
    );
  });
  it('a failure keeps the number, in all windows', async () => {
    for (const outcome of [rich, { ok: false, error: failed }] as const) {
      clock.now += minute;
      const done = one.checks.check([work], never);
      await settled();
      one.requests.at(-1)?.answer(outcome);
      await done;
    }
    other.checks.follow();
    assert.deepEqual(shownIn(other), { reading: rich.reading, error: failed, checkedAt: start + 2 * minute });
  });
  it('takes over an answer that was had while a key was tried, unless somebody is asking', async () => {
    one.checks.accept(work, rich);
    assert.deepEqual([shownIn(one), one.committed.length], [ofRich, 1]);
    other.store.claim(idOf('work'), 'other', start);
    one.checks.accept(work, poor);
    assert.deepEqual([one.committed.length, recordIn(one.store, 'work').reading], [1, rich.reading]);
  });
});
