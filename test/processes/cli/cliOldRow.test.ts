import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAnswers } from '../../support/answers';
import { Report, runCli } from '../../support/runCli';

const hourMs = 3_600_000;

describe('command line: an amount of long ago by its own word', () => {
  for (const [what, hours, left, every, state, code] of [
    ['a day old', 26, '50.00', '1h', 'unknown', 1],
    ['two hours old', 2, '50.00', '1h', 'ok', 0],
    ['a day old, and low', 26, '1.00', '1h', 'low', 2],
    ['not as old as two intervals', 26, '50.00', '24h', 'ok', 0],
  ] as const)
    it(`is the same to a check, a watch, the log and the metrics: ${what}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'api-balance-old-'));
      const at = new Date(Date.now() - hours * hourMs).toISOString();
      const server = await startAnswers({ '*': { json: { left, at } } });
      const [config, log] = [join(folder, 'config.json'), join(folder, 'balances.log')];
      const definition = { url: `${server.origin}/b`, amount: '/left', unit: 'USD', at: '/at' };
      const accounts = [{ id: 'row', provider: 'custom', key: 'env:ROW_KEY', definition }];
      await writeFile(config, JSON.stringify({ accounts, log, schedule: { every } }));
      const run = (...args: readonly string[]) => runCli([...args, '--config', config], { ROW_KEY: 'sandbox' });
      const [table, json, metrics, once] = [
        await run('check'),
        await run('check', '--json'),
        await run('check', '--prometheus'),
        await run('watch', '--once'),
      ];
      const written = await readFile(log, 'utf8');
      await Promise.all([server.stop(), rm(folder, { recursive: true })]);
      assert.deepEqual(
        [table, json, metrics, once].map((one) => one.code),
        [code, code, code, code],
      );
      const [account] = Report.parse(JSON.parse(json.stdout)).accounts;
      assert.equal(account?.state, state);
      assert.match(table.stdout, new RegExp(`^row +${state} `, 'm'));
      if (state === 'unknown') assert.match(table.stdout, /not updated since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/m);
      assert.match(metrics.stdout, new RegExp(`api_balance_state\\{[^}]*state="${state}"\\} 1`));
      assert.match(written, new RegExp(` state=${state}\n`));
    });
});
