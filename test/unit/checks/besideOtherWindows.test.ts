import assert from 'node:assert/strict';
import { claimMs } from '../../../src/core/checks/askOnce';
import type { ChecksPorts } from '../../../src/core/checks/checks';
import { Checks } from '../../../src/core/checks/checks';
import type { Outcome } from '../../../src/core/model/outcome';
import { accountOf, hour, minute, start } from '../../support/accounts';
import { checksPorts, type Clock } from '../../support/checksPorts';
import { settled } from '../../support/heldFetch';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { recordIn } from '../../support/recordIn';
import { failed, named, outcomeOf, planOf, saying } from '../../support/watch';
import { storeOf, watchWindow } from '../../support/watchWindow';
import { idOf } from '../../support/ids';

const [work, home] = [accountOf(), accountOf({ id: idOf('home') })];
const never = new AbortController().signal;
const rich: Outcome = { ok: true, reading: saying('USD 20', start) };
const poor: Outcome = { ok: true, reading: saying('USD 4', start) };

describe('a window beside others on one disk', () => {
  let clock: Clock;
  let opened: ReturnType<typeof watchWindow>[] = [];
  const windowsOf = (...owners: readonly string[]) => {
    const folder = historyFolder();
    opened = owners.map((owner) => watchWindow(folder, owner, clock));
    const [one, other] = opened;
    assert.ok(one && other);
    return [one, other] as const;
  };
  beforeEach(() => {
    clock = { now: start };
  });
  afterEach(() => {
    for (const { store } of opened) store.close();
    removeHistoryFolders();
  });

  it('no answer hides what another window wrote at that moment', async () => {
    const [one, other] = windowsOf('one', 'other');
    const both = [one.checks.check([work], never), other.checks.check([home], never)];
    await settled();
    other.requests[0]?.answer(poor);
    await both[1];
    one.requests[0]?.answer(rich);
    await both[0];
    other.checks.follow();
    for (const { checks } of [one, other])
      assert.deepEqual(
        [work, home].map((account) => checks.snapshot(account).reading),
        [rich.reading, poor.reading],
      );
  });

  it('a message of an alert has the lines of all accounts as another window left them, and nothing is asked while it is written', async () => {
    const folder = historyFolder();
    let isWriting = false;
    const lines: unknown[] = [];
    const store = storeOf(folder);
    const one = watchWindow(folder, 'one', clock, {
      store: {
        ...store,
        commit: (account, owner, epoch, step) =>
          store.commit(account, owner, epoch, (before) => {
            isWriting = true;
            const committed = step(before);
            isWriting = false;
            return committed;
          }),
        changes: (since) => (assert.ok(!isWriting), store.changes(since)),
      },
      postsOf: () => (lines.push(one.checks.snapshot(home).reading), [{ channel: '', body: 'of the alert' }]),
    });
    const other = watchWindow(folder, 'other', clock);
    opened = [one, other];
    for (const outcome of [rich, poor]) {
      const both = [one.checks.check([work], never), other.checks.check([home], never)];
      await settled();
      other.requests.at(-1)?.answer(outcome);
      await both[1];
      one.requests.at(-1)?.answer(outcome);
      await both[0];
      clock.now += minute;
    }
    assert.deepEqual([lines, store.posts('').count], [[poor.reading], 1]);
    store.close();
  });

  it('a claim lasts as long as the request that it guards', async () => {
    const [one, other] = windowsOf('one', 'other');
    const done = one.checks.check([work], never);
    await settled();
    const waiting = other.checks.check([work], never);
    for (let round = 0; round < 5; round += 1) {
      clock.now += claimMs - 1;
      one.repeat();
      await settled();
      await other.passTime();
    }
    assert.deepEqual([other.requests.length, other.waiting()], [0, 1]);
    one.requests[0]?.answer(rich);
    await done;
    assert.equal(one.repeating(), 0, 'and is renewed no longer');
    await other.passTime();
    await waiting;
    assert.deepEqual([other.requests.length, other.checks.snapshot(work).reading], [0, rich.reading]);
  });

  it('a claim of a window that died in a long request runs out', async () => {
    const [one, other] = windowsOf('one', 'other');
    void one.checks.check([work], never);
    await settled();
    clock.now += claimMs / 2;
    one.repeat();
    void other.checks.check([work], never);
    await settled();
    clock.now += claimMs - 1;
    await other.passTime();
    assert.equal(other.requests.length, 0);
    clock.now += 1;
    await other.passTime();
    assert.equal(other.requests.length, 1);
  });

  it('a claim that was made or renewed by a clock that was ahead binds nobody', async () => {
    const [one, other] = windowsOf('one', 'other');
    void one.checks.check([work], never);
    await settled();
    clock.now = start + 24 * hour;
    one.repeat();
    clock.now = start + minute;
    void other.checks.check([work], never, { quiet: true });
    await settled();
    assert.equal(other.requests.length, 1);
  });

  for (const [what, replace] of [
    ['forgotten with its key', (checks: Checks) => checks.forget(idOf('work'))],
    [
      'asked with another key of its variable',
      // A first answer with another mark.
      (checks: Checks) => checks.accept(work, rich),
    ],
  ] as const) {
    it(`${what} in another window: the check that is under way is called off`, async () => {
      const folder = historyFolder();
      const ends: ((outcome: Outcome) => void)[] = [];
      const signals: AbortSignal[] = [];
      const deaf: ChecksPorts['prepare'] = async () => ({
        ok: true,
        keyMark: 'old',
        fetch: (signal) => (signals.push(signal), new Promise((resolve) => void ends.push(resolve))),
      });
      const [one, other] = [watchWindow(folder, 'one', clock, { prepare: deaf }), watchWindow(folder, 'other', clock)];
      opened = [one, other];
      const first = one.checks.check([work], never);
      await settled();
      ends[0]?.(rich);
      await first;
      clock.now += minute;
      const second = one.checks.check([work], never);
      await settled();
      clock.now += claimMs;
      other.checks.follow();
      replace(other.checks);
      one.checks.follow();
      assert.deepEqual([signals[1]?.aborted, one.checks.snapshot(work).checking], [true, false]);
      const { epoch, reading } = recordIn(other.store, 'work');
      ends[1]?.(poor);
      await second;
      assert.deepEqual([one.committed.length, recordIn(one.store, 'work').epoch, recordIn(one.store, 'work').reading], [1, epoch, reading]);
    });
  }
});

describe('a key of a variable or a file that is another one', () => {
  for (const [what, ms] of [
    ['a while later', hour],
    ['at the same moment', 0],
    ['after the clock went back', -24 * hour],
  ] as const) {
    it(`${what}: a new epoch, of which the first reading raises no alert`, async () => {
      const clock = { now: start };
      let [keyMark, answer] = ['first', 'USD 20'];
      const crossed: string[] = [];
      const ports = checksPorts(clock, async () => rich, {
        prepare: async () => ({ ok: true, keyMark, fetch: async () => outcomeOf(answer, clock.now) }),
        onCommitted: (_account, _outcome, { alerts }) => void crossed.push(named(alerts)),
      });
      const checks = new Checks(ports);
      await checks.check([work], never);
      const before = recordIn(ports.store, 'work');
      clock.now += ms;
      [keyMark, answer] = ['second', 'USD 3'];
      await checks.check([work], never);
      const after = recordIn(ports.store, 'work');
      assert.ok(after.epoch > before.epoch, `${before.epoch}, then ${after.epoch}`);
      assert.deepEqual([after.keyMark, crossed, checks.snapshot(work).error], ['second', ['', ''], null]);
      answer = 'USD 0.5';
      await checks.check([work], never);
      assert.deepEqual(crossed.slice(2), ['critical USD'], 'the next one does');
    });
  }
});

describe('a check by hand just after a wake', () => {
  const awake = (more: Partial<ChecksPorts> = {}) => {
    const clock = { now: start };
    let end: (outcome: Outcome) => void = () => undefined;
    const held = new Promise<Outcome>((resolve) => {
      end = resolve;
    });
    const checks = new Checks(
      checksPorts(clock, () => held, { planContext: () => planOf({ now: clock.now, wokeAt: start - 1000 }), ...more }),
    );
    return { checks, fail: () => end({ ok: false, error: failed }) };
  };
  it('that failed is told to the person who asked', async () => {
    const { checks, fail } = awake();
    fail();
    await checks.check([work], never);
    assert.deepEqual([checks.snapshot(work).error, checks.snapshot(work).checkedAt], [failed, start]);
  });
  it('of the timer is not told to anybody', async () => {
    const { checks, fail } = awake();
    fail();
    await checks.check([work], never, { quiet: true });
    assert.deepEqual([checks.snapshot(work).error, checks.snapshot(work).checkedAt], [null, null]);
  });
  it('of the timer that a person joined is told', async () => {
    const { checks, fail } = awake();
    const both = [checks.check([work], never, { quiet: true }), settled().then(() => checks.check([work], never))];
    await settled();
    await settled();
    fail();
    await Promise.all(both);
    assert.equal(checks.snapshot(work).error, failed);
  });
});
