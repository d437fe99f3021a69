import { createInterface } from 'node:readline';
import { nothingKnown } from '../../src/core/checks/watchRecord';
import { openWatch } from '../../src/node/watch/openWatch';
import { idOf } from './ids';

/** Another window, as far as its answers land: one for each line it is sent, with the line's number as its time. */
const [, , folder = ''] = process.argv;
const store = openWatch({
  folder,
  onFailure: (error) => {
    throw error;
  },
});
createInterface({ input: process.stdin }).on('line', (line) => {
  const claim = store.claim(idOf('work'), 'lander', Date.now());
  if (claim.kind === 'claimed')
    store.commit(idOf('work'), 'lander', claim.epoch, () => ({
      record: { ...nothingKnown, checkedAt: Number(line) },
      alerts: [],
      posts: [],
    }));
});
