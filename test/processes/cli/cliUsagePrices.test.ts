import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { claudeHome } from '../../support/claudeLog';
import { runCli } from '../../support/runCli';

const now = '2026-11-22T15:20:00Z';

describe('command line: prices of usage', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-balance-usage-'));
    // A Sunday, when there are no peak hours: ¥1.40.
    claudeHome(folder, [Date.parse(now) - 3_600_000]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const usage = (...args: readonly string[]) => runCli(['usage', '--root', folder, '--now', now, ...args], { HOME: folder });
  const configured = (usagePart: unknown): string => {
    const file = join(folder, 'config.json');
    writeFileSync(file, JSON.stringify({ accounts: [{ id: 'work', provider: 'deepseek' }], usage: usagePart }));
    return file;
  };

  it('says which price each model gets and why, as a table and for scripts', async () => {
    const { code, stdout, stderr } = await usage('--prices');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^api\.deepseek\.com +deepseek-flash +CNY +1\.00 +0\.02 +1\.00 +1\.00 +4\.00 +claude-code$/m);
    assert.match(stdout, /price of the provider, checked on \d{4}-\d\d-\d\d/);
    assert.match((await usage('--prices', '--json')).stdout, /"pricedAs": "deepseek-flash",\s+"page": "https:/);
  });
  it('goes by what the configuration says of prices', async () => {
    assert.match((await usage()).stdout, /≈ 1\.40 CNY/);
    const file = configured({ prices: [{ tool: 'claude-code', factor: 0.5 }] });
    assert.match((await usage('--config', file)).stdout, /≈ 0\.70 CNY/);
    assert.match((await usage('--prices', '--config', file)).stdout, /times 0\.5, by your\s+setting/);
  });
  it('refuses a configuration with a mistake in it, and names the place', async () => {
    const { code, stdout, stderr } = await usage('--config', configured({ accounts: [{ tool: 'claude-code', account: 'nobody' }] }));
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /usage\.accounts\[1\]\.account: is the id of none of the accounts/);
  });
});
