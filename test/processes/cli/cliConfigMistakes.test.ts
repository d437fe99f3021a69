import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../support/runCli';

describe('command line: mistakes of a configuration, as what is built says them', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'api-balance-mistakes-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('tell what is missing from what is of another type, in sentences of ours', async () => {
    const file = join(folder, 'balances.json');
    const channels = [{}, { id: 7, url: 'env:HOOK', posts: [] }];
    const usage = { accounts: [{ tool: 'codex' }, { tool: 'codex', account: 7 }] };
    await writeFile(file, JSON.stringify({ channels, usage, log: '' }));
    const { code, stdout, stderr } = await runCli(['config', 'check', file], {});
    const said = stdout + stderr;
    assert.equal(code, 1);
    for (const [path, text] of [
      ['accounts', 'is missing'],
      ['channels[1].id', 'is missing'],
      ['channels[1].url', 'is missing'],
      ['channels[2].id', 'must be a text'],
      ['channels[2].posts', 'must name one kind at least'],
      ['usage.accounts[1].account', 'is missing'],
      ['usage.accounts[2].account', 'must be a text'],
      ['log', 'must name a file'],
    ] as const)
      assert.ok(said.includes(`${path}: ${text}`), `${path}: ${text}\n${said}`);
    assert.doesNotMatch(said, /Invalid input|expected|received/);
  });
});
