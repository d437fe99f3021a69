import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until';
import { addAccount } from './page/addAccount';
import { openSidebar, sidebar } from './page/sidebar';
import { hoverStatusBar, leaveHover, statusBarItem, statusBarSays } from './page/statusBar';
import { useStage } from './stage/useStage';
import { installWatch } from './watch/installWatch';
import { seen } from './watch/readSightings';

/** Not a timer: the turn of the event loop after start-up, in which the last balances are painted. */
const onceAfterStart = ['setImmediate from dist/extension.js'];

describe('first start', () => {
  const file = join(tmpdir(), `api-balance-watch-${process.pid}.jsonl`);
  const stage = useStage(() => ({ env: { API_BALANCE_WATCH_FILE: file }, prepareExtensions: installWatch }));
  after(() => rm(file, { force: true }));

  it('shows the status bar item', async () => {
    const { page, shot } = stage();
    await statusBarSays(page, 'API Balance');
    await hoverStatusBar(page);
    await shot('first-start');
    await leaveHover(page);
  });

  it('activates with one small file, and a second after that: no request, no look-up, no timer', async () => {
    // The last step of the start-up; and then time itself is what is tested.
    await until(() => seen(file, 'load').includes('./startupStatus from dist/extension.js'));
    await stage().page.waitForTimeout(1_000);
    assert.deepEqual(seen(file, 'load').slice(0, 3), ['watching', 'dist/extension.js', 'vscode from dist/extension.js']);
    assert.ok(
      seen(file, 'load').every((what) => !what.startsWith('./app') && !what.includes('sqlite')),
      'nothing of a check, and no history where there is no account',
    );
    assert.deepEqual([...seen(file, 'connection'), ...seen(file, 'lookup'), ...seen(file, 'timer')], onceAfterStart);
    assert.equal(stage().sandbox.requests.length, 0);
  });

  it('shows the sidebar, and still sends nothing and starts no timer', async () => {
    const { page, shot, sandbox } = stage();
    await openSidebar(page);
    await sidebar(page).getByText('Nothing is sent until you check').waitFor();
    await shot('welcome');
    // The words may be there before the tree has answered.
    await until(() => seen(file, 'load').some((what) => what.startsWith('./app')));
    await page.waitForTimeout(1_000);
    assert.deepEqual([...seen(file, 'connection'), ...seen(file, 'lookup'), ...seen(file, 'timer')], onceAfterStart);
    assert.equal(sandbox.requests.length, 0);
  });

  it('opens exactly one connection for one check', async () => {
    const { page, sandbox } = stage();
    sandbox.account('deepseek', 'sk-sandbox-first-key').set({ unit: 'CNY', paid: '100.00', granted: '10.00' });
    await statusBarItem(page).click();
    await addAccount(page, { provider: 'DeepSeek', origin: sandbox.origin, label: 'Work', key: 'sk-sandbox-first-key' });
    await statusBarSays(page, '¥110');
    assert.deepEqual(seen(file, 'connection'), [new URL(sandbox.origin).host]);
    assert.equal(sandbox.requests.length, 1);
  });

  it('loads nothing but the editor and its own files', () => {
    const foreign = seen(file, 'load').filter(
      (what) => !/^(vscode|\.\/app|\.\/startupStatus|\.\/lastKnown|\.\/zod|node:[\w/]+) from dist/.test(what),
    );
    assert.deepEqual(foreign, ['watching', 'dist/extension.js']);
  });
});
