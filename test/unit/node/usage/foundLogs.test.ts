import assert from 'node:assert/strict';
import { chmodSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { UsageReader } from '../../../../src/core/usage/usageReader';
import { foundLogs } from '../../../../src/node/usage/foundLogs';
import { machineAt } from '../../../../src/node/usage/machine';
import { asOther } from '../../../support/usage/asOther';
import { madeUpReader } from '../../../support/usage/madeUpReader';
import { withFolder } from '../../../support/usage/withFolder';

const reader: UsageReader = { ...madeUpReader, places: ({ home }) => [`${home}/.tool`] };

function found(home: string, isConfined = true): readonly string[] {
  const machine = isConfined ? machineAt(home) : { home, variable: () => undefined, isConfined };
  return foundLogs(reader, machine).map(({ path, skipped }) => `${path} ${skipped}`);
}

describe('logs of a tool', () => {
  it('are read where a link of the person’s own leads, but not out of a folder that stands for a home: then that is named', () => {
    withFolder({ 'home/.tool/logs/a.jsonl': '' }, (folder) => {
      const home = join(folder, 'home');
      renameSync(join(home, '.tool'), join(folder, 'disk'));
      symlinkSync(join(folder, 'disk'), join(home, '.tool'));
      assert.deepEqual(found(home, false), ['logs/a.jsonl null']);
      assert.deepEqual(found(home), ['logs linkOutside']);
    });
  });

  it('are named once where they may not be read, whatever forms they have', function () {
    withFolder({ 'home/.tool/logs/shut/a.jsonl': '', 'home/.tool/logs/b.json': '{}' }, (folder) => {
      chmodSync(folder, 0o755);
      const shut = (path: string): readonly string[] | null => {
        chmodSync(join(folder, path), 0o000);
        const names = asOther(() => found(join(folder, 'home')));
        chmodSync(join(folder, path), 0o755);
        return names;
      };
      const names = [shut('home/.tool/logs/shut'), shut('home/.tool/logs'), shut('home/.tool')];
      if (names.includes(null)) return this.skip();
      assert.deepEqual(names, [['logs/shut unreadable', 'logs/b.json null'], ['logs unreadable'], [' unreadable']]);
    });
  });
});
