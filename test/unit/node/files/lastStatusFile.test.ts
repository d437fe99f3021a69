import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastStatusWriter, readLastStatusFile, writeLastStatusFile } from '../../../../src/node/files/lastStatusFile';
import { historyFolder } from '../../../support/historyFolder';

const words = '{"text":"¥5.00"}';

describe('the file of what a window that opens shows', () => {
  it('gives what was written for the same settings, language and zone, and nothing for others', () => {
    const folder = join(historyFolder(), 'made', 'first');
    assert.equal(readLastStatusFile(folder, 'ground'), null);
    writeLastStatusFile(folder, 'ground', words);
    assert.equal(readLastStatusFile(folder, 'ground'), words);
    assert.equal(readLastStatusFile(folder, 'ground, another'), null);
    writeLastStatusFile(folder, 'ground', null);
    writeLastStatusFile(folder, 'ground', null);
    assert.deepEqual([readLastStatusFile(folder, 'ground'), readdirSync(folder)], [null, []]);
  });

  it('is the owner’s alone, and holds no copy of the settings: somebody may have put a key there', () => {
    const folder = historyFolder();
    writeLastStatusFile(folder, '[{"id":"work","key":"sk-sandbox-in-the-wrong-place"}]', words);
    const [name = ''] = readdirSync(folder);
    assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(join(folder, name), 'utf8'), /sandbox|work/);
  });

  it('is written where the words are others, and again where the disk did not take them', () => {
    const parent = historyFolder();
    const folder = join(parent, 'storage');
    writeFileSync(folder, 'in the way');
    const write = lastStatusWriter(folder);
    assert.throws(() => write('ground', words));
    rmSync(folder);
    write('ground', words);
    assert.equal(readLastStatusFile(folder, 'ground'), words);
    rmSync(folder, { recursive: true });
    write('ground', words);
    assert.equal(existsSync(folder), false);
    write('ground', null);
    write('ground', words);
    assert.equal(readLastStatusFile(folder, 'ground'), words);
  });

  it('says nothing where half of it is there, or something else', () => {
    const folder = historyFolder();
    writeLastStatusFile(folder, 'ground', words);
    const file = join(folder, 'last-status');
    const whole = readFileSync(file);
    for (const bytes of [whole.subarray(0, 20), Buffer.alloc(0), Buffer.from([0xff, 0xfe, 0x0a])]) {
      writeFileSync(file, bytes);
      assert.equal(readLastStatusFile(folder, 'ground'), null);
    }
    const other = historyFolder();
    mkdirSync(join(other, 'last-status'));
    assert.equal(readLastStatusFile(other, 'ground'), null);
  });
});
