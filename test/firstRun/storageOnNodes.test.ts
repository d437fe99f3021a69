import assert from 'node:assert/strict';
import { join } from 'node:path';
import { built } from '../support/built';
import { startOwned } from '../workbench/ownedProcess';
import { nodeFolder } from './installedPackage';

/** The oldest of the command line, and that of the editor's floor, which is VS Code 1.105. */
const versions = ['22.13.1', '22.19.0'] as const;
const files = ['historyStore', 'historyEpochs', 'node/watch'] as const;

// Their SQLite lacks what newer ones have, and the rest of the tests runs on a newer one alone.
describe('what is stored', function () {
  // Mostly for the first time, when the Nodes are fetched.
  this.timeout(5 * 60_000);

  for (const version of versions)
    it(`is written and read on Node ${version}`, async () => {
      const node = join(await nodeFolder(version), 'node');
      for (const file of files) {
        const suite = startOwned(node, [built('test', 'runner', 'main.js'), 'unit', file], process.env);
        assert.equal(await suite.ended, 0, suite.output());
        assert.match(suite.output(), /^[1-9]\d* passed, 0 failed$/m);
      }
    });
});
