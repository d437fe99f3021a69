import assert from 'node:assert/strict';
import { goneMark } from '../../../src/core/checks/keyMark';
import type { WatchStore } from '../../../src/core/checks/watchStore';
import type { Outcome } from '../../../src/core/model/outcome';
import { accountOf, hour, minute, start } from '../../support/accounts';
import { tickingWindow } from '../../support/tickingWindow';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { recordIn } from '../../support/recordIn';
import { host, named, outcomeOf } from '../../support/watch';

const tickMs = 15_000;
const interval = 15 * minute;
const work = accountOf({ keyEnv: 'KEY' });

/** Windows of which some have the key, at each time. */
function windowsOn(hasKey: readonly ((now: number) => boolean)[]) {
  const folder = historyFolder();
  const clock = { now: start };
  const asked: { readonly window: number; readonly at: number }[] = [];
  const committed: Outcome[] = [];
  const windows = hasKey.map((has, window) => {
    const ask = async (): Promise<Outcome> => {
      asked.push({ window, at: clock.now });
      return outcomeOf('USD 20', clock.now);
    };
    return tickingWindow({
      folder,
      owner: `window ${window}`,
      clock,
      tickMs,
      intervalMs: interval,
      accounts: () => [work],
      ask,
      checks: {
        prepare: async () =>
          has(clock.now) ? { ok: true, keyMark: 'mark', fetch: ask } : { ok: false, error: { kind: 'missingKey', host } },
        onCommitted: (_account, outcome) => void committed.push(outcome),
      },
      watcher: (checks) => ({
        hasNewKey: (_account, { keyMark }) => has(clock.now) && keyMark !== 'mark',
        onNobodyAsks: (account) => checks.countUnasked(account),
      }),
    });
  });
  const pass = async (ms: number): Promise<void> => {
    for (const end = clock.now + ms; clock.now < end; clock.now += tickMs) for (const { watcher } of windows) await watcher.tick();
  };
  const [first] = windows;
  assert.ok(first);
  const alerts = (): string => named(first.store.pendingAlerts().map(({ alert }) => alert));
  return { windows, clock, asked, committed, pass, alerts, store: first.store };
}

describe('an account that no window has a key for any more', () => {
  let opened: readonly { readonly store: WatchStore }[] = [];
  const open = (...hasKey: Parameters<typeof windowsOn>[0]) => {
    const made = windowsOn(hasKey);
    opened = made.windows;
    return made;
  };
  afterEach(() => {
    for (const { store } of opened) store.close();
    removeHistoryFolders();
  });

  it('is counted as refused, and told once, at the second time; what was known stays', async () => {
    const until = start + minute;
    const had = (now: number): boolean => now < until;
    const { windows, asked, pass, alerts, store, committed } = open(had, had, had);
    await pass(20 * minute);
    const once = recordIn(store, 'work');
    assert.deepEqual([once.error?.kind, once.schedule.refusals, alerts()], ['missingKey', 1, '']);
    await pass(20 * minute);
    assert.equal(alerts(), 'checkFailing');
    await pass(24 * hour);
    const { epoch, keyMark, reading, schedule } = recordIn(store, 'work');
    assert.deepEqual([epoch, keyMark, reading?.at, alerts(), asked.length], [0, goneMark('mark'), start, 'checkFailing', 1]);
    assert.ok(schedule.refusals >= 5 && committed.length === schedule.refusals + 1, 'ever more seldom, by one window each time');
    assert.deepEqual(
      windows.map(({ checks }) => checks.snapshot(work).error?.kind),
      ['missingKey', 'missingKey', 'missingKey'],
    );
  });
  it('and that one has again, is asked at once, and goes on as it was', async () => {
    const back = start + 5 * hour;
    const { asked, pass, store } = open((now) => now < start + minute || now >= back);
    await pass(6 * hour);
    const { epoch, error, keyMark, schedule } = recordIn(store, 'work');
    assert.deepEqual([epoch, error, keyMark, schedule.refusals], [0, null, 'mark', 0]);
    assert.ok(asked[1] && asked[1].at - back < minute, 'within a few ticks');
  });
  it('but not one that another window has a key for: that one asks, whichever leads', async () => {
    for (const has of [
      [true, false],
      [false, true],
    ] as const) {
      const { asked, committed, pass, alerts } = open(
        () => has[0],
        () => has[1],
      );
      await pass(2 * hour);
      assert.ok(asked.length >= 7 && committed.every(({ ok }) => ok));
      assert.equal(alerts(), '');
      for (const { store } of opened) store.close();
      opened = [];
      removeHistoryFolders();
    }
  });
});
