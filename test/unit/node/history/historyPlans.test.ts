import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { openHistory } from '../../../../src/node/history/openHistory';
import { reads, writes } from '../../../../src/node/history/sql';
import { loadSqlite } from '../../../../src/node/sqlite/sqlite';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { built } from '../../../support/built';

describe('the queries of history', () => {
  after(removeHistoryFolders);

  it('seek by primary key: none reads through all readings or notes, and none sorts', () => {
    const folder = historyFolder();
    openHistory({ folder, now: () => 0 }).close();
    const sqlite = loadSqlite();
    assert.ok(sqlite);
    const db = new sqlite.Database(join(folder, 'history.sqlite'));
    const planOf = (sql: string): readonly string[] =>
      db
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((row) => String(row['detail']));
    const asks = Object.entries({ ...reads, ...writes }).filter(([name]) => name !== 'dataVersion');
    const scans = asks.flatMap(([name, sql]) =>
      planOf(sql)
        .filter((step) => /^SCAN|TEMP B-TREE/.test(step))
        .map((step) => `${name}: ${step}`),
    );
    // A handful of accounts and lines, each of which is shown; the slices of the page, which are computed; and the one neighbour of a row.
    assert.deepEqual(
      scans.filter((step) => !/: SCAN (?:account|line|cell|near|CONSTANT ROW|\d+ CONSTANT ROWS?)(?: USING.*)?$/.test(step)),
      [],
    );
    assert.ok(asks.some(([, sql]) => planOf(sql).some((step) => step === 'SEARCH reading USING PRIMARY KEY (line=? AND at>? AND at<?)')));
    assert.ok(planOf('SELECT * FROM reading').includes('SCAN reading'), 'a scan would be seen');
    db.close();
  });
  it('load SQLite when history is opened, not before, and print no warning', () => {
    const module = JSON.stringify(built('src', 'node', 'history', 'openHistory.js'));
    const script = `process.on('warning', (one) => console.log(one.message)); const { openHistory } = require(${module}); const before = process.moduleLoadList.some((name) => name.endsWith(' sqlite')); openHistory({ folder: ${JSON.stringify(historyFolder())}, now: Date.now }).close(); setTimeout(() => console.log(before), 10);`;
    assert.equal(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }), 'false\n');
  });
  it('name no module of SQLite that an older runtime would miss', () => {
    assert.doesNotMatch(readFileSync(built('src', 'node', 'sqlite', 'sqlite.js'), 'utf8'), /require\("node:sqlite"\)/);
  });
});
