import { openHistory } from '../../src/node/history/openHistory';
import { day, minute, past, recordRows, rowsOf, start, work } from './historyRows';

/** A program of its own: records until the disk takes no more, then waits for a word and records once more. */
const [, , folder = ''] = process.argv;
const now = start + 365 * day;
const store = openHistory({ folder, now: () => now });
let count = 0;
while (store.waiting() === 0 && count < 100_000) {
  recordRows(store, rowsOf([past(start + count * minute, 100_000 - count)]));
  count += 1;
}
console.log(`full after ${count}, shown ${store.readings(work, 0, now).length}, waiting ${store.waiting()}`);
process.stdin.once('data', () => {
  recordRows(store, rowsOf([past(start + count * minute, 100_000 - count)]));
  console.log(`written, waiting ${store.waiting()}`);
  store.close();
  process.stdin.destroy();
});
