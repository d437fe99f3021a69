import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, renameSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { walkPlace, type WalkedFile } from '../../../../src/node/usage/walkPlace';
import { asOther } from '../../../support/usage/asOther';
import { withFolder } from '../../../support/usage/withFolder';

const isLog = (path: string): boolean => path.endsWith('.jsonl');

function walk(place: string, under = 'sessions'): readonly WalkedFile[] {
  return [...walkPlace(place, { under, matches: isLog })].sort((a, b) => (a.path < b.path ? -1 : 1));
}

const read = (path: string): WalkedFile => ({ path, skipped: null });

describe('walkPlace', () => {
  it('finds what matches below one folder, and nothing beside or above it', () => {
    withFolder(
      { 'sessions/a.jsonl': '', 'sessions/2026/10/b.jsonl': '', 'sessions/c.txt': '', 'd.jsonl': '', 'other/e.jsonl': '' },
      (place) => {
        assert.deepEqual(walk(place), [read('sessions/2026/10/b.jsonl'), read('sessions/a.jsonl')]);
        assert.deepEqual(walk(place, ''), [
          read('d.jsonl'),
          read('other/e.jsonl'),
          read('sessions/2026/10/b.jsonl'),
          read('sessions/a.jsonl'),
        ]);
      },
    );
  });

  it('finds nothing where there is nothing, or a file in the place of a folder', () => {
    withFolder({ sessions: '' }, (place) => {
      assert.deepEqual(walk(place), []);
      assert.deepEqual(walk(join(place, 'none')), []);
    });
  });

  it('does not go round in links that lead into themselves', () => {
    withFolder({ 'sessions/a.jsonl': '' }, (place) => {
      symlinkSync(join(place, 'sessions'), join(place, 'sessions/again'));
      symlinkSync('loop.jsonl', join(place, 'sessions/loop.jsonl'));
      assert.deepEqual(walk(place), [read('sessions/a.jsonl'), { path: 'sessions/loop.jsonl', skipped: 'linkOutside' }]);
    });
  });

  it('names a link in the place of a log that leads outside, and says nothing of one to a log that is met anyway', () => {
    withFolder({ 'outside.jsonl': '', 'home/sessions/a.jsonl': '', 'home/old/b.jsonl': '' }, (folder) => {
      const place = join(folder, 'home');
      symlinkSync(join(folder, 'outside.jsonl'), join(place, 'sessions/out.jsonl'));
      symlinkSync(join(place, 'old/b.jsonl'), join(place, 'sessions/beside.jsonl'));
      symlinkSync('a.jsonl', join(place, 'sessions/same.jsonl'));
      assert.deepEqual(walk(place), [
        read('sessions/a.jsonl'),
        { path: 'sessions/beside.jsonl', skipped: 'linkOutside' },
        { path: 'sessions/out.jsonl', skipped: 'linkOutside' },
      ]);
    });
  });

  it('names a link to a folder outside that may hold logs, and none to one that is met anyway, is empty or lies in a flat place', () => {
    withFolder({ 'outside/a.jsonl': '', 'home/sessions/in/b.jsonl': '' }, (folder) => {
      const place = join(folder, 'home');
      mkdirSync(join(folder, 'empty'));
      symlinkSync(join(folder, 'outside'), join(place, 'sessions/out'));
      symlinkSync(join(folder, 'empty'), join(place, 'sessions/empty'));
      symlinkSync(join(folder, 'none'), join(place, 'sessions/none'));
      symlinkSync('in', join(place, 'sessions/again'));
      assert.deepEqual(walk(place), [read('sessions/in/b.jsonl'), { path: 'sessions/out', skipped: 'linkOutside' }]);
      assert.deepEqual([...walkPlace(place, { under: 'sessions', matches: isLog, isFlat: true })], []);
    });
  });

  it('reads nothing that lies outside of where it may read, also where a link of the place’s own leads there, and names it', () => {
    withFolder({ 'outside/a.jsonl': '', 'root/.tool/other': '', 'root/inside/b.jsonl': '' }, (folder) => {
      const root = join(folder, 'root');
      const place = join(root, '.tool');
      const confined = (): readonly WalkedFile[] => [...walkPlace(place, { under: 'sessions', matches: isLog }, root)];
      symlinkSync(join(folder, 'outside'), join(place, 'sessions'));
      assert.deepEqual(walk(place), [read('sessions/a.jsonl')]);
      assert.deepEqual(confined(), [{ path: 'sessions', skipped: 'linkOutside' }]);
      unlinkSync(join(place, 'sessions'));
      symlinkSync(join(root, 'inside'), join(place, 'sessions'));
      assert.deepEqual(confined(), [read('sessions/b.jsonl')]);
    });
  });

  it('names a place that is closed to us, and not one that is not there', function () {
    withFolder({ 'tool/sessions/a.jsonl': '' }, (folder) => {
      const place = join(folder, 'tool');
      chmodSync(folder, 0o755);
      chmodSync(place, 0o000);
      const found = asOther(() => [walk(place), walk(join(folder, 'none'))]);
      chmodSync(place, 0o755);
      if (found === null) return this.skip();
      assert.deepEqual(found, [[{ path: '', skipped: 'unreadable' }], []]);
    });
  });

  it('follows the folder itself where the person put it on another disk', () => {
    withFolder({ 'home/sessions/a.jsonl': '' }, (folder) => {
      renameSync(join(folder, 'home/sessions'), join(folder, 'disk'));
      symlinkSync(join(folder, 'disk'), join(folder, 'home/sessions'));
      assert.deepEqual(walk(join(folder, 'home')), [read('sessions/a.jsonl')]);
    });
  });

  it('stops where folders are nested as no tool nests them, and says so', () => {
    const deep = `sessions/${'x/'.repeat(17)}a.jsonl`;
    withFolder({ [deep]: '', 'sessions/b.jsonl': '' }, (place) => {
      assert.deepEqual(walk(place), [read('sessions/b.jsonl'), { path: `sessions/${'x/'.repeat(16)}x`, skipped: 'tooDeep' }]);
    });
  });

  it('names a folder that may not be looked into: its logs are not none', function () {
    withFolder({ 'sessions/a.jsonl': '' }, (place) => {
      mkdirSync(join(place, 'sessions/closed'));
      chmodSync(place, 0o755);
      chmodSync(join(place, 'sessions/closed'), 0o000);
      const found = asOther(() => walk(place));
      if (found === null) return this.skip();
      assert.deepEqual(found, [read('sessions/a.jsonl'), { path: 'sessions/closed', skipped: 'unreadable' }]);
    });
  });
});
