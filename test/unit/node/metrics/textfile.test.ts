import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTextfile } from '../../../../src/node/metrics/textfile';
import { historyFolder, removeHistoryFolders } from '../../../support/historyFolder';

describe('the file of metrics', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = historyFolder();
    file = join(folder, 'api_balance.prom');
  });
  afterEach(removeHistoryFolders);

  it('is written anew each time, for every user to read, and nothing stays beside it', () => {
    const mask = process.umask(0o077);
    try {
      assert.equal(writeTextfile(file, 'a 1\n'), null);
      assert.equal(writeTextfile(file, 'a 2\n'), null);
    } finally {
      process.umask(mask);
    }
    assert.equal(readFileSync(file, 'utf8'), 'a 2\n');
    if (process.platform !== 'win32') assert.equal(statSync(file).mode & 0o777, 0o644);
    assert.deepEqual(readdirSync(folder), ['api_balance.prom']);
  });

  it('takes the place of a link, and leaves alone what that led to', () => {
    const other = join(folder, 'other');
    writeFileSync(other, 'mine');
    symlinkSync(other, file);
    assert.equal(writeTextfile(file, 'a 1\n'), null);
    assert.equal(readFileSync(other, 'utf8'), 'mine');
    assert.equal(readFileSync(file, 'utf8'), 'a 1\n');
  });

  it('has the ending that the collector reads, and a whole path', () => {
    assert.equal(writeTextfile(join(folder, 'metrics.txt'), ''), 'wrongEnding');
    assert.equal(writeTextfile('metrics.prom', ''), 'notAbsolute');
    assert.deepEqual(readdirSync(folder), []);
  });

  it('says why it cannot be written, and leaves nothing', () => {
    assert.equal(writeTextfile(join(folder, 'absent', 'a.prom'), ''), 'noFolder');
    writeFileSync(join(folder, 'plain'), '');
    assert.equal(writeTextfile(join(folder, 'plain', 'a.prom'), ''), 'noFolder');
    mkdirSync(file);
    assert.equal(writeTextfile(file, 'a 1\n'), 'notWritable');
    assert.equal(writeTextfile(join(folder, `${'x'.repeat(250)}.prom`), ''), 'notWritable');
    assert.equal(writeTextfile('/\0.prom', ''), 'notWritable');
    assert.deepEqual(readdirSync(folder).sort(), ['api_balance.prom', 'plain']);
  });

  if (process.platform === 'linux')
    it('says where nobody may write', () => {
      assert.equal(writeTextfile('/sys/kernel/a.prom', ''), 'noRights');
    });
});
