import { loadSqlite } from '../../src/node/sqlite/sqlite';

/** Another program: keeps a database to itself from its first word until it is told to let go. */
const [, , file = ''] = process.argv;
const sqlite = loadSqlite();
if (!sqlite) throw new Error('This Node has no SQLite');
const db = new sqlite.Database(file);
db.exec('BEGIN EXCLUSIVE');
console.log('locked');
process.stdin.once('data', () => {
  db.exec('COMMIT');
  db.close();
  console.log('free');
  process.stdin.destroy();
});
