import assert from 'node:assert/strict';
import type { Account } from '../../../src/core/model/account';
import type { Outcome } from '../../../src/core/model/outcome';
import { placeKey } from '../../../src/core/checks/placeKey';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import type { WatcherPorts } from '../../../src/core/checks/watcher';
import { accountOf, hour, minute, start } from '../../support/accounts';
import { settled } from '../../support/heldFetch';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { recordIn } from '../../support/recordIn';
import { tickingWindow } from '../../support/tickingWindow';
import { outcomeOf, type Answer } from '../../support/watch';
import { idOf } from '../../support/ids';

const second = 1000;
const tickMs = 20 * second;
const interval = 15 * minute;
const [work, home] = [accountOf(), accountOf({ id: idOf('home') })];

/** Windows on one disk; a check is answered at once. What each asked, and when, in minutes. */
function windowsOn(count: number, more: Partial<WatcherPorts> = {}) {
  const folder = historyFolder();
  const clock = { now: start };
  const asked: { readonly window: number; readonly account: string; readonly minute: number }[] = [];
  let answer: Answer = 'USD 20';
  const windows = Array.from({ length: count }, (_, index) => {
    const ask = async ({ id }: Account): Promise<Outcome> => {
      asked.push({ window: index, account: id, minute: (clock.now - start) / minute });
      return outcomeOf(answer, clock.now);
    };
    const accounts = (): readonly Account[] => [work];
    return tickingWindow({ folder, owner: `window ${index}`, clock, tickMs, intervalMs: interval, accounts, ask, watcher: () => more });
  });
  /** All windows tick, one after the other, until the time is over. */
  const pass = async (ms: number, alive: readonly number[] = windows.map((_, index) => index)): Promise<void> => {
    for (const end = clock.now + ms; clock.now < end; clock.now += tickMs) for (const index of alive) await windows[index]?.watcher.tick();
  };
  return {
    windows,
    clock,
    asked,
    pass,
    say: (next: Answer): void => {
      answer = next;
    },
    leaders: () => windows.flatMap(({ watcher }, index) => (watcher.leads ? [index] : [])),
  };
}

describe('many windows that tick', () => {
  let opened: ReturnType<typeof windowsOn>['windows'] = [];
  const open = (...args: Parameters<typeof windowsOn>) => {
    const made = windowsOn(...args);
    opened = made.windows;
    return made;
  };
  afterEach(() => {
    for (const { store } of opened) store.close();
    removeHistoryFolders();
  });

  // incident 10
  it('nine windows ask once for each interval', async () => {
    const { asked, pass, leaders } = open(9);
    await pass(hour);
    assert.deepEqual(
      asked,
      [0, 15, 30, 45].map((at) => ({ window: 0, account: 'work', minute: at })),
    );
    assert.deepEqual(leaders(), [0]);
  });
  it('a leader that died is replaced within two ticks, and nothing is asked twice', async () => {
    const { asked, pass, leaders, windows } = open(3);
    await pass(minute);
    await pass(tickMs, [1, 2]);
    assert.equal(windows[1]!.watcher.leads, false, 'the lease holds for two ticks');
    await pass(tickMs, [1, 2]);
    assert.deepEqual(
      leaders().filter((index) => index !== 0),
      [1],
    );
    await pass(hour, [1, 2]);
    assert.deepEqual(
      asked.map(({ window, minute: at }) => [window, Math.floor(at)]),
      [
        [0, 0],
        [1, 15],
        [1, 30],
        [1, 45],
        [1, 60],
      ],
    );
  });
  it('a leader that closes hands over at once', async () => {
    const { pass, leaders, windows } = open(2);
    await pass(tickMs);
    windows[0]!.watcher.resign();
    await pass(tickMs, [1]);
    assert.deepEqual(leaders(), [1]);
  });
  it('an extension host whose window is gone does not lead', async () => {
    let isAlive = true;
    const { pass, asked, leaders } = open(1, { isAlive: async () => isAlive });
    await pass(minute);
    isAlive = false;
    await pass(hour);
    assert.deepEqual([asked.length, leaders()], [1, []]);
  });
  it('a window that hangs in a question holds up no other', async () => {
    let questions = 0;
    const { windows, pass, asked, leaders } = open(2, {
      isAlive: () => ((questions += 1) === 1 ? new Promise(() => {}) : Promise.resolve(true)),
    });
    void windows[0]!.watcher.tick();
    await pass(minute);
    assert.deepEqual([asked.map(({ window }) => window), leaders()], [[1], [1]]);
  });
  // incident 17, incident 41
  it('after eight hours of sleep there is one check, not one for each that was missed', async () => {
    const { asked, pass, clock } = open(3);
    await pass(minute);
    clock.now += 8 * hour;
    await pass(14 * minute);
    assert.deepEqual(
      asked.map(({ minute: at }) => at),
      [0, 8 * 60 + 1],
    );
  });
  it('the first failure after a wake is silent, and tried again in half a minute', async () => {
    const { asked, pass, clock, say, windows } = open(1);
    await pass(minute);
    clock.now += 8 * hour;
    say({ kind: 'unreachable', host: 'api.example.com' });
    await pass(tickMs);
    assert.deepEqual([asked.length, recordIn(windows[0]!.store, 'work').error], [2, null]);
    say('USD 20');
    await pass(minute);
    assert.deepEqual([asked.length, recordIn(windows[0]!.store, 'work').schedule.failures], [3, 0]);
  });
  // incident 18
  it('a tick that takes long is no sleep, and a sleep in the midst of one is', async () => {
    let end: (() => void) | undefined;
    const { windows, clock, pass } = open(1, { check: () => new Promise((resolve) => (end = resolve)) });
    const { watcher } = windows[0]!;
    const ticking = watcher.tick();
    await settled();
    await pass(5 * minute);
    assert.equal(watcher.wokeAt, -Infinity, 'it is called while one is under way');
    clock.now += 8 * hour;
    await watcher.tick();
    const wokeAt = clock.now;
    assert.equal(watcher.wokeAt, wokeAt);
    clock.now += 5 * minute;
    end?.();
    await ticking;
    end = undefined;
    const next = watcher.tick();
    await settled();
    assert.equal(watcher.wokeAt, wokeAt, 'it is called when one has ended');
    (end as (() => void) | undefined)?.();
    await next;
  });
  for (const [when, ports] of [
    ['looked whether it is alive', (gate: Promise<void>) => ({ isAlive: () => gate.then(() => true) })],
    ['asked', (gate: Promise<void>) => ({ check: () => gate })],
  ] as const) {
    it(`one that stopped while it ${when} stays stopped`, async () => {
      let free: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (free = resolve));
      let led = 0;
      const { windows } = open(2, { ...ports(gate), onLead: () => void (led += 1) });
      const [one, other] = windows;
      assert.ok(one && other);
      const ticking = one.watcher.tick();
      await settled();
      one.watcher.resign();
      free();
      await ticking;
      assert.deepEqual([one.watcher.leads, led, other.store.lead('other', start, start + minute)], [false, 0, true]);
      await one.watcher.tick();
      other.store.resign('other');
      await one.watcher.tick();
      assert.equal(one.watcher.leads, true, 'until it is started again');
    });
  }
  it('a clock that steps back two hours stops nothing, and floods nobody', async () => {
    const { asked, pass, clock } = open(3);
    await pass(minute);
    clock.now -= 2 * hour;
    await pass(hour);
    assert.deepEqual(
      asked.map(({ minute: at }) => at),
      [0, -104, -89, -74],
    );
  });
  // incident 12
  it('nobody asks before Retry-After, also windows that were opened since', async () => {
    const { asked, pass, say, clock } = open(2);
    say({ kind: 'rateLimited', host: 'api.example.com', status: 429, retryAt: start + 3 * hour });
    await pass(tickMs, [0]);
    say('USD 20');
    clock.now += hour;
    await pass(2 * hour + minute, [1]);
    assert.deepEqual(
      asked.map(({ window, minute: at }) => [window, Math.ceil(at)]),
      [
        [0, 0],
        [1, 180],
      ],
    );
  });
  it('a wait that a clock reckoned that was ahead ends with it', async () => {
    const { asked, pass, say, clock } = open(2);
    say({ kind: 'rateLimited', host: 'api.example.com', status: 429, retryAt: start + hour });
    await pass(tickMs);
    say('USD 20');
    clock.now -= 3 * hour;
    await pass(hour);
    assert.deepEqual(
      asked.map(({ minute: at }) => Math.round(at + 180)),
      [180, 30, 45],
    );
  });
  it('waits while there is no network, and asks when there is', async () => {
    let isOnline = false;
    const { asked, pass } = open(1, { canReach: () => isOnline });
    await pass(hour);
    assert.deepEqual(asked, []);
    isOnline = true;
    await pass(tickMs);
    assert.deepEqual(
      asked.map(({ minute: at }) => at),
      [60],
    );
  });
  it('with the timer off does nothing at all', async () => {
    const { asked, pass, leaders, windows } = open(2, { intervalOf: () => 0, isAlive: async () => assert.fail('nobody needs to know') });
    await pass(hour);
    assert.deepEqual([asked, leaders(), windows[0]!.watcher.nextDue()], [[], [], null]);
  });
  it('asks those accounts alone that are watched, and knows what is next', async () => {
    const { asked, pass, windows, clock } = open(1, {
      accounts: () => [work, home],
      intervalOf: ({ id }) => (id === 'home' ? 0 : interval),
    });
    assert.equal(windows[0]!.watcher.nextDue(), clock.now);
    await pass(tickMs);
    assert.deepEqual([asked.map(({ account }) => account), windows[0]!.watcher.nextDue()], [['work'], start + interval]);
  });
  it('asks ever more seldom after a refused key, until it is forgotten with its key', async () => {
    const { asked, pass, say, windows, clock } = open(1);
    say({ kind: 'unauthorized', host: 'api.example.com', status: 401 });
    await pass(24 * hour);
    const gaps = asked.slice(1).map(({ minute: at }, index) => at - (asked[index]?.minute ?? NaN));
    assert.deepEqual(gaps, [15, 30, 60, 120, 240, 360, 360]);
    windows[0]!.store.forget(idOf('work'), clock.now);
    say('USD 20');
    await pass(tickMs);
    assert.deepEqual([asked.length, recordIn(windows[0]!.store, 'work').schedule.refusals], [9, 0]);
  });
  it('makes a plan of a shorter interval at once', async () => {
    const { asked, pass, windows } = open(1);
    windows[0]!.store.change(idOf('work'), () => ({
      ...nothingKnown,
      place: placeKey(work),
      checkedAt: start,
      schedule: { dueAt: start + 24 * hour, failures: 0, refusals: 0 },
    }));
    await pass(16 * minute);
    assert.deepEqual(
      asked.map(({ minute: at }) => at),
      [15],
    );
  });
});
