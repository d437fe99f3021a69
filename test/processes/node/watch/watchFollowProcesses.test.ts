import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { onFolderChange } from '../../../../src/node/files/folderChanges';
import { openWatch } from '../../../../src/node/watch/openWatch';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { built } from '../../../support/built';
import { idOf } from '../../../support/ids';

describe('a window without a timer', () => {
  after(removeHistoryFolders);

  it('is told of every answer of another window once it can be read, and never too early', async () => {
    const folder = historyFolder();
    const store = openWatch({ folder, onFailure: (error) => assert.fail(String(error)) });
    const child = spawn(process.execPath, [built('test', 'support', 'watchLander.js'), folder], { stdio: ['pipe', 'ignore', 'inherit'] });
    const closed = once(child, 'close');
    const rounds = 300;
    let seen = 0;
    let { revision } = store.changes(null);
    const stop = await new Promise<() => void>((resolve) => {
      const follow = (): void => {
        const news = store.changes(revision);
        if (news.revision === revision) return;
        ({ revision } = news);
        if (news.records.get(idOf('work'))?.checkedAt !== seen + 1) return;
        seen += 1;
        if (seen === rounds) resolve(unwatch);
        else child.stdin.write(`${seen + 1}\n`);
      };
      const unwatch = onFolderChange(folder, 'watch.sqlite', follow, (error) => assert.fail(String(error)));
      child.stdin.write('1\n');
    });
    stop();
    child.stdin.end();
    await closed;
    store.close();
    assert.equal(seen, rounds);
  });
});
