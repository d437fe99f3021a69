import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onFolderChange } from '../../../../src/node/files/folderChanges';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';
import { until } from '../../../support/until';

describe('whoever is told of changes in a folder', () => {
  afterEach(removeHistoryFolders);

  it('and fails, is told of the next one as well', async () => {
    const folder = historyFolder();
    const faults: unknown[] = [];
    const fault = new Error('a file that is locked');
    const failing = (): void => {
      throw fault;
    };
    const end = onFolderChange(folder, 'watch', failing, (error) => void faults.push(error));
    for (const count of [1, 2]) {
      writeFileSync(join(folder, `watch${count}`), '');
      await until(() => faults.length >= count);
    }
    end();
    assert.ok(faults.every((one) => one === fault));
  });

  it('hears that there is none to be watched', () => {
    const faults: unknown[] = [];
    onFolderChange(
      join(historyFolder(), 'none'),
      'watch',
      () => undefined,
      (error) => void faults.push(error),
    )();
    assert.equal(faults.length, 1);
  });
});
