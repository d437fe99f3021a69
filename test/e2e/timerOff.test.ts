import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitForWorkbench } from '../workbench/browser';
import { closeQuickInput, quickRow } from './page/quickInput';
import { openSidebar, treeRow } from './page/sidebar';
import { statusBarItem, statusBarSays } from './page/statusBar';
import { useStage } from './stage/useStage';
import { installWatch } from './watch/installWatch';
import { seen } from './watch/readSightings';

const key = 'sk-sandbox-timer-off';

describe('with the timer off', () => {
  const file = join(tmpdir(), `api-balance-watch-off-${process.pid}.jsonl`);
  const stage = useStage(({ origin }) => ({
    env: { OFF_KEY: key, API_BALANCE_LOCAL_ORIGINS: origin, API_BALANCE_WATCH_FILE: file },
    settings: { 'apiBalance.accounts': [{ id: 'work', provider: 'deepseek', label: 'Work', key: 'env:OFF_KEY', baseUrl: origin }] },
    prepareExtensions: installWatch,
  }));
  after(() => rm(file, { force: true }));

  it('asks nothing and wakes for nothing in two minutes of an open window', async function () {
    this.timeout(6 * 60_000);
    const { page, sandbox } = stage();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '100.00', granted: '0.00' });
    await statusBarItem(page).click();
    await quickRow(page, 'Work').filter({ hasText: '¥100.00' }).waitFor();
    await closeQuickInput(page);
    await page.reload({ waitUntil: 'domcontentloaded' });
    await waitForWorkbench(page);
    await openSidebar(page);
    await treeRow(page, 'Work')
      .filter({ hasText: /¥100\.00 · \w/ })
      .waitFor();
    const timers = seen(file, 'timer').length;
    sandbox.clearRequests();
    // Time itself is what is tested here.
    await page.waitForTimeout(120_000);
    assert.deepEqual([sandbox.requests.length, seen(file, 'timer').slice(timers)], [0, []]);
    // Those of before: the turn after start-up, once for each start.
    assert.deepEqual([...new Set(seen(file, 'timer').filter((what) => what.startsWith('setInterval')))], []);
  });

  it('shows in one window what another one checked, without a timer', async () => {
    const { page, sandbox, openAnother } = stage();
    const other = await openAnother();
    await statusBarSays(other, /¥100 · \w/);
    await openSidebar(other);
    await treeRow(other, 'Work').waitFor();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '77.00', granted: '0.00' });
    await statusBarItem(page).click();
    await statusBarSays(page, '¥77');
    await statusBarSays(other, '¥77');
    assert.equal(sandbox.requests.length, 1);
  });
});
