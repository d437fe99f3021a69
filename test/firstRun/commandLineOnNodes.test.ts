import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openHistory } from '../../src/node/history/openHistory';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { recordRows } from '../support/historyRows';
import { idOf } from '../support/ids';
import { packedCommandLine } from '../support/packedCommandLine';
import { total } from '../support/pastReadings';
import { readText } from '../support/sources';
import { scratchFolder } from '../workbench/scratchFolder';
import { nodeFolder, npmScript } from './installedPackage';

const tooOld = ['20.18.1', '22.12.0'] as const;
/** The oldest that will do, and those that are kept for long. */
const supported = ['22.13.1', '24.21.0', '26.10.0'] as const;
const key = 'sk-sandbox-cli-on-nodes';

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('the command line, installed from its package', function () {
  // Mostly for the first time, when the Nodes are fetched; then it takes less than half a minute.
  this.timeout(10 * 60_000);
  const scratch = scratchFolder('api-balance-installed-');
  const nodes = new Map<string, string>();
  let [tarball, npm, version] = ['', '', ''];
  let sandbox: Sandbox;
  before(async () => {
    for (const node of [...tooOld, ...supported]) nodes.set(node, await nodeFolder(node));
    npm = await npmScript();
    tarball = await packedCommandLine();
    version = /"version": "([^"]+)"/.exec(readText('package.json'))?.[1] ?? '';
    sandbox = await startSandbox();
    sandbox.account('deepseek', key, 'nodes').set({ unit: 'CNY', paid: '100.00', granted: '10.00' });
    const now = Date.now();
    const store = openHistory({ folder: scratch.path, now: () => now });
    recordRows(store, [{ account: idOf('work'), unit: 'USD', reading: total(now - 86_400_000, 12) }]);
    store.close();
  });
  after(async () => {
    await sandbox.stop();
    await scratch.remove();
  });

  /** With one Node on the path, nothing of this machine's settings, and an empty home. */
  const run = (node: string, file: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ran> => {
    const PATH = [nodes.get(node), '/usr/local/bin', '/usr/bin', '/bin'].join(':');
    const env = { PATH, HOME: scratch.path, ...environment };
    return new Promise((resolve) => {
      execFile(file, args, { env, cwd: scratch.path }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, stdout, stderr });
      });
    });
  };
  const installed = async (node: string): Promise<string> => {
    const prefix = join(scratch.path, node);
    mkdirSync(prefix);
    const words = [npm, 'install', '--global', '--prefix', prefix, '--offline', '--no-audit', '--no-fund', tarball];
    const { code, stdout, stderr } = await run(node, join(nodes.get(node) ?? '', 'node'), words);
    assert.equal(code, 0, `${stdout}${stderr}`);
    assert.match(stdout, /added 1 package/);
    return join(prefix, 'bin', 'api-balance');
  };

  for (const node of supported)
    it(`runs on Node ${node}`, async () => {
      const program = await installed(node);
      const cli = (...args: readonly string[]): Promise<Ran> => run(node, program, args, { DEEPSEEK_API_KEY: key });
      assert.deepEqual(await cli('--version'), { code: 0, stdout: `${version}\n`, stderr: '' });
      for (const [args, pattern] of [
        [['--help'], /^NAME\n {4}api-balance - /],
        [['check', '--help'], /^NAME\n {4}api-balance check - /],
        [['providers'], /^ {2}deepseek +DeepSeek +DEEPSEEK_API_KEY/m],
        [['completion', 'bash'], /^complete -F \S+ api-balance$/m],
        [['check', 'deepseek', '--base-url', sandbox.origin], /^deepseek +ok +110\.00 CNY/m],
        [['history', join(scratch.path, 'history.sqlite')], /^\S+Z {2}work {2}12\.00 USD$/m],
      ] as const) {
        const { code, stdout, stderr } = await cli(...args);
        assert.deepEqual([code, stderr], [0, ''], args.join(' '));
        assert.match(stdout, pattern);
      }
    });
  for (const node of tooOld)
    it(`says on Node ${node} what it needs, whatever it was asked`, async () => {
      const program = await installed(node);
      for (const args of [['--version'], [], ['check', 'deepseek']])
        assert.deepEqual(await run(node, program, args), {
          code: 1,
          stdout: '',
          stderr: `api-balance needs Node 22.13 or newer, and this is v${node}. A newer one is at https://nodejs.org.\n`,
        });
    });
});
