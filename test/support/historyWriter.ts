import { writeSync } from 'node:fs';
import { openHistory } from '../../src/node/history/openHistory';
import { loadSqlite, type Journal } from '../../src/node/sqlite/sqlite';
import { day, minute, past, recordRows, rowsOf, start } from './historyRows';
import { idOf } from './ids';

/** A window of its own: records into a line of its own and one that all share, and names each reading that is on disk. */
const [, , folder = '', writer = '0', count = '0', journalName = 'WAL'] = process.argv;
const journal: Journal = journalName === 'WAL' ? 'WAL' : 'TRUNCATE';
const sqlite = loadSqlite();
if (!sqlite) throw new Error('This Node has no SQLite');
const store = openHistory({ folder, now: () => start + 300 * day, sqlite: { ...sqlite, journal } });
const pause = new Int32Array(new SharedArrayBuffer(4));
let unsaid: number[] = [];

for (let index = 0; index < Number(count); index += 1) {
  const reading = past(start + index * minute + Number(writer) * 1000, index * 10 + Number(writer));
  recordRows(store, [
    ...rowsOf([reading], { account: idOf(`writer ${writer}`), unit: 'USD' }),
    ...rowsOf([reading], { account: idOf('shared'), unit: 'USD' }),
  ]);
  unsaid.push(reading.at);
  if (store.waiting() === 0 && store.place().kind === 'disk') {
    writeSync(1, unsaid.map((at) => `${at}\n`).join(''));
    unsaid = [];
  }
  Atomics.wait(pause, 0, 0, Math.random() * 4);
}
store.close();
