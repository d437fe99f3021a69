import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Alert } from '../../../../src/core/checks/alerts';
import { nothingKnown } from '../../../../src/core/checks/watchRecord';
import { takesSummaryTurn } from '../../../../src/core/notify/summaryTurn';
import type { WatchStore } from '../../../../src/core/checks/watchStore';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { openWatch } from '../../../../src/node/watch/openWatch';
import { watchDatabase } from '../../../../src/node/watch/watchSchema';
import { recordIn } from '../../../support/recordIn';
import { hour, start } from '../../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { idOf } from '../../../support/ids';

const alert: Alert = { rule: 'low', account: idOf('work'), unit: 'USD', amount: null, threshold: null, days: null, at: start };
const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');
const { Database } = sqlite;

function run(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

/** Opens, and counts how often it was said that this window goes on alone. */
function open(folder: string, more: Partial<Parameters<typeof openWatch>[0]> = {}) {
  const failures: unknown[] = [];
  return { store: openWatch({ folder, onFailure: (error) => void failures.push(error), ...more }), failures };
}

const damagedIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => /^watch\.damaged-.*\.sqlite$/.test(name));

/** Everything a window does with it. */
function useAll(store: WatchStore): void {
  const claim = store.claim(idOf('work'), 'me', start);
  assert.ok(claim.kind === 'claimed');
  const committed = store.commit(idOf('work'), 'me', claim.epoch, (before) => ({
    record: { ...before, checkedAt: start },
    alerts: [],
    posts: [{ channel: '', body: 'a' }],
  }));
  assert.equal(committed?.record.checkedAt, start);
  store.change(idOf('home'), (before) => before);
  assert.deepEqual(recordIn(store, 'home'), nothingKnown);
  assert.deepEqual(recordIn(store, 'work'), { ...nothingKnown, epoch: claim.epoch, checkedAt: start });
  assert.ok(['home', 'work'].every((account) => store.everKnown().includes(idOf(account))));
  store.setActive(start);
  store.addPost(null, '', 'body', start);
  assert.deepEqual(
    [store.lead('me', start, start + 1), store.lastActiveAt(), store.posts(''), store.pendingAlerts(), store.epoch(idOf('work'))],
    [true, start, { count: 2, dueAt: start }, [], claim.epoch],
  );
  const post = store.claimPost('me', '', start);
  assert.equal(post?.body, 'a');
  store.renew(idOf('work'), 'me', start);
  store.delayPost(post.id, 'me', 1, start, start);
  assert.deepEqual([store.claimPost('me', '', start)?.attempts, store.removePost(post.id, 'me')], [1, true]);
  store.clearPosts('');
  assert.equal(store.moveTime('summary', store.time('summary'), start), true);
  store.forget(idOf('work'), start);
  store.resign('me');
}

describe('a watch file that is not as it should be', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = historyFolder();
    file = join(folder, 'watch.sqlite');
    const { store } = open(folder);
    useAll(store);
    store.close();
  });
  afterEach(removeHistoryFolders);

  const harms: Readonly<Record<string, { readonly harm: () => void; readonly setAside?: boolean }>> = {
    'a zero-byte file': { harm: () => truncateSync(file) },
    'no file': { harm: () => rmSync(file), setAside: false },
    'a file cut in its header': { harm: () => truncateSync(file, 60) },
    'a file cut in half': { harm: () => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096) },
    noise: { harm: () => writeFileSync(file, Buffer.alloc(8192, 0xa5)) },
    text: { harm: () => writeFileSync(file, 'account,unit,at,available\n'.repeat(200)) },
  };
  for (const [what, { harm, setAside = true }] of Object.entries(harms)) {
    it(`${what}: a new one is started${setAside ? ', and the old one kept aside' : ''}`, () => {
      harm();
      const damaged = setAside ? readFileSync(file) : null;
      const first = open(folder);
      const other = open(folder);
      useAll(first.store);
      assert.deepEqual([first.failures, other.failures, other.store.lastActiveAt()], [[], [], start], 'and shared');
      const aside = damagedIn(folder);
      assert.equal(aside.length, damaged ? 1 : 0);
      if (damaged) assert.ok(readFileSync(join(folder, aside[0]!)).equals(damaged));
      for (const { store } of [first, other]) store.close();
    });
  }

  it('a damaged file that another window replaces meanwhile: the new one is shared', () => {
    writeFileSync(file, Buffer.alloc(8192, 0xa5));
    let other: ReturnType<typeof open> | undefined;
    const late = open(folder, {
      // This window has found the damage, and asks for a name to set the file aside under: the other one acts first.
      now: () => {
        other ??= open(folder);
        return start;
      },
    });
    assert.ok(other);
    useAll(other.store);
    assert.deepEqual([late.failures, other.failures, late.store.lastActiveAt()], [[], [], start]);
    for (const { store } of [late, other]) store.close();
  });

  it('a file of a newer version is left as it is: the window goes on alone, and says so once', () => {
    run(file, `PRAGMA user_version = ${watchDatabase.migrations.length + 1};`);
    const { store, failures } = open(folder);
    useAll(store);
    assert.equal(failures.length, 1);
    store.close();
    assert.deepEqual(damagedIn(folder), []);
  });
  it('a file of another program with tables of the same names is set aside', () => {
    rmSync(file);
    run(file, 'CREATE TABLE account (email TEXT); CREATE TABLE lease (flat TEXT); CREATE TABLE moment (photo TEXT);');
    const { store, failures } = open(folder);
    useAll(store);
    store.close();
    assert.deepEqual([failures, damagedIn(folder).length], [[], 1]);
  });
  it("another program's file with other tables is shared as well", () => {
    rmSync(file);
    run(file, 'CREATE TABLE bookmark (url TEXT);');
    const { store, failures } = open(folder);
    useAll(store);
    store.close();
    assert.deepEqual(failures, []);
  });
  it('a record that no code of ours wrote is as good as none', () => {
    for (const record of [
      '',
      '{',
      'null',
      '[]',
      '{"place":1}',
      '{"place":"x","reading":{"at":1,"balances":[{"unit":"USD","available":0.5,"parts":[],"at":1}],"caps":[],"spend":[],"callsRefused":false,"problems":[]},"error":null,"checkedAt":null,"schedule":{"dueAt":null,"failures":0,"stopped":false},"alerts":{"raised":[],"snoozed":[],"seen":[]}}',
    ]) {
      const db = new Database(file);
      db.prepare("INSERT OR REPLACE INTO account (id, epoch, record) VALUES ('odd', 0, ?)").run(record);
      db.close();
      const { store, failures } = open(folder);
      assert.deepEqual([recordIn(store, 'odd'), failures], [nothingKnown, []], record);
      store.close();
    }
  });
  it('damage that is met later: a new file takes its place, with what this window knew', () => {
    const journal = { sqlite: { ...sqlite, journal: 'TRUNCATE' } } as const;
    rmSync(file);
    const [first, other] = [open(folder, journal), open(folder, journal)];
    const claim = first.store.claim(idOf('known'), 'me', start);
    assert.ok(claim.kind === 'claimed');
    first.store.commit(idOf('known'), 'me', claim.epoch, (before) => ({ record: { ...before, checkedAt: start }, alerts: [], posts: [] }));
    assert.equal(recordIn(first.store, 'known').checkedAt, start);
    writeFileSync(file, Buffer.alloc(16_384, 0xa5));
    first.store.setTime('checked', start);
    assert.deepEqual([first.failures, damagedIn(folder).length], [[], 1]);
    assert.deepEqual([other.store.time('checked'), recordIn(other.store, 'known').checkedAt], [start, start], 'and shared');
    assert.deepEqual(other.failures, []);
    for (const { store } of [first, other]) store.close();
  });
  it('a file that was copied while it was in use is good', () => {
    const { store } = open(folder);
    store.setTime('posted', start);
    const copy = historyFolder();
    for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
    const other = open(copy);
    assert.deepEqual([other.store.time('posted'), other.failures], [start, []]);
    for (const one of [store, other.store]) one.close();
  });
});

describe('a watch file that cannot be written', () => {
  afterEach(removeHistoryFolders);
  /** Whatever the rights of this process: SQLite itself refuses each write, as on a read-only disk. */
  class ReadOnly extends Database {
    constructor(path: string, options = {}) {
      super(path, { ...options, readOnly: true });
    }
  }
  const alone = (folder: string, more: Partial<Parameters<typeof openWatch>[0]> = {}): void => {
    const { store, failures } = open(folder, more);
    useAll(store);
    store.close();
    assert.equal(failures.length, 1);
  };

  it('as it is read-only: in memory, and said once', () => {
    const folder = historyFolder();
    open(folder).store.close();
    alone(folder, { sqlite: { ...sqlite, Database: ReadOnly } });
  });
  it('as its folder cannot be made: in memory, and said once', () => {
    const inTheWay = join(historyFolder(), 'file');
    writeFileSync(inTheWay, '');
    for (const folder of [inTheWay, join(inTheWay, 'folder')]) alone(folder);
  });
  it('any more, as its disk is full: in memory while it is, said once, and all there when it takes more', () => {
    let room = 20;
    class Small extends Database {
      constructor(path: string, options = {}) {
        super(path, options);
        this.exec(`PRAGMA max_page_count = ${room}`);
        all.push(this);
      }
    }
    const all: Small[] = [];
    const folder = historyFolder();
    const { store, failures } = open(folder, { sqlite: { ...sqlite, Database: Small } });
    useAll(store);
    const before = store.posts('').count;
    let written = 0;
    for (; failures.length === 0 && written < 100; written += 1) store.addPost(null, '', 'x'.repeat(4096), start);
    assert.equal(failures.length, 1);
    assert.ok(store.claimPost('me', '', start)?.body.startsWith('x'), 'the message that did not fit');
    store.setTime('posted', start);
    assert.equal(failures.length, 1);
    room = 1000;
    for (const db of all) if (db.isOpen) db.exec(`PRAGMA max_page_count = ${room}`);
    assert.equal(store.posts('').count, before + written);
    const other = open(folder);
    assert.deepEqual([other.store.posts('').count, other.store.time('posted')], [before + written, start]);
    for (const one of [store, other.store]) one.close();
  });
  it('any more: it goes on from the times that were shared, and a summary comes once', () => {
    const all: DatabaseSync[] = [];
    class Small extends Database {
      constructor(path: string, options = {}) {
        super(path, options);
        all.push(this);
      }
    }
    const setRoom = (pages: number): void => {
      for (const db of all) if (db.isOpen) db.exec(`PRAGMA max_page_count = ${pages}`);
    };
    const folder = historyFolder();
    const { store, failures } = open(folder, { sqlite: { ...sqlite, Database: Small } });
    const turn = (of: WatchStore, now: number): boolean => takesSummaryTurn(of, 'hourly', now, 'UTC');
    assert.deepEqual([turn(store, start), turn(store, start + hour)], [false, true]);
    setRoom(1);
    for (let written = 0; failures.length === 0 && written < 100; written += 1) store.addPost(null, '', 'x'.repeat(4096), start);
    assert.deepEqual([failures.length, turn(store, start + hour + 1), turn(store, start + 2 * hour)], [1, false, true]);
    setRoom(1000);
    const other = open(folder);
    store.posts('');
    assert.deepEqual([turn(store, start + 2 * hour + 1), turn(other.store, start + 2 * hour + 1)], [false, false]);
    for (const one of [store, other.store]) one.close();
  });
  it('an answer to a claim of before the file was lost still counts', () => {
    const folder = historyFolder();
    const { store, failures } = open(folder);
    store.forget(idOf('work'), start);
    const claim = store.claim(idOf('work'), 'me', start);
    assert.deepEqual(claim, { kind: 'claimed', epoch: start });
    run(join(folder, 'watch.sqlite'), 'DROP TABLE account;');
    assert.ok(store.commit(idOf('work'), 'me', start, (before) => ({ record: { ...before, checkedAt: start }, alerts: [], posts: [] })));
    assert.deepEqual([failures, recordIn(store, 'work').checkedAt], [[], start]);
    store.close();
  });
  it('just now, as another program has locked it: nobody leads, and the window shares again afterwards', () => {
    const folder = historyFolder();
    const { store, failures } = open(folder);
    const other = new Database(join(folder, 'watch.sqlite'));
    other.exec('BEGIN EXCLUSIVE');
    assert.equal(store.lead('me', start, start + 1), false);
    other.exec('COMMIT');
    other.close();
    assert.deepEqual([store.lead('me', start, start + 1), failures], [true, []]);
    store.close();
  });
  // In a rollback journal a write beside a reader fails at its end, when its row has been returned already.
  it('just now, as another program reads it: what could not be written is not said to be', () => {
    const folder = historyFolder();
    const journal = { sqlite: { ...sqlite, journal: 'TRUNCATE' } } as const;
    const both = [open(folder, journal), open(folder, journal)];
    const [one, other] = both.map(({ store }) => store);
    assert.ok(one && other);
    const claim = one.claim(idOf('work'), 'one', start);
    assert.ok(claim.kind === 'claimed');
    one.commit(idOf('work'), 'one', claim.epoch, (before) => ({
      record: before,
      alerts: [alert],
      posts: ['first', 'second'].map((body) => ({ channel: '', body })),
    }));
    assert.equal(one.claimPost('one', '', start)?.id, 1);
    const takeAll = (store: WatchStore, owner: string): readonly boolean[] => [
      store.lead(owner, start, start + 1),
      store.claim(idOf('home'), owner, start).kind === 'claimed',
      store.takeAlert(1),
    ];

    const reader = new Database(join(folder, 'watch.sqlite'));
    reader.exec('BEGIN; SELECT * FROM post;');
    for (const [owner, store] of [
      ['one', one],
      ['other', other],
    ] as const)
      assert.deepEqual(takeAll(store, owner), [false, false, false]);
    assert.deepEqual([one.removePost(1, 'one'), other.claimPost('other', '', start)], [true, null]);
    reader.exec('COMMIT');
    reader.close();

    assert.deepEqual(
      [takeAll(one, 'one'), takeAll(other, 'other')],
      [
        [true, true, true],
        [false, false, false],
      ],
    );
    assert.deepEqual([one.claimPost('one', '', start)?.body, other.claimPost('other', '', start)], ['second', null]);
    assert.deepEqual(
      both.flatMap(({ failures }) => failures),
      [],
    );
    for (const store of [one, other]) store.close();
  });
  it('an answer that waited for a lock, whose meaning asks for what else is known, is written once', () => {
    const folder = historyFolder();
    const { store, failures } = open(folder);
    const claim = store.claim(idOf('work'), 'me', start);
    assert.ok(claim.kind === 'claimed');
    const locker = new Database(join(folder, 'watch.sqlite'));
    locker.exec('BEGIN EXCLUSIVE');
    store.commit(idOf('work'), 'me', claim.epoch, (before) => {
      store.changes(null);
      return { record: { ...before, checkedAt: start }, alerts: [alert], posts: [{ channel: '', body: 'of the alert' }] };
    });
    store.setTime('checked', start);
    locker.exec('COMMIT');
    locker.close();
    assert.deepEqual([store.time('checked'), recordIn(store, 'work').checkedAt], [start, start]);
    assert.deepEqual([store.pendingAlerts().length, store.posts('').count, failures], [1, 1, []]);
    store.close();
  });
  // Forgotten with the key that the answer was asked for with.
  describe('an answer of before another window forgot its account', () => {
    let folder: string;
    let one: WatchStore;
    let other: WatchStore;
    const commitLate = (epoch: number) =>
      one.commit(idOf('work'), 'one', epoch, (before) => ({ record: { ...before, checkedAt: start }, alerts: [], posts: [] }));
    beforeEach(() => {
      folder = historyFolder();
      [one, other] = [open(folder).store, open(folder).store];
      assert.deepEqual(one.claim(idOf('work'), 'one', start), { kind: 'claimed', epoch: 0 });
    });
    afterEach(() => {
      for (const store of [one, other]) store.close();
    });
    const isForgotten = (): void => {
      for (const store of [one, other]) assert.deepEqual(recordIn(store, 'work'), { ...nothingKnown, epoch: start });
      assert.equal(other.claim(idOf('work'), 'other', start).kind, 'claimed');
    };

    it('that waited for a lock counts for nothing', () => {
      const locker = new Database(join(folder, 'watch.sqlite'));
      locker.exec('BEGIN EXCLUSIVE');
      commitLate(0);
      one.release(idOf('work'), 'one');
      locker.exec('COMMIT');
      locker.close();
      other.forget(idOf('work'), start);
      one.setTime('checked', start);
      isForgotten();
    });
    it('in a file that took the place of the one it was claimed in counts for nothing', () => {
      for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `watch.sqlite${end}`), { force: true });
      other.forget(idOf('work'), start);
      assert.equal(commitLate(0), null);
      isForgotten();
    });
  });
  it('where this Node has no SQLite: in memory, which is no failure', () => {
    const { store, failures } = open(historyFolder(), { sqlite: null });
    useAll(store);
    assert.deepEqual(failures, []);
  });
  it('a mistake in the code is no fault of the disk', () => {
    const { store, failures } = open(historyFolder());
    store.claim(idOf('work'), 'me', start);
    assert.throws(
      () =>
        store.commit(idOf('work'), 'me', 0, () => {
          throw new TypeError('a bug');
        }),
      TypeError,
    );
    assert.deepEqual([failures, store.claim(idOf('work'), 'other', start)], [[], { kind: 'busy' }]);
    store.close();
  });
});
