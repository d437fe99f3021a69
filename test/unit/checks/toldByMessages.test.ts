import assert from 'node:assert/strict';
import type { Alert } from '../../../src/core/checks/alerts';
import { toldByMessages } from '../../../src/core/checks/toldByMessages';
import { nothingKnown } from '../../../src/core/checks/watchRecord';
import { openWatch } from '../../../src/node/watch/openWatch';
import { start } from '../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { idOf } from '../../support/ids';

const work = idOf('work');
const low: Alert = { account: work, rule: 'low', unit: 'CNY', amount: null, threshold: null, days: null, at: start };

describe('a store of a program that tells by messages alone', () => {
  afterEach(removeHistoryFolders);

  it('keeps no alert that nobody takes, whoever wrote it and whenever', () => {
    const folder = historyFolder();
    const open = () =>
      openWatch({
        folder,
        onFailure: (error) => {
          throw error;
        },
      });
    const before = open();
    before.change(
      work,
      () => nothingKnown,
      () => [low],
    );
    const store = toldByMessages(before);
    assert.deepEqual(store.pendingAlerts(), []);
    const claim = store.claim(work, 'me', start);
    const epoch = claim.kind === 'claimed' ? claim.epoch : -1;
    const posts = [{ channel: 'team', body: 'low' }];
    const committed = store.commit(work, 'me', epoch, (record) => ({ record: { ...record, epoch }, alerts: [low], posts }));
    store.change(
      work,
      (record) => record,
      () => [low],
    );
    assert.deepEqual([committed?.posts, store.posts('team').count, store.pendingAlerts()], [posts, 1, []]);
    before.close();
    const after = open();
    assert.deepEqual(after.pendingAlerts(), []);
    after.close();
  });
});
