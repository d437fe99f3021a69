import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importCommand, type ImportPorts } from '../../../src/cli/importCommand';
import { HistoryNotWritten } from '../../../src/core/history/historyNotWritten';
import { deepseek } from '../../../src/providers';
import { openHistory } from '../../../src/node/history/openHistory';
import { start } from '../../support/accounts';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { idOf } from '../../support/ids';

describe('import-log', () => {
  afterEach(removeHistoryFolders);
  const importing = (open: ImportPorts['open']) => {
    const folder = historyFolder();
    const file = join(folder, 'balances.log');
    writeFileSync(file, '2026-01-02T03:04:05Z 12.34 USD\n');
    return importCommand(
      {
        command: 'import-log',
        file,
        account: idOf('work'),
        provider: 'deepseek',
        folder,
        configFile: null,
        isDryRun: false,
        lines: { named: null, unit: null, timeZone: 'UTC', clock: null, pattern: null },
      },
      { config: null, providers: [deepseek], readRows: () => nothing(), open, now: start + 1e12 },
    );
  };
  function* nothing(): ReturnType<ImportPorts['readRows']> {
    return [];
  }
  const throwing =
    (error: Error): ImportPorts['open'] =>
    (folder) => ({
      ...openHistory({ folder, now: () => start + 1e12 }),
      importRows: () => {
        throw error;
      },
    });

  it('says of a disk that takes nothing what to look at, and of a fault of our own nothing of the kind', () => {
    const refused = importing(throwing(new HistoryNotWritten('full')));
    assert.equal(refused.ok, false);
    assert.match(refused.reason, /cannot be written: look at the rights of the folder, and whether the disk is full\. Nothing was added\./);
    assert.throws(() => importing(throwing(new TypeError('a slip'))), TypeError);
  });
  it('says that nothing was added where nothing can be kept', () => {
    const refused = importing((folder) => openHistory({ folder, now: () => start + 1e12, sqlite: null }));
    assert.equal(refused.ok, false);
    assert.match(refused.reason, /has no SQLite.*Nothing was added\./);
  });
});
