import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { WatchStore } from '../../../../src/core/checks/watchStore';
import { openHistory } from '../../../../src/node/history/openHistory';
import { loadSqlite, type Journal } from '../../../../src/node/sqlite/sqlite';
import { recordIn } from '../../../support/recordIn';
import { openWatch } from '../../../../src/node/watch/openWatch';
import { built } from '../../../support/built';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, latestRows, minute, past, recordRows, rowsOf, start, work } from '../../../support/historyRows';
import { idOf } from '../../../support/ids';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');
const journals: readonly Journal[] = ['WAL', 'TRUNCATE'];
const now = start + 100 * day;

describe('a file that another program locks for three seconds', function () {
  this.timeout(30_000);
  let folder: string;
  let locker: ChildProcess | undefined;
  beforeEach(() => {
    folder = historyFolder();
  });
  afterEach(() => {
    locker?.kill('SIGKILL');
    removeHistoryFolders();
  });
  const lock = async (name: string): Promise<() => Promise<void>> => {
    const child = spawn(process.execPath, [built('test', 'support', 'fileLocker.js'), join(folder, name)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    locker = child;
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    assert.equal((await lines.next()).value, 'locked');
    const until = performance.now() + 3000;
    return async () => {
      await delay(Math.max(0, until - performance.now()));
      child.stdin.end('go\n');
      await once(child, 'close');
    };
  };

  for (const journal of journals) {
    const own = { ...sqlite, journal };
    it(`the watch, ${journal}: nobody claims or leads, what was read is said again, and what is written comes with the next call`, async () => {
      const failures: unknown[] = [];
      const open = (): WatchStore => openWatch({ folder, sqlite: own, now: () => now, onFailure: (error) => void failures.push(error) });
      const windows = [open(), open()] as const;
      const [one, other] = windows;
      one.setTime('checked', 7);
      const claim = one.claim(idOf('work'), 'one 1', now);
      assert.ok(claim.kind === 'claimed');
      one.change(idOf('home'), (before) => ({ ...before, checkedAt: 5 }));
      for (const store of windows) {
        assert.equal(recordIn(store, 'home').checkedAt, 5);
        assert.equal(store.time('checked'), 7);
      }
      const { revision } = one.changes(null);

      const free = await lock('watch.sqlite');
      for (const [index, store] of windows.entries()) {
        assert.deepEqual(store.claim(idOf('home'), `${index}`, now), { kind: 'busy' });
        assert.equal(store.lead(`${index}`, now, now + minute), false);
        assert.deepEqual([store.time('checked'), store.changes(revision)], [7, { revision, isAll: false, records: new Map() }]);
      }
      let steps = 0;
      const step = (before: Parameters<Parameters<WatchStore['commit']>[3]>[0]) => {
        steps += 1;
        return { record: { ...before, checkedAt: 9 }, alerts: [], posts: [] };
      };
      assert.equal(one.commit(idOf('work'), 'one 1', claim.epoch, step)?.record.checkedAt, 9, 'it counts, as far as this window knows');
      one.release(idOf('work'), 'one 1');
      other.addPost(null, '', 'body', now);
      other.setTime('posted', now);
      await free();

      assert.deepEqual([one.lead('0', now, now + minute), other.lead('1', now, now + minute)], [true, false], 'one of them leads');
      for (const store of windows) {
        assert.equal(recordIn(store, 'work').checkedAt, 9);
        assert.deepEqual([store.posts('').count, store.time('posted')], [1, now]);
      }
      assert.deepEqual([steps, failures], [2, []], 'once from what was known, and once from what there is');
      for (const store of windows) store.close();
    });
    it(`when it is opened, ${journal}: the watch shares as soon as it can`, async () => {
      openWatch({ folder, sqlite: own, onFailure: (error) => assert.fail(String(error)) }).close();
      const free = await lock('watch.sqlite');
      const store = openWatch({ folder, sqlite: own, onFailure: (error) => assert.fail(String(error)) });
      if (journal === 'TRUNCATE') assert.equal(store.lead('me', now, now + minute), false);
      store.setTime('checked', 7);
      await free();
      const other = openWatch({ folder, sqlite: own, onFailure: (error) => assert.fail(String(error)) });
      assert.deepEqual(
        [store.lead('me', now, now + minute), other.lead('you', now, now + minute), other.time('checked')],
        [true, false, 7],
      );
      for (const one of [store, other]) one.close();
    });
    it(`the history, ${journal}: what is recorded waits, a second in all, and is written with the next reading`, async () => {
      const store = openHistory({ folder, now: () => now, sqlite: own });
      recordRows(store, rowsOf([past(start, 20)]));
      const free = await lock('history.sqlite');
      for (let count = 1; count <= 10; count += 1) recordRows(store, rowsOf([past(start + count * minute, 20 - count)]));
      assert.equal(store.waiting(), 10);
      await free();
      store.record();
      assert.deepEqual([store.waiting(), store.readings(work, 0, now).length], [0, 11]);
      const other = openHistory({ folder, now: () => now, sqlite: own });
      assert.deepEqual(latestRows(other), rowsOf([past(start + 10 * minute, 10)]));
      for (const one of [store, other]) one.close();
    });
  }
});
