import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { readBeside } from '../../../../src/node/usage/readBeside';
import { withFolder } from '../../../support/usage/withFolder';

describe('readBeside', () => {
  it('reads JSON of the same place, by its path below it', () => {
    withFolder({ 'settings.json': '\uFEFF{"a":1}', 'sessions/b.json': '[2]', 'broken.json': '{' }, (place) => {
      assert.deepEqual(readBeside(place, 'settings.json'), { a: 1 });
      assert.deepEqual(readBeside(place, 'sessions/../sessions/b.json'), [2]);
      assert.equal(readBeside(place, 'broken.json'), undefined);
      assert.equal(readBeside(place, 'none.json'), undefined);
      assert.equal(readBeside(place, 'sessions'), undefined);
    });
  });

  it('reads nothing outside, by whatever path or link', () => {
    withFolder({ 'secret.json': '{"a":1}', 'home/x.json': '{}' }, (folder) => {
      const place = join(folder, 'home');
      symlinkSync(join(folder, 'secret.json'), join(place, 'link.json'));
      for (const path of ['../secret.json', 'x/../../secret.json', 'link.json', join(folder, 'secret.json'), 'a\0b', 'x'.repeat(5_000)])
        assert.equal(readBeside(place, path), undefined, path.slice(0, 40));
    });
  });

  it('reads of a large file what stands at its beginning', () => {
    const large = JSON.stringify({ metadata: { id: 'a' }, messages: ['x'.repeat(5 << 20)] });
    withFolder({ 'large.json': large }, (place) => {
      assert.deepEqual(readBeside(place, 'large.json'), { metadata: { id: 'a' } });
    });
  });
});
