import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { isOlder, olderDatabase, opensAddresses } from '../../../../src/node/sqlite/olderDatabase';
import { scratchFolder } from '../../../workbench/scratchFolder';

// What it does is right on a newer Node too, so that it can be tried on each.
describe('SQLite of an older Node', () => {
  const Older = olderDatabase(process.getBuiltinModule('node:sqlite').DatabaseSync);
  let db: DatabaseSync;
  beforeEach(() => {
    db = new Older(':memory:');
    db.exec('CREATE TABLE row (a, b, c)');
  });
  afterEach(() => {
    if (db.isOpen) db.close();
  });

  it('is known by its version', () => {
    for (const older of ['22.13.1', '22.19.0', '23.11.0', '24.0.0', '24.6.0', '20.18.1']) assert.ok(isOlder(older), older);
    for (const newer of ['22.20.0', '22.23.3', '24.8.0', '24.21.0', '25.0.0', '26.10.0']) assert.ok(!isOlder(newer), newer);
  });
  it('opens no address before 22.15', () => {
    for (const older of ['22.13.1', '22.14.0', '23.9.0']) assert.ok(!opensAddresses(older), older);
    for (const newer of ['22.15.0', '22.19.0', '23.10.0', '24.0.0', '26.10.0']) assert.ok(opensAddresses(newer), newer);
  });
  for (const [sql, values, row] of [
    ['SELECT ?1 AS a, ?2 AS b, ?1 AS c', [1, 2], { a: 1, b: 2, c: 1 }],
    ['SELECT ?2 AS a, ?1 AS b', [1, 2], { a: 2, b: 1 }],
    ['SELECT ? AS a, ?2 AS b, ?2 + 1 AS c', [1, 2], { a: 1, b: 2, c: 3 }],
    ['SELECT ? AS a, ? AS b', ['x', null], { a: 'x', b: null }],
    ['SELECT 1 AS a', [], { a: 1 }],
  ] as const)
    it(`gives values by their numbers: ${sql}`, () => {
      const statement = db.prepare(sql);
      for (const got of [statement.get(...values), ...statement.all(...values), ...statement.iterate(...values)])
        assert.deepEqual({ ...got }, row);
    });
  it('writes, and tells what was changed', () => {
    const { changes } = db.prepare('INSERT INTO row VALUES (?3, ?1, ?2)').run('b', 'c', 'a');
    assert.equal(changes, 1);
    assert.deepEqual({ ...db.prepare('SELECT * FROM row').get() }, { a: 'a', b: 'b', c: 'c' });
    assert.equal(db.prepare('SELECT * FROM row WHERE a = ?1').get('none'), undefined);
  });
  it('gives rows as lists', () => {
    const statement = db.prepare('SELECT ?1 AS a, ?2 AS b');
    statement.setReturnArrays(true);
    assert.deepEqual(statement.all(1, 2), [[1, 2]]);
    statement.setReturnArrays(false);
    assert.deepEqual({ ...statement.all(1, 2)[0] }, { a: 1, b: 2 });
  });
  it('knows whether it is open', () => {
    assert.ok(db.isOpen);
    db.close();
    assert.ok(!db.isOpen);
  });
  it('waits for locks as long as it is told', () => {
    const waiting = new Older(':memory:', { timeout: 321 });
    assert.deepEqual({ ...waiting.prepare('PRAGMA busy_timeout').get() }, { timeout: 321 });
    waiting.close();
  });
  it('opens a file by its address', async () => {
    const { path, remove } = scratchFolder('api-balance-older-');
    const file = join(path, 'a.sqlite');
    const first = new Older(file);
    first.exec('CREATE TABLE one (a)');
    first.close();
    // Before Node 22.15 an address is nothing that it opens.
    if (Number.parseInt(process.versions.node, 10) >= 24) {
      const again = new Older(pathToFileURL(file), { readOnly: true });
      assert.deepEqual(again.prepare('SELECT * FROM one').all(), []);
      again.close();
    }
    await remove();
  });
});
