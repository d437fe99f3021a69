import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { checkInAccountsPick } from './page/accountsPick';
import { editSettings } from './page/editor';
import { closeQuickInput, quickBox, quickRow } from './page/quickInput';
import { openSidebar, titleButton, treeRow } from './page/sidebar';
import { hoverStatusBar, leaveHover, statusBarIsRead, statusBarItem, statusBarSays } from './page/statusBar';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-hidden-amounts';

/** By the editor's own command, with which the extension has nothing to do. */
async function openSettingsFile(page: Page): Promise<void> {
  await page.keyboard.press('F1');
  await quickBox(page).fill('>Preferences: Open User Settings (JSON)');
  await quickRow(page, 'Preferences: Open User Settings (JSON)').click();
}

describe('amounts that are hidden', () => {
  const stage = useStage(({ origin }) => ({
    env: { HIDDEN_KEY: key, API_BALANCE_LOCAL_ORIGINS: origin },
    settings: { 'apiBalance.accounts': [{ id: 'work', provider: 'deepseek', label: 'Work', key: 'env:HIDDEN_KEY', baseUrl: origin }] },
  }));
  const nothingShown = async (where: string): Promise<void> => {
    const { page } = stage();
    // What is drawn, and what is read aloud.
    const parts = await page.locator('.statusbar, .part.sidebar').all();
    const labels = await Promise.all(parts.map((part) => part.innerHTML()));
    const shown = [await page.locator('body').innerText(), ...labels].join('\n');
    for (const amount of ['787.89', '778.89', '9.00']) assert.ok(!shown.includes(amount), `${amount} is on the screen: ${where}`);
  };
  before(async () => {
    const { page, sandbox } = stage();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '778.89', granted: '9.00' });
    await checkInAccountsPick(stage());
    await quickRow(page, 'Work').filter({ hasText: '¥787.89' }).waitFor();
    await closeQuickInput(page);
    await openSidebar(page);
    await treeRow(page, 'Work').filter({ hasText: '¥787.89' }).waitFor();
  });

  it('are gone from every surface at once, by the eye in the title of the view', async () => {
    const { page, shot } = stage();
    await (await titleButton(page, 'Hide Amounts')).click();
    await treeRow(page, 'Work').filter({ hasText: '••••' }).waitFor();
    await statusBarSays(page, '••••');
    await statusBarIsRead(page, /Work, ••••/);
    await nothingShown('sidebar and status bar');
    const hover = await hoverStatusBar(page);
    await hover.getByText('••••').first().waitFor();
    await nothingShown('tooltip');
    await shot('amounts-hidden');
    await leaveHover(page);
    await checkInAccountsPick(stage());
    await quickRow(page, 'Work').filter({ hasText: '••••' }).waitFor();
    await nothingShown('list');
    await closeQuickInput(page);
  });

  it('stay hidden in a window that opens, and follow a setting that is edited before anything was asked there', async () => {
    const { openAnother, shotOf, server } = stage();
    const other = await openAnother();
    await statusBarSays(other, '••••');
    await shotOf(other, 'amounts-hidden-in-new-window');
    await editSettings(other, server, { 'apiBalance.hideAmounts': false }, openSettingsFile);
    await statusBarSays(other, '787');
    await editSettings(other, server, { 'apiBalance.hideAmounts': true }, openSettingsFile);
    await statusBarSays(other, '••••');
    await other.close();
  });

  it('come back with the open eye, and no command is offered that would change nothing', async () => {
    const { page } = stage();
    await page.keyboard.press('F1');
    await quickBox(page).fill('>API Balance: Show Amounts');
    await quickRow(page, 'API Balance: Show Amounts').waitFor();
    assert.equal(await quickRow(page, 'API Balance: Hide Amounts').count(), 0);
    await closeQuickInput(page);
    await statusBarItem(page).filter({ hasText: '••••' }).waitFor();
    await (await titleButton(page, 'Show Amounts')).click();
    await statusBarSays(page, '¥787');
    await treeRow(page, 'Work').filter({ hasText: '¥787.89' }).waitFor();
    assert.equal(await (await titleButton(page, 'Show Amounts')).count(), 0);
  });
});
