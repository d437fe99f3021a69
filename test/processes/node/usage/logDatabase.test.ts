import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLogDatabase } from '../../../../src/node/usage/logDatabase';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { olderDatabase } from '../../../../src/node/sqlite/olderDatabase';
import { databaseOwner, type DatabaseOwner } from '../../../support/usage/databaseOwner';
import { scratchFolder, type ScratchFolder } from '../../../workbench/scratchFolder';

const sqlite = loadSqlite();
assert.ok(sqlite, 'tests run on a Node with SQLite');

const temporary = ['TMPDIR', 'TEMP', 'TMP'] as const;
const before = { ...process.env };

describe('the database of another program', () => {
  let scratch: ScratchFolder;
  let folder: string;
  let file: string;
  let owner: DatabaseOwner | undefined;
  beforeEach(() => {
    scratch = scratchFolder('api-balance-foreign-');
    folder = join(scratch.path, 'tool');
    mkdirSync(folder);
    // Copies of ours lie where no other test may make some at the same time.
    mkdirSync(join(scratch.path, 'temporary'));
    for (const name of temporary) process.env[name] = join(scratch.path, 'temporary');
    file = join(folder, 'log.db');
    owner = undefined;
  });
  afterEach(async () => {
    for (const name of temporary) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
    await owner?.kill();
    await scratch.remove();
  });

  const own = async (journal: string): Promise<DatabaseOwner> => {
    owner = await databaseOwner(file, journal);
    return owner;
  };
  const released = async (how: 'close' | 'kill'): Promise<void> => {
    const ending = owner;
    owner = undefined;
    await ending?.[how]();
  };
  const count = (older = false): unknown => {
    const used = older ? { ...sqlite, Database: olderDatabase(process.getBuiltinModule('node:sqlite').DatabaseSync) } : sqlite;
    return withLogDatabase(used, file, ({ rows }) => {
      // What is read has no name any more, so that a process that is killed leaves nothing; Windows removes no file that is open.
      if (process.platform !== 'win32') assert.deepEqual(readdirSync(tmpdir()), []);
      return [...rows('SELECT count(*) AS rows FROM call')].map((row) => row['rows']).join();
    });
  };
  /** Names, sizes, times and bytes of everything in the tool's folder; on a Node that opens no address, not of the log's index. */
  const everything = (): readonly string[] =>
    readdirSync(folder).map((name) => {
      if (name.endsWith('-shm') && !sqlite.opensAddresses) return name;
      const { size, mtimeMs, mode } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs} ${mode} ${createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')}`;
    });
  /** Reads as often as it may be looked at, and finds that nothing in the folder or of ours is different afterwards. */
  const counted = (): unknown => {
    const untouched = everything();
    const results = [count(), count(true), count()];
    assert.deepEqual(everything(), untouched);
    assert.deepEqual(readdirSync(tmpdir()), []);
    assert.equal(new Set(results).size, 1);
    return results[0];
  };

  it('is read with its newest rows while it is written to, and not a byte of it changes', async () => {
    const { exec } = await own('WAL');
    await exec('CREATE TABLE call (id INTEGER); INSERT INTO call VALUES (1), (2)');
    assert.equal(counted(), '2');
    await exec('INSERT INTO call VALUES (3)');
    assert.equal(counted(), '3');
    await exec('PRAGMA wal_checkpoint(TRUNCATE)');
    assert.equal(counted(), '3', 'its log is there and empty');
    await exec('INSERT INTO call VALUES (4)');
    assert.equal(counted(), '4');
    await exec('BEGIN IMMEDIATE; INSERT INTO call VALUES (5)');
    assert.equal(counted(), '4', 'what is not committed is not read');
    await exec('COMMIT');
    assert.equal(counted(), '5');
  });
  it('goes on to work for its program, which can empty its log afterwards', async () => {
    const { exec } = await own('WAL');
    await exec('CREATE TABLE call (id INTEGER); INSERT INTO call VALUES (1)');
    assert.equal(counted(), '1');
    await exec('INSERT INTO call VALUES (2); PRAGMA wal_checkpoint(TRUNCATE)');
    assert.equal(statSync(`${file}-wal`).size, 0);
    await released('close');
    assert.deepEqual(readdirSync(folder), ['log.db'], 'the last one to close it removes what lay beside it');
  });
  it('is read when its program has closed it, and nothing is beside it then', async () => {
    const { exec } = await own('WAL');
    await exec('CREATE TABLE call (id INTEGER); INSERT INTO call VALUES (1)');
    await released('close');
    assert.equal(counted(), '1');
    assert.deepEqual(readdirSync(folder), ['log.db']);
  });
  it('is read with what stands in its log alone, after its program was killed', async () => {
    const { exec } = await own('WAL');
    await exec('PRAGMA wal_autocheckpoint = 0; CREATE TABLE call (id INTEGER); INSERT INTO call VALUES (1), (2), (3)');
    await released('kill');
    assert.equal(counted(), '3');
  });
  it('is read from a copy of its files, which has its log but not the index of that', async () => {
    const { exec } = await own('WAL');
    await exec('PRAGMA wal_autocheckpoint = 0; CREATE TABLE call (id INTEGER); INSERT INTO call VALUES (1), (2), (3)');
    await released('kill');
    rmSync(`${file}-shm`);
    assert.equal(counted(), '3');
    assert.deepEqual(readdirSync(folder).sort(), ['log.db', 'log.db-wal']);
  });
  it('is copied beside nothing that a process left which was killed while it copied', async () => {
    const { exec } = await own('WAL');
    await exec('PRAGMA wal_autocheckpoint = 0; CREATE TABLE call (id INTEGER); INSERT INTO call VALUES (1)');
    await released('kill');
    rmSync(`${file}-shm`);
    const ended = spawnSync(process.execPath, ['--version']).pid;
    const others = [`api-balance-log-${process.pid}-aBc123`, `api-balance-logs-${ended}-aBc123`, 'api-balance-log-aBc123'];
    for (const name of [`api-balance-log-${ended}-aBc123`, ...others]) {
      mkdirSync(join(tmpdir(), name));
      writeFileSync(join(tmpdir(), name, 'copy.db'), 'what was said');
    }
    assert.equal(
      withLogDatabase(sqlite, file, ({ rows }) => [...rows('SELECT id FROM call')].length),
      1,
    );
    assert.deepEqual(readdirSync(tmpdir()).sort(), [...others].sort());
  });
  it('is passed over where it has to be copied and there is no folder for that', async () => {
    const { exec } = await own('WAL');
    await exec('PRAGMA wal_autocheckpoint = 0; CREATE TABLE call (id INTEGER)');
    await released('kill');
    rmSync(`${file}-shm`);
    for (const name of temporary) process.env[name] = join(scratch.path, 'gone');
    assert.equal(count(), 'unreadable');
  });
  it('is read as far as a log goes whose end is torn', async () => {
    const { exec } = await own('WAL');
    await exec('PRAGMA wal_autocheckpoint = 0; CREATE TABLE call (id INTEGER); INSERT INTO call VALUES (1)');
    await exec('INSERT INTO call VALUES (2)');
    await released('kill');
    rmSync(`${file}-shm`);
    truncateSync(`${file}-wal`, statSync(`${file}-wal`).size - 100);
    assert.equal(counted(), '1');
  });
  it('is read beside a log of nothing, as a program leaves it that only looked', async () => {
    const { exec } = await own('WAL');
    await exec('CREATE TABLE call (id INTEGER); INSERT INTO call VALUES (1)');
    await released('close');
    writeFileSync(`${file}-wal`, '');
    assert.equal(counted(), '1');
  });
  it('is read with a journal that rolls back, between two changes', async () => {
    const { exec } = await own('DELETE');
    await exec('CREATE TABLE call (id INTEGER); INSERT INTO call VALUES (1)');
    assert.equal(counted(), '1');
    await exec('INSERT INTO call VALUES (2)');
    assert.equal(counted(), '2');
    await exec('BEGIN IMMEDIATE; INSERT INTO call VALUES (3)');
    assert.equal(counted(), '2', 'its change is not in the file yet');
  });
  it('is read without the change that a crash broke off', async () => {
    const { exec } = await own('DELETE');
    await exec('CREATE TABLE call (id INTEGER, text TEXT); INSERT INTO call VALUES (1, hex(randomblob(20000)))');
    // So little memory that pages are written to the file before the change is committed.
    await exec('PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN EXCLUSIVE');
    await exec(
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO call SELECT i, hex(randomblob(5000)) FROM n',
    );
    await released('kill');
    assert.ok(statSync(`${file}-journal`).size > 0);
    assert.equal(counted(), '1');
    assert.deepEqual(readdirSync(folder).sort(), ['log.db', 'log.db-journal']);
  });
  it('is passed over while its program lets nobody in', async () => {
    const { exec } = await own('DELETE');
    await exec('CREATE TABLE call (id INTEGER); BEGIN EXCLUSIVE');
    assert.equal(count(), 'locked');
    await exec('COMMIT');
    assert.equal(counted(), '0');
  }).timeout(30_000);
  it('is passed over with its reason where it is none, is torn, has other tables, or is gone', async () => {
    const { exec } = await own('WAL');
    await exec('CREATE TABLE call (id INTEGER, text TEXT)');
    await exec("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) INSERT INTO call SELECT i, 'x' FROM n");
    await released('close');
    copyFileSync(file, join(folder, 'whole'));
    truncateSync(file, statSync(file).size - 9000);
    assert.equal(counted(), 'malformed');
    writeFileSync(file, 'this is no database, whatever its name says');
    assert.equal(counted(), 'malformed');
    copyFileSync(join(folder, 'whole'), file);
    assert.equal(
      withLogDatabase(sqlite, file, ({ rows }) => [...rows('SELECT * FROM other')]),
      'tooNew',
    );
    rmSync(file);
    assert.equal(count(), 'gone');
  });
  it('gives what it holds: columns of tables alone, and no number that is not exact', async () => {
    const { exec } = await own('WAL');
    await exec('CREATE TABLE call (id INTEGER, cost REAL, text TEXT); CREATE VIEW seen AS SELECT id FROM call');
    await exec("INSERT INTO call VALUES (9223372036854775807, 0.25, 'a'), (9007199254740991, NULL, 'b')");
    withLogDatabase(sqlite, file, ({ columns, rows }) => {
      assert.deepEqual(columns('call'), ['id', 'cost', 'text']);
      assert.deepEqual(columns('seen'), []);
      assert.deepEqual(columns('none'), []);
      assert.deepEqual(
        [...rows('SELECT * FROM call WHERE text >= ?1', 'a')],
        [
          { id: null, cost: 0.25, text: 'a' },
          { id: 9007199254740991, cost: null, text: 'b' },
        ],
      );
    });
  });
});
