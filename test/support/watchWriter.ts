import { writeSync } from 'node:fs';
import { loadSqlite, type Journal } from '../../src/node/sqlite/sqlite';
import { openWatch } from '../../src/node/watch/openWatch';
import { idOf } from './ids';

/** A window of its own: lands answers for an account of its own and one that all share, and names each that is on disk. */
const [, , folder = '', writer = '0', count = '0', journalName = 'WAL'] = process.argv;
const journal: Journal = journalName === 'WAL' ? 'WAL' : 'TRUNCATE';
const sqlite = loadSqlite();
if (!sqlite) throw new Error('This Node has no SQLite');
const store = openWatch({
  folder,
  onFailure: (error) => {
    throw error instanceof Error ? error : new Error('alone');
  },
  sqlite: { ...sqlite, journal },
});
const own = idOf(`writer ${writer}`);
const pause = new Int32Array(new SharedArrayBuffer(4));

for (let index = 1; index <= Number(count); index += 1) {
  let claim = store.claim(own, own, index);
  // Nobody else asks for this account; "busy" says that the file was locked for the moment, and windows try again.
  for (let tries = 1; claim.kind === 'busy' && tries < 50; tries += 1) {
    Atomics.wait(pause, 0, 0, 20);
    claim = store.claim(own, own, index);
  }
  if (claim.kind !== 'claimed') throw new Error('The file stays locked');
  const hasLanded = store.commit(own, own, claim.epoch, (before) => ({
    record: { ...before, checkedAt: index },
    alerts: [{ rule: 'low', account: own, unit: 'USD', amount: null, threshold: null, days: null, at: index }],
    posts: [],
  }));
  if (!hasLanded) throw new Error('Nobody forgot this account');
  store.change(idOf('shared'), (before) => ({ ...before, checkedAt: (before.checkedAt ?? 0) + 1 }));
  writeSync(1, `${index}\n`);
  // Windows write now and then; without a pause the others would wait for the lock until they give up.
  Atomics.wait(pause, 0, 0, 50 + Math.random() * 50);
}
store.close();
