import { createInterface } from 'node:readline';
import { loadSqlite } from '../../../src/node/sqlite/sqlite';

/** Run as a program: executes each line of its input, JSON of SQL, and says `done`; closes the database when the input ends. */
function main(file: string, journal: string): void {
  const sqlite = loadSqlite();
  if (sqlite === null) throw new Error('This Node has no SQLite');
  const db = new sqlite.Database(file);
  db.exec(`PRAGMA journal_mode = ${journal}`);
  console.log('done');
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const sql: unknown = JSON.parse(line);
      db.exec(String(sql));
      console.log('done');
    })
    .on('close', () => db.close());
}

main(process.argv[2] ?? '', process.argv[3] ?? '');
