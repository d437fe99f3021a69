import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount } from './page/addAccount';
import { notification, notifications } from './page/notifications';
import { answer, closeQuickInput, pressOnQuickRow, quickBox, quickRow, quickTitle, runCommand } from './page/quickInput';
import { openSidebar, treeRow } from './page/sidebar';
import { statusBarItem, statusBarSays } from './page/statusBar';
import { waitForWorkbench } from '../workbench/browser';
import { useStage } from './stage/useStage';
import { installWatch } from './watch/installWatch';
import { seen } from './watch/readSightings';

const key = 'sk-sandbox-reload-key';

describe('after a reload', () => {
  const file = join(tmpdir(), `api-balance-watch-reload-${process.pid}.jsonl`);
  const stage = useStage(() => ({ env: { API_BALANCE_WATCH_FILE: file }, prepareExtensions: installWatch }));
  after(() => rm(file, { force: true }));
  const setPaid = (paid: string): void => stage().sandbox.account('deepseek', key).set({ unit: 'CNY', paid, granted: '10.00' });
  before(async () => {
    const { page, sandbox } = stage();
    setPaid('100.00');
    await statusBarItem(page).click();
    await addAccount(page, { provider: 'DeepSeek', origin: sandbox.origin, label: 'Work', key });
    sandbox.clearRequests();
    await rm(file, { force: true });
    await page.reload({ waitUntil: 'domcontentloaded' });
    await waitForWorkbench(page);
  });

  it('shows the last balance with its time, and sends nothing', async () => {
    const { page, shot, sandbox } = stage();
    await statusBarSays(page, /¥110 · \w/);
    // Its words were kept, so that no history is read for them at start.
    assert.deepEqual(
      seen(file, 'load').filter((what) => /^\.\/|sqlite/.test(what)),
      ['./startupStatus from dist/extension.js'],
    );
    await openSidebar(page);
    await treeRow(page, 'Work')
      .filter({ hasText: /¥110\.00 · \w/ })
      .waitFor();
    await statusBarSays(page, /¥110 · \w/);
    await shot('reload');
    assert.equal(sandbox.requests.length, 0);
  });

  it('finds the account and its key again', async () => {
    const { page, sandbox } = stage();
    // The last reading may be just now as well.
    setPaid('101.00');
    await statusBarItem(page).click();
    await quickRow(page, 'Work').filter({ hasText: '¥111.00 · just now' }).waitFor();
    await closeQuickInput(page);
    assert.deepEqual(
      sandbox.requests.map(({ status }) => status),
      [200],
    );
  });

  // incident 28: no key on this machine is a state with one click to mend it.
  it('asks for the key where the secret storage has none, without sending anything', async () => {
    const { sandbox, openAnother, shotOf } = stage();
    sandbox.clearRequests();
    const page = await openAnother();
    await statusBarItem(page).click();
    await quickRow(page, 'Work').filter({ hasText: 'no usable DeepSeek key on this machine' }).waitFor();
    await shotOf(page, 'key-needed');
    assert.equal(sandbox.requests.length, 0);
    await pressOnQuickRow(quickRow(page, 'Work'), 'Enter Key');
    await quickTitle(page, 'Key of Work').waitFor();
    setPaid('102.00');
    await answer(page, key);
    await statusBarSays(page, '¥112');
    // One that was told meanwhile would stand below this one.
    await runCommand(page, 'Check Balance of…');
    await quickBox(page).fill('Groq');
    await quickRow(page, 'Groq').click();
    await notification(page, 'Groq has no balance endpoint').waitFor();
    assert.equal(await notifications(page).count(), 1);
    await page.context().close();
  });
});
