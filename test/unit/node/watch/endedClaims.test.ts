import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openWatch } from '../../../../src/node/watch/openWatch';
import { isGone, newOwner } from '../../../../src/node/watch/thisWindow';
import { start } from '../../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { idOf } from '../../../support/ids';

const work = idOf('work');
const own = newOwner();
const withPid = (pid: number | undefined): string => newOwner().replace(/^\d+/, String(pid));

describe('what a process holds that has ended', () => {
  afterEach(removeHistoryFolders);

  it('is told by its number, on its own machine, and never of one that runs', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    const owner = withPid(child.pid);
    assert.deepEqual([isGone(owner, own), isGone(`${owner} 7`, own)], [false, false]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.deepEqual([isGone(owner, own), isGone(`${owner} 7`, own)], [true, true], 'also the claim of one of its checks');
    assert.equal(isGone(owner.replace(/\S+$/, 'another-machine'), own), false);
    assert.deepEqual([isGone(own, own), isGone(`${own} 7`, own)], [false, false]);
    assert.equal(isGone(withPid(process.pid), own), true, 'in a container the one before had the same number');
    for (const other of ['', 'one', '12', `${child.pid} 1b2c`]) assert.equal(isGone(other, own), false, other);
  });

  it('is free at once, a message among it unsure, and nothing of those that run', () => {
    const folder = historyFolder();
    const store = openWatch({ folder, onFailure: (error) => assert.fail(String(error)) });
    for (const body of ['first', 'second', 'third']) store.addPost(null, 'team', body, start);
    store.addPost(null, 'night', 'held', start);
    store.claim(work, 'dead 1', start);
    store.claim(idOf('home'), 'alive 1', start);
    store.lead('dead', start, start + 30_000);
    store.claimPost('dead', 'team', start);
    store.claimPost('alive', 'night', start);
    assert.equal(store.claimPost('me', 'team', start), null);
    assert.equal(store.claimPost('me', 'team', start, 0)?.body, 'second', 'who gives up passes over what another is trying');
    store.endClaims((owner) => owner.startsWith('dead'));
    const first = store.claimPost('me', 'team', start);
    assert.deepEqual([first?.body, first?.isUnsure], ['first', true]);
    assert.deepEqual([store.claim(work, 'me', start).kind, store.lead('me', start, start + 1)], ['claimed', true]);
    assert.deepEqual([store.claim(idOf('home'), 'me', start).kind, store.claimPost('me', 'night', start)], ['busy', null]);
    store.close();
  });
});
