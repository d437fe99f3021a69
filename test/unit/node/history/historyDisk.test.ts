import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openHistory } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { journalOf, loadSqlite, type Journal } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, ownDisk, removeHistoryFolders } from '../../../support/historyFolder';
import { day, latestRows, minute, past, recordRows, rowsOf, start, work } from '../../../support/historyRows';
import { built } from '../../../support/built';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');
const now = start + 365 * day;
const journals: readonly Journal[] = ['WAL', 'TRUNCATE'];
const isRoot = process.getuid?.() === 0;

describe('a disk that takes no more', () => {
  let running: ChildProcess | undefined;
  afterEach(() => {
    running?.kill('SIGKILL');
    removeHistoryFolders();
  });
  const open = (folder: string, journal: Journal): OpenHistory => openHistory({ folder, now: () => now, sqlite: { ...sqlite, journal } });

  for (const journal of journals) {
    it(`full in the middle of it, ${journal}: kept in memory, and written when there is room`, function () {
      const disk = ownDisk('400k');
      if (!disk) return this.skip();
      const store = open(disk.folder, journal);
      const all = Array.from({ length: 40_000 }, (_, index) => past(start + index * minute, 40_000 - index));
      let written = 0;
      while (store.waiting() === 0 && written < all.length) {
        recordRows(store, rowsOf(all.slice(written, written + 100)));
        written += 100;
      }
      assert.equal(store.waiting(), 1, 'the disk is full');
      assert.ok(written > 1000, `${written} fit`);
      assert.throws(
        () => store.importRows(rowsOf(all.map((reading) => ({ ...reading, at: reading.at - 100 * day })))),
        /nothing was imported/,
      );
      assert.deepEqual(latestRows(store), rowsOf([all[written - 1]!]));
      assert.deepEqual(store.readings(work, 0, now), all.slice(0, written));
      assert.equal(store.series(work, 0, now, 50).at(-1)?.last, all[written - 1]!.available);
      recordRows(store, rowsOf(all.slice(written, written + 1)));
      assert.equal(store.waiting(), 2);

      disk.remount('size=20m');
      recordRows(store, rowsOf(all.slice(written + 1, written + 2)));
      assert.equal(store.waiting(), 0);
      store.close();
      const next = open(disk.folder, journal);
      assert.deepEqual(next.readings(work, 0, now), all.slice(0, written + 2));
      assert.deepEqual(next.place(), { kind: 'disk', file: join(disk.folder, 'history.sqlite'), setAside: null });
      next.close();
    });
    it(`read-only, ${journal}: what is there is shown, what comes stays in memory`, function () {
      const disk = ownDisk('2m');
      if (!disk && isRoot) return this.skip();
      const folder = disk?.folder ?? historyFolder();
      const first = open(folder, journal);
      recordRows(first, rowsOf([past(start, 5)]));
      first.close();
      if (disk) disk.remount('ro');
      else chmodSync(folder, 0o555);
      const store = open(folder, journal);
      assert.deepEqual(store.place(), { kind: 'memory', why: 'cannotWrite' });
      assert.deepEqual(latestRows(store), rowsOf([past(start, 5)]));
      recordRows(store, rowsOf([past(start + minute, 4)]));
      assert.deepEqual(store.readings(work, 0, now), [past(start, 5), past(start + minute, 4)]);
      store.close();
    });
    it(`locked by another program, ${journal}: waits a second at most, and writes with the next reading`, () => {
      const folder = historyFolder();
      const store = open(folder, journal);
      recordRows(store, rowsOf([past(start, 5)]));
      const other = new sqlite.Database(join(folder, 'history.sqlite'));
      other.exec('BEGIN IMMEDIATE');
      const began = performance.now();
      recordRows(store, rowsOf([past(start + minute, 4)]));
      const waited = performance.now() - began;
      // Once to write and once to tidy up, each of which gives up by itself.
      assert.ok(waited < 2500, `${waited} ms`);
      assert.deepEqual([store.waiting(), latestRows(store)], [1, rowsOf([past(start + minute, 4)])]);
      other.exec('ROLLBACK');
      other.close();
      recordRows(store, []);
      assert.equal(store.waiting(), 0);
      store.close();
    });
  }

  it('a limit on the size of files: kept in memory, and written when it is lifted', async function () {
    if (process.platform !== 'linux') return this.skip();
    const folder = historyFolder();
    const script = built('test', 'support', 'historyUntilFull.js');
    const child = spawn('sh', ['-c', 'ulimit -S -f 3000 && exec "$0" "$@"', process.execPath, script, folder], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    running = child;
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const said = async (): Promise<unknown> => (await lines.next()).value;
    assert.match(String(await said()), /^full after \d{3,}, shown \d+, waiting 1$/);
    const lifted = spawn('prlimit', ['--pid', String(child.pid), '--fsize=unlimited:unlimited'], { stdio: 'inherit' });
    assert.deepEqual(await once(lifted, 'close'), [0, null]);
    child.stdin.end('go on\n');
    assert.equal(await said(), 'written, waiting 0');
    await once(child, 'close');
    const store = openHistory({ folder, now: () => now });
    const { length } = store.readings(work, 0, now);
    assert.deepEqual(
      store.readings(work, 0, now),
      Array.from({ length }, (_, index) => past(start + index * minute, 100_000 - index)),
    );
    assert.ok(length >= 100);
    store.close();
  });

  it('a folder that cannot be made: memory', () => {
    const folder = historyFolder();
    writeFileSync(join(folder, 'file'), '');
    const store = open(join(folder, 'file', 'below'), 'WAL');
    assert.deepEqual(store.place(), { kind: 'memory', why: 'cannotWrite' });
    recordRows(store, rowsOf([past(start, 5)]));
    assert.deepEqual([latestRows(store), store.waiting()], [rowsOf([past(start, 5)]), 1]);
    rmSync(join(folder, 'file'));
    recordRows(store, rowsOf([past(start + minute, 4)]));
    assert.deepEqual([store.place().kind, store.waiting()], ['disk', 0], 'and disk as soon as it can be made');
    assert.deepEqual(store.readings(work, 0, now), [past(start, 5), past(start + minute, 4)]);
    store.close();
  });
  it('locked by another program when it is opened: what comes waits', () => {
    const folder = historyFolder();
    open(folder, 'TRUNCATE').close();
    const other = new sqlite.Database(join(folder, 'history.sqlite'));
    other.exec('BEGIN EXCLUSIVE');
    const store = open(folder, 'TRUNCATE');
    assert.deepEqual(store.place(), { kind: 'memory', why: 'cannotWrite' });
    other.exec('ROLLBACK');
    other.close();
    recordRows(store, rowsOf([past(start, 5)]));
    assert.deepEqual([store.place().kind, store.waiting(), latestRows(store)], ['disk', 0, rowsOf([past(start, 5)])]);
    store.close();
  });
  it('locked, so that it cannot say which epoch counts: what waited comes under that one all the same', () => {
    const folder = historyFolder();
    const store = open(folder, 'TRUNCATE');
    recordRows(store, rowsOf([{ ...past(start, 5), epoch: 7 }]));
    const other = new sqlite.Database(join(folder, 'history.sqlite'));
    other.exec('BEGIN EXCLUSIVE');
    recordRows(store, rowsOf([past(start + minute, 4)]));
    assert.equal(store.waiting(), 1);
    other.exec('ROLLBACK');
    other.close();
    recordRows(store, []);
    assert.deepEqual([store.waiting(), latestRows(store)], [0, rowsOf([{ ...past(start + minute, 4), epoch: 7 }])]);
    store.close();
  });
  it('leaves nothing behind but its file', () => {
    const folder = join(historyFolder(), 'made', 'here');
    const store = open(folder, 'WAL');
    recordRows(store, rowsOf([past(start, 5)]));
    store.close();
    assert.deepEqual(readdirSync(folder), ['history.sqlite']);
  });
});

describe('the journal', () => {
  it('is a write-ahead log from the version that mended it', () => {
    const versions = {
      '3.46.0': 'TRUNCATE',
      '3.51.2': 'TRUNCATE',
      '3.51.3': 'WAL',
      '3.52.0': 'WAL',
      '3.100.0': 'WAL',
      '4.0.0': 'WAL',
      '': 'TRUNCATE',
    };
    for (const [version, journal] of Object.entries(versions)) assert.equal(journalOf(version), journal, version);
  });
});
