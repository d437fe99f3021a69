import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openHistory } from '../../../../src/node/history/openHistory';
import type { OpenHistory } from '../../../../src/node/history/layeredHistory';
import { applicationId, schemaVersion } from '../../../../src/node/history/schema';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { latestRows, minute, past, recordRows, rowsOf, start, work } from '../../../support/historyRows';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');
const { Database } = sqlite;
const now = start + 365 * 24 * 60 * minute;
const open = (folder: string): OpenHistory => openHistory({ folder, now: () => now });
const readings = Array.from({ length: 20_000 }, (_, index) => past(start + index * minute, 20_000 - index));

function run(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

function overwrite(file: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file);
  change(bytes);
  writeFileSync(file, bytes);
}

/** What can happen to a good file, such that opening it shows it. */
const harms: Readonly<Record<string, (file: string) => void>> = {
  'a zero-byte file': (file) => truncateSync(file),
  'a file cut in its header': (file) => truncateSync(file, 60),
  'a file cut in its first page': (file) => truncateSync(file, 3000),
  'a file cut in half': (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096),
  'a flipped bit in the header': (file) =>
    overwrite(file, (bytes) => {
      bytes[3]! ^= 0x10;
    }),
  'a flipped bit in the list of tables': (file) =>
    overwrite(file, (bytes) => {
      bytes[100]! ^= 0x08;
    }),
  'a version that no release can have': (file) =>
    overwrite(file, (bytes) => {
      bytes[60] = 0x02;
    }),
  noise: (file) =>
    overwrite(file, (bytes) => {
      bytes.fill(0xa5, 100);
    }),
  text: (file) => writeFileSync(file, 'account,unit,at,available\n'.repeat(200)),
  "another program's database": (file) => {
    rmSync(file);
    run(file, 'CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES (1); PRAGMA user_version = 1;');
  },
  'a database with our mark and other tables': (file) => {
    rmSync(file);
    run(file, `PRAGMA application_id = ${applicationId}; CREATE TABLE reading (x TEXT); PRAGMA user_version = ${schemaVersion};`);
  },
};

describe('a damaged history', () => {
  let good: string;
  let folder: string;
  let file: string;
  before(() => {
    good = join(historyFolder(), 'good.sqlite');
    const made = historyFolder();
    const store = open(made);
    store.importRows(rowsOf(readings));
    store.close();
    copyFileSync(join(made, 'history.sqlite'), good);
  });
  beforeEach(() => {
    folder = join(good, '..', `case ${Math.random()}`);
    mkdirSync(folder);
    file = join(folder, 'history.sqlite');
    copyFileSync(good, file);
  });
  after(removeHistoryFolders);

  for (const [name, harm] of Object.entries(harms)) {
    it(`${name} is set aside as it was, and a new one started`, () => {
      harm(file);
      const damaged = readFileSync(file);
      const store = open(folder);
      const place = store.place();
      assert.ok(place.kind === 'disk' && place.setAside !== null && place.file === file);
      assert.match(place.setAside, /history\.damaged-2027-01-01T00-00-00\.000Z\.sqlite$/);
      assert.ok(readFileSync(place.setAside).equals(damaged));
      assert.deepEqual(latestRows(store), []);
      recordRows(store, rowsOf([past(now, 5)]));
      store.close();
      const next = open(folder);
      assert.deepEqual([latestRows(next), next.place()], [rowsOf([past(now, 5)]), { kind: 'disk', file, setAside: null }]);
      next.close();
    });
  }

  it('damage that a later read meets is set aside then, and reading goes on', () => {
    // Every page behind the first few: b-tree pages of readings, which opening does not touch.
    overwrite(file, (bytes) => {
      for (let page = 6; page * 4096 < bytes.length; page += 1) bytes[page * 4096] = 0xff;
    });
    const store = open(folder);
    assert.deepEqual(store.place(), { kind: 'disk', file, setAside: null });
    const version = store.version();
    assert.deepEqual(store.readings(work, start, now), []);
    const place = store.place();
    assert.ok(place.kind === 'disk' && place.setAside !== null && existsSync(place.setAside));
    assert.notEqual(store.version(), version);
    recordRows(store, rowsOf([past(now, 5)]));
    assert.deepEqual(latestRows(store), rowsOf([past(now, 5)]));
    store.close();
  });
  it('damage that a write meets loses not that reading', () => {
    overwrite(file, (bytes) => {
      for (let page = 6; page * 4096 < bytes.length; page += 1) bytes[page * 4096] = 0xff;
    });
    const store = open(folder);
    recordRows(store, rowsOf([past(now, 5)]));
    assert.deepEqual([latestRows(store), store.waiting()], [rowsOf([past(now, 5)]), 0]);
    store.close();
  });
  it('an amount that no code of ours wrote is damage', () => {
    run(file, 'UPDATE reading SET available = 9007199254740993 WHERE at = (SELECT max(at) FROM reading)');
    const store = open(folder);
    assert.deepEqual(latestRows(store), []);
    assert.ok(readdirSync(folder).some((name) => name.startsWith('history.damaged-')));
    store.close();
  });
  it('another window moves over to the new file, and nothing it writes is lost', () => {
    const other = open(folder);
    assert.equal(latestRows(other).length, 1);
    overwrite(file, (bytes) => {
      bytes.fill(0xa5, 0, 100);
    });
    const store = open(folder);
    recordRows(store, rowsOf([past(now - minute, 6)]));
    recordRows(other, rowsOf([past(now, 5)]));
    assert.deepEqual(store.readings(work, 0, now), [past(now - minute, 6), past(now, 5)]);
    assert.deepEqual(other.readings(work, 0, now), [past(now - minute, 6), past(now, 5)]);
    other.close();
    store.close();
  });
  it('a file that a person removed is made anew', () => {
    const store = open(folder);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    recordRows(store, rowsOf([past(now, 5)]));
    store.close();
    const next = open(folder);
    assert.deepEqual(latestRows(next), rowsOf([past(now, 5)]));
    next.close();
  });
});

describe('a history of another version', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = historyFolder();
    file = join(folder, 'history.sqlite');
  });
  afterEach(removeHistoryFolders);

  it('version 0 is brought up to date', () => {
    run(file, `PRAGMA application_id = ${applicationId};`);
    const store = open(folder);
    assert.deepEqual(store.place(), { kind: 'disk', file, setAside: null });
    recordRows(store, rowsOf([past(start, 5)]));
    assert.deepEqual(latestRows(store), rowsOf([past(start, 5)]));
    store.close();
  });
  for (const [name, change] of Object.entries({
    'with our tables': '',
    'with tables we do not know': 'ALTER TABLE reading RENAME TO measurement;',
  })) {
    it(`a newer one ${name} is read and never written`, () => {
      const first = open(folder);
      recordRows(first, rowsOf([past(start, 5)]));
      first.close();
      run(file, `${change} PRAGMA user_version = ${schemaVersion + 1};`);
      const before = readFileSync(file);
      const store = open(folder);
      assert.deepEqual(store.place(), { kind: 'newer', file });
      const shown = change === '' ? rowsOf([past(start, 5)]) : [];
      assert.deepEqual(latestRows(store), shown);
      recordRows(store, rowsOf([past(start + minute, 4)]));
      store.setNote({ ...work, at: start, text: 'Mine' });
      assert.throws(() => store.importRows(rowsOf([past(start, 4)])), /nothing was imported/);
      assert.deepEqual(
        [latestRows(store), store.notes(work).length, store.waiting()],
        [rowsOf([past(start + minute, 4)]), 1, 2],
        'this window sees its own',
      );
      store.close();
      assert.ok(readFileSync(file).equals(before));
      assert.deepEqual(
        readdirSync(folder).filter((one) => one.startsWith('history.damaged')),
        [],
      );
    });
  }
});
