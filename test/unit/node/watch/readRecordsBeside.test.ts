import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { openWatch } from '../../../../src/node/watch/openWatch';
import { readRecordsBeside } from '../../../../src/node/watch/readRecordsBeside';
import { start } from '../../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { idOf } from '../../../support/ids';

describe('what stands beside a history', () => {
  afterEach(removeHistoryFolders);
  const sqlite = loadSqlite();
  assert.ok(sqlite, 'tests run on a Node with SQLite');
  const checkedIn = (folder: string, name = 'history.sqlite') =>
    [...readRecordsBeside(join(folder, name))].map(([id, { checkedAt }]) => [id, checkedAt]);
  const written = (): string => {
    const folder = historyFolder();
    const store = openWatch({ folder, onFailure: assert.ifError });
    store.change(idOf('work'), (before) => ({ ...before, checkedAt: start }));
    store.close();
    return folder;
  };

  it('is read, also while it is open, and not changed', () => {
    const folder = written();
    const before = readFileSync(join(folder, 'watch.sqlite'));
    assert.deepEqual(checkedIn(folder), [['work', start]]);
    assert.deepEqual(readFileSync(join(folder, 'watch.sqlite')), before);
    const store = openWatch({ folder, onFailure: assert.ifError });
    store.change(idOf('home'), (known) => ({ ...known, checkedAt: start }));
    assert.deepEqual(checkedIn(folder).length, 2);
    store.close();
  });
  it('is nothing where there is none, or it is of a copy, of others, or of another version', () => {
    const folder = written();
    assert.deepEqual(checkedIn(folder, 'copy.sqlite'), []);
    assert.deepEqual(checkedIn(historyFolder()), []);
    copyFileSync(join(folder, 'watch.sqlite'), join(folder, 'kept'));
    const db = new sqlite.Database(join(folder, 'watch.sqlite'));
    db.exec('ALTER TABLE account RENAME COLUMN record TO known');
    db.close();
    assert.deepEqual(checkedIn(folder), []);
    for (const content of ['', 'not a database', readFileSync(join(folder, 'kept')).subarray(0, 5000)]) {
      rmSync(join(folder, 'watch.sqlite'));
      writeFileSync(join(folder, 'watch.sqlite'), content);
      assert.deepEqual(checkedIn(folder), []);
    }
  });
});
