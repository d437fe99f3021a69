import assert from 'node:assert/strict';
import { z } from 'zod';
import { gate, type Gate } from '../support/gate';
import { addAccount } from './page/addAccount';
import { clipboard, editorAction, editorText, receiptIsShown, tab } from './page/editor';
import { historyFrame } from './page/history';
import { checkInAccountsPick } from './page/accountsPick';
import { modal, pressInModal } from './page/notifications';
import { closeQuickInput, pressOnQuickRow, quickBox, quickInput, quickRow, runCommand } from './page/quickInput';
import { fits, hoverStatusBar, leaveHover, statusBarItem, statusBarSays } from './page/statusBar';
import { useStage } from './stage/useStage';

const [workKey, kimiKey, routerKey] = ['sk-sandbox-list-work', 'sk-sandbox-list-kimi', 'sk-or-v1-sandbox-list'];
const fromEnvironment = { id: 'router', provider: 'openrouter', label: 'Router', key: 'env:HUB_ROUTER_KEY' };

const Receipt = z.object({
  account: z.string(),
  state: z.string(),
  host: z.string(),
  error: z.null(),
  source: z.literal('provider'),
  balances: z.array(
    z.object({ unit: z.string(), available: z.string(), parts: z.array(z.object({ kind: z.string(), amount: z.string() })) }),
  ),
});

describe('list of accounts and receipt', () => {
  const stage = useStage(({ origin }) => ({
    env: { HUB_ROUTER_KEY: routerKey },
    settings: { 'apiBalance.accounts': [{ ...fromEnvironment, baseUrl: origin }] },
  }));
  const setWork = (paid: string): void => {
    stage()
      .sandbox.account('deepseek', workKey)
      .set({ unit: 'CNY', paid, granted: '10.00', also: [{ unit: 'USD', paid: '500.00', granted: '0.00' }] });
  };
  const setRouter = (paid: string): void => {
    stage()
      .sandbox.account('openrouter', routerKey)
      .set({
        unit: 'USD',
        paid,
        granted: '0.00',
        managementKey: true,
        spend: { day: '1.00', week: '2.00', month: '3.00', total: '25.75' },
      });
  };
  /** Its requests wait until the gate is opened; later ones do not. */
  const hold = (key: string): Gate => {
    const { sandbox } = stage();
    const held = gate();
    sandbox.setFault(key, { fault: 'held', until: held.opened });
    void held.opened.then(() => sandbox.setFault(key, null));
    return held;
  };
  before(() => {
    const { sandbox } = stage();
    setWork('100.00');
    sandbox.account('moonshot', kimiKey).set({ unit: 'USD', paid: '3.00001', granted: '46.58893' });
    setRouter('74.75');
  });

  it('sends a key from the environment to another host only after the person allowed it', async () => {
    const { page, shot, sandbox } = stage();
    await statusBarItem(page).click();
    await quickRow(page, 'Router').filter({ hasText: 'so it was not sent to' }).waitFor();
    await shot('list-environment-key-refused');
    assert.equal(sandbox.requests.length, 0);
    await pressOnQuickRow(quickRow(page, 'Router'), 'Allow Host');
    await modal(page)
      .filter({ hasText: 'openrouter.ai' })
      .filter({ hasText: new URL(sandbox.origin).host })
      .waitFor();
    await shot('list-environment-key-modal');
    await pressInModal(page, `Send Key to ${new URL(sandbox.origin).host}`);
    await statusBarSays(page, '$74');
    assert.deepEqual(
      sandbox.requests.map(({ path, account }) => `${path} ${account}`),
      ['/api/v1/key openrouter account', '/api/v1/credits openrouter account'],
    );
  });

  it('adds two more accounts', async () => {
    const {
      page,
      sandbox: { origin },
    } = stage();
    await runCommand(page, 'Add Account…');
    await addAccount(page, { provider: 'DeepSeek', origin, label: 'Work', key: workKey });
    await runCommand(page, 'Add Account…');
    await addAccount(page, { provider: 'Moonshot', origin, label: 'Kimi', key: kimiKey });
  });

  it('paints the list of accounts before the answers, and fills the rows in as they arrive', async () => {
    const { page, shot } = stage();
    setWork('95.00');
    const [work, kimi] = [hold(workKey), hold(kimiKey)];
    await statusBarItem(page).click();
    await quickRow(page, 'DeepSeek · Work').filter({ hasText: '¥110.00' }).locator('.codicon-modifier-spin').waitFor();
    await shot('list-painted');
    work.open();
    await quickRow(page, 'DeepSeek · Work').filter({ hasText: '¥105.00' }).waitFor();
    await quickRow(page, 'Moonshot (Kimi) · Kimi').locator('.codicon-modifier-spin').waitFor();
    await shot('list-filling-in');
    kimi.open();
    await quickRow(page, 'Moonshot (Kimi) · Kimi').locator('.codicon-pass').waitFor();
    await shot('list-filled');
    await closeQuickInput(page);
  });

  it('asks each account once, however often it is opened meanwhile', async () => {
    const { page, sandbox } = stage();
    sandbox.clearRequests();
    const [work, kimi] = [hold(workKey), hold(kimiKey)];
    setRouter('73.75');
    await statusBarItem(page).click();
    for (const row of ['Work', 'Kimi']) await quickRow(page, row).locator('.codicon-modifier-spin').waitFor();
    await quickRow(page, 'Router').filter({ hasText: '$73.75' }).waitFor();
    // The one that was answered is asked again, which says that the second check is on its way.
    const again = sandbox.asked(2);
    await statusBarItem(page).click();
    await again;
    for (const held of [work, kimi]) held.open();
    for (const row of ['Work', 'Kimi']) await quickRow(page, row).locator('.codicon-pass').waitFor();
    assert.deepEqual(sandbox.requests.map(({ account }) => account).sort(), [
      'deepseek account',
      'moonshot account',
      ...Array.from({ length: 4 }, () => 'openrouter account'),
    ]);
    await closeQuickInput(page);
  });

  it('cancels with Escape: the connections are cut and the last values stay', async () => {
    const { page, sandbox } = stage();
    sandbox.clearRequests();
    for (const key of [workKey, kimiKey, routerKey]) sandbox.setFault(key, 'slow-headers');
    const arrived = new Promise<void>((resolve) =>
      sandbox.onRequest(() => {
        if (sandbox.requests.length === 3) resolve();
      }),
    );
    await statusBarItem(page).click();
    await Promise.all([arrived, quickRow(page, 'Kimi').locator('.codicon-modifier-spin').waitFor()]);
    await closeQuickInput(page);
    await sandbox.idle();
    assert.deepEqual(
      sandbox.requests.map(({ ended }) => ended),
      ['cut', 'cut', 'cut'],
    );
    for (const key of [workKey, kimiKey, routerKey]) sandbox.setFault(key, null);
    await statusBarItem(page).locator('.codicon-modifier-spin').waitFor({ state: 'detached' });
    await statusBarSays(page, /\$49|¥105|\$73/);
  });

  it('shows the second currency in the list of accounts and one hover away', async () => {
    const { page, shot } = stage();
    const hover = await hoverStatusBar(page);
    await hover.filter({ hasText: '¥105.00, $500.00' }).waitFor();
    assert.ok(await fits(hover));
    await shot('tooltip');
    await leaveHover(page);
    await statusBarItem(page).click();
    await quickRow(page, 'DeepSeek · Work').filter({ hasText: '¥105.00 · $500.00' }).waitFor();
  });

  it('copies a balance', async () => {
    const { page } = stage();
    await pressOnQuickRow(quickRow(page, 'DeepSeek · Work'), 'Copy Balance');
    await page.getByText('Balance copied').waitFor();
    assert.match(await clipboard(page), /^DeepSeek · Work · ¥105\.00/);
    await closeQuickInput(page);
  });

  it('opens the first account with Enter alone', async () => {
    const { page } = stage();
    await statusBarItem(page).click();
    await quickRow(page, 'DeepSeek · Work').and(page.locator('.focused')).waitFor();
    await page.keyboard.press('Enter');
    await historyFrame(page).locator('main').waitFor();
    await page.keyboard.press('Control+F4');
  });

  it('opens a receipt that reads well, exact and copyable', async () => {
    const { page, shot } = stage();
    // What is typed here must not meet a list that is still changing.
    setWork('96.00');
    await checkInAccountsPick(stage(), 4);
    await quickRow(page, 'Work').filter({ hasText: '¥106.00' }).waitFor();
    for (const account of ['Router', 'Work', 'Kimi']) await quickRow(page, account).locator('.codicon-pass').waitFor();
    await quickBox(page).fill('Work');
    await quickRow(page, 'Work').and(page.locator('.focused')).waitFor();
    await pressOnQuickRow(quickRow(page, 'Work'), 'Show Receipt');
    await receiptIsShown(page, 'DeepSeek · Work');
    await historyFrame(page).getByText('106.00 CNY').waitFor();
    await shot('receipt');
    await editorAction(page, 'Copy Receipt').click();
    await page.getByText('Receipt copied').waitFor();
    const text = await clipboard(page);
    for (const line of [
      /^# DeepSeek · Work$/m,
      /Balance CNY +\| 106\.00 CNY/,
      /Granted +\| 10\.00 CNY/,
      /Balance USD +\| 500\.00 USD/,
      /reported by the provider/,
    ])
      assert.match(text, line);
  });

  it('has one page for one receipt', async () => {
    const { page } = stage();
    await runCommand(page, 'Show Receipt');
    await quickRow(page, 'DeepSeek · Work').click();
    await quickInput(page).waitFor({ state: 'hidden' });
    await historyFrame(page).getByText('106.00 CNY').first().waitFor();
    assert.equal(await tab(page, 'Receipt – ').count(), 1);
  });

  it('gives the receipt as JSON with decimal strings', async () => {
    const { page, shot, sandbox } = stage();
    await editorAction(page, 'Show Receipt as JSON').click();
    await editorText(page, '"account": "deepseek"').waitFor();
    await shot('receipt-json');
    // The message of the copy before must not be taken for this one's.
    await page.getByText('Receipt copied').waitFor({ state: 'detached' });
    await editorAction(page, 'Copy Receipt').click();
    await page.getByText('Receipt copied').waitFor();
    const receipt = Receipt.parse(JSON.parse(await clipboard(page)));
    assert.deepEqual(receipt.balances.map(({ unit, available }) => [unit, available]).sort(), [
      ['CNY', '106.00'],
      ['USD', '500.00'],
    ]);
    assert.equal(receipt.host, new URL(sandbox.origin).host);
  });
});
