import assert from 'node:assert/strict';
import { join } from 'node:path';
import { nothingKnown } from '../../../../src/core/checks/watchRecord';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { watchDatabase } from '../../../../src/node/watch/watchSchema';
import { held, readingOf, start } from '../../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { recordIn } from '../../../support/recordIn';
import { storeOf } from '../../../support/watchWindow';
import { idOf } from '../../../support/ids';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');
const { Database } = sqlite;
const record = {
  place: 'deepseek global https://api.deepseek.com ',
  reading: readingOf([held('USD', '4')]),
  error: { kind: 'unauthorized', host: 'api.deepseek.com', status: 401 },
  checkedAt: start,
  failingSince: start,
  schedule: { dueAt: start, failures: 2, stopped: true },
  alerts: { raised: ['low USD'], snoozed: [], seen: ['USD'] },
} as const;

/** A file as the first version wrote it. */
function firstVersion(): string {
  const folder = historyFolder();
  const db = new Database(join(folder, 'watch.sqlite'));
  db.exec(`${watchDatabase.migrations[0] ?? ''} PRAGMA user_version = 1;`);
  db.prepare("INSERT INTO account (id, generation, record) VALUES ('work', 3, ?), ('forgotten', 2, NULL)").run(JSON.stringify(record));
  db.exec(`INSERT INTO post (body, attempts, next_at) VALUES ('{}', 0, 0); INSERT INTO moment (name, at) VALUES ('active', ${start});`);
  db.close();
  return folder;
}

describe('a watch file of the first version', () => {
  afterEach(removeHistoryFolders);

  it('keeps what is known and told of each account', () => {
    const store = storeOf(firstVersion());
    assert.deepEqual(recordIn(store, 'work'), {
      ...record,
      epoch: 3,
      keyMark: null,
      schedule: { dueAt: start, failures: 2, refusals: 0 },
    });
    assert.deepEqual(recordIn(store, 'forgotten'), { ...nothingKnown, epoch: 2 });
    assert.deepEqual(
      [[...store.everKnown()].sort(), store.lastActiveAt(), store.posts('')],
      [['forgotten', 'work'], start, { count: 0, dueAt: null }],
    );
    assert.deepEqual(store.claim(idOf('work'), 'me', start), { kind: 'claimed', epoch: 3 });
    store.close();
  });
  it('is brought up to date by one of several windows that start together', () => {
    const folder = firstVersion();
    const stores = [storeOf(folder), storeOf(folder)];
    for (const store of stores) assert.equal(recordIn(store, 'work').checkedAt, start);
    for (const store of stores) store.close();
  });
});
