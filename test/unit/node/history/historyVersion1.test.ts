import assert from 'node:assert/strict';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { openHistory } from '../../../../src/node/history/openHistory';
import { readHistoryFile } from '../../../../src/node/history/readHistoryFile';
import { readLatest } from '../../../../src/node/history/readLatest';
import { applicationId, schemaVersion } from '../../../../src/node/history/schema';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { day, hour, latestRows, past, recordRows, rowsOf, start, work } from '../../../support/historyRows';
import { idOf } from '../../../support/ids';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');
const { Database } = sqlite;
const now = start + 100 * day;

/** As version 1 made it. */
const tables = `PRAGMA application_id = ${applicationId};
  CREATE TABLE line (id INTEGER PRIMARY KEY, account TEXT NOT NULL, unit TEXT NOT NULL, seen INTEGER NOT NULL DEFAULT 0,
    tidied INTEGER NOT NULL DEFAULT 0, UNIQUE (account, unit)) STRICT;
  CREATE TABLE reading (line INTEGER NOT NULL, at INTEGER NOT NULL, available INTEGER NOT NULL, granted INTEGER, rest INTEGER,
    PRIMARY KEY (line, at)) STRICT, WITHOUT ROWID;
  CREATE TABLE note (line INTEGER NOT NULL, at INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (line, at)) STRICT, WITHOUT ROWID;
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO line (id, account, unit, seen) VALUES (7, 'work', 'USD', ${(start + hour) / 1000}), (9, 'work', 'EUR', ${start / 1000});
  INSERT INTO reading VALUES (7, ${start / 1000}, 10000000, 3000000, 0), (7, ${(start + hour) / 1000}, 9000000, 3000000, 0),
    (9, ${start / 1000}, 5000000, NULL, NULL);
  INSERT INTO note VALUES (7, ${(start + hour) / 1000}, 'First');
  PRAGMA user_version = 1;`;

describe('a history of version 1', () => {
  let folder: string;
  let file: string;
  let old: DatabaseSync;
  beforeEach(() => {
    folder = historyFolder();
    file = join(folder, 'history.sqlite');
    old = new Database(file);
    old.exec(tables);
  });
  afterEach(() => {
    if (old.isOpen) old.close();
    removeHistoryFolders();
  });
  const euros = { account: idOf('work'), unit: 'EUR' };
  const expected = [past(start, 10, 7, 3), past(start + hour, 9, 6, 3)];
  const newest = new Set([...rowsOf([expected[1]!]), ...rowsOf([past(start, 5)], euros)]);

  it('is brought to version 2 with all that is in it', () => {
    old.close();
    const store = openHistory({ folder, now: () => now });
    assert.deepEqual(store.readings(work, 0, now), expected);
    assert.deepEqual(new Set(latestRows(store)), newest);
    assert.deepEqual(store.notes(work), [{ ...work, at: start + hour, text: 'First' }]);
    store.close();
    old = new Database(file);
    assert.equal(old.prepare('PRAGMA user_version').get()?.['user_version'], schemaVersion);
    assert.deepEqual(
      old
        .prepare('SELECT DISTINCT line FROM reading ORDER BY line')
        .all()
        .map((row) => row['line']),
      [7, 9],
      'no reading was moved',
    );
  });
  it('is read as it is by the command line, and where it cannot be changed', function () {
    old.close();
    assert.throws(() => readLatest(folder, now), /no such table/);
    const rows = [...rowsOf(expected), ...rowsOf([past(start, 5)], euros)];
    const inOrder = rows.toSorted((a, b) => a.reading.at - b.reading.at);
    assert.deepEqual([...readHistoryFile(file, { account: null, from: -Infinity })], inOrder);
    chmodSync(file, 0o400);
    if (process.getuid?.() === 0) return;
    const store = openHistory({ folder, now: () => now });
    assert.deepEqual([store.place().kind, store.readings(work, 0, now)], ['memory', expected]);
    store.close();
  });
  it('is read at start-up once it was brought up to date', () => {
    old.close();
    openHistory({ folder, now: () => now }).close();
    assert.deepEqual(new Set(latestRows({ latest: () => readLatest(folder, now) })), newest);
  });
  it('is migrated under a window of version 1, which reads and writes on', () => {
    const lineId = old.prepare('SELECT id, seen FROM line WHERE account = ? AND unit = ?');
    const put = old.prepare(`INSERT OR REPLACE INTO reading (line, at, available, granted, rest) VALUES (?, ?, ?, NULL, NULL)`);
    const addLine = old.prepare('INSERT INTO line (account, unit) VALUES (?, ?)');
    const setSeen = old.prepare('UPDATE line SET seen = ? WHERE id = ?');
    const untidy = old.prepare('SELECT id, tidied, (SELECT max(at) FROM reading WHERE line = id) AS newest FROM line ORDER BY id');
    assert.equal(lineId.get('work', 'USD')?.['id'], 7);

    const store = openHistory({ folder, now: () => now });
    recordRows(store, rowsOf([{ ...past(start + 2 * hour, 50), epoch: start + 2 * hour }]));
    recordRows(store, [{ ...work, cap: 'key daily', reading: { ...past(start + 2 * hour, 1), epoch: start + 2 * hour } }]);
    const before = store.lines().find(({ unit }) => unit === 'USD');

    const line = Number(lineId.get('work', 'USD')?.['id']);
    put.run(line, (start + 3 * hour) / 1000, 49_000_000);
    setSeen.run((start + 3 * hour) / 1000, line);
    const added = Number(addLine.run('other', 'USD').lastInsertRowid);
    put.run(added, start / 1000, 1_000_000);
    assert.equal(untidy.all().length, 5);

    assert.deepEqual(store.readings(work, start + 3 * hour, now).at(-1), { ...past(start + 3 * hour, 49), epoch: start + 2 * hour });
    const after = store.lines().find(({ unit, account }) => account === 'work' && unit === 'USD');
    assert.ok(before && after && after.revision > before.revision && after.rewritten === before.rewritten, 'its writes are counted');
    assert.deepEqual(
      latestRows(store).find(({ account }) => account === 'other'),
      { account: idOf('other'), unit: 'USD', reading: past(start, 1) },
    );
    store.close();
  });
});
