import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';
import { runCli } from '../../support/runCli';

describe('command line: --log', () => {
  let sandbox: Sandbox;
  let folder = '';
  beforeEach(async () => {
    folder = historyFolder();
    sandbox = await startSandbox();
    sandbox.account('deepseek', 'sk-sandbox-log').set({ unit: 'CNY', paid: '90.00', granted: '0.00' });
  });
  afterEach(async () => {
    await sandbox.stop();
    removeHistoryFolders();
  });
  const watch = (file: string, ...more: readonly string[]) =>
    runCli(['watch', 'deepseek', '--once', '--base-url', sandbox.origin, '--log', file, ...more], { DEEPSEEK_API_KEY: 'sk-sandbox-log' });

  it('makes its folders and its file for the person alone, and the line is the one that is printed', async () => {
    const file = join(folder, 'a', 'b', 'balances.log');
    const { code, stdout, stderr } = await watch(file);
    assert.deepEqual([code, stderr, readFileSync(file, 'utf8')], [0, '', stdout]);
    assert.deepEqual(
      [join(folder, 'a'), join(folder, 'a', 'b'), file].map((path) => statSync(path).mode & 0o777),
      [0o700, 0o700, 0o600],
    );
  });
  it('leaves the mode of a folder and a file that were there', async () => {
    mkdirSync(join(folder, 'shared'), { mode: 0o755 });
    chmodSync(join(folder, 'shared'), 0o755);
    writeFileSync(join(folder, 'shared', 'own.log'), '', { mode: 0o640 });
    assert.equal((await watch(join(folder, 'shared', 'own.log'))).code, 0);
    assert.deepEqual(
      ['shared', join('shared', 'own.log')].map((name) => statSync(join(folder, name)).mode & 0o777),
      [0o755, 0o640],
    );
  });
  const unwritable: readonly (readonly [what: string, path: () => string])[] = [
    ['a folder', () => folder],
    ['within a file', () => join(folder, 'file', 'balances.log')],
    ['a device', () => '/dev/null'],
    ['where nobody may write', () => '/proc/balances.log'],
  ];
  for (const [what, path] of unwritable) {
    it(`that cannot be written ends with 1, says so once, and the lines are printed all the same: ${what}`, async () => {
      writeFileSync(join(folder, 'file'), '');
      const { code, stdout, stderr } = await watch(path());
      assert.deepEqual([code, stderr.trim().split('\n').length], [1, 1], stderr);
      assert.match(stderr, /cannot be written/);
      assert.match(stdout, /available=90\.00/);
    });
  }
  it('that is a folder is said to be so', async () => {
    const [isFolder, isForbidden] = await Promise.all([watch(folder), watch('/proc/balances.log')]);
    assert.match(isFolder.stderr, /not a file/);
    assert.notEqual(isFolder.stderr, isForbidden.stderr);
  });
  it('that cannot be written hides no need: 2 stays 2', async () => assert.equal((await watch(folder, '--low', '100')).code, 2));
});
