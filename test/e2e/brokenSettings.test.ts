import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { addAccount } from './page/addAccount';
import { modal, notification, pressInModal } from './page/notifications';
import { answer, closeQuickInput, quickRow, quickTitle } from './page/quickInput';
import { chooseFromMenu, openSidebar, treeRow } from './page/sidebar';
import { statusBarItem } from './page/statusBar';
import { accountEntries } from './stage/settings';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-broken-settings';

describe('a settings file with a mistake in it', () => {
  const stage = useStage();
  let whole: string;
  const refused = 'The settings could not be written, so nothing was changed.';
  const spoil = (): Promise<void> => appendFile(stage().server.settingsFile, '\n} what is this');
  before(async () => {
    const { page, sandbox, server } = stage();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '100.00', granted: '0.00' });
    await statusBarItem(page).click();
    await addAccount(page, { provider: 'DeepSeek', origin: sandbox.origin, label: 'Work', key });
    await openSidebar(page);
    await treeRow(page, 'Work').waitFor();
    whole = await readFile(server.settingsFile, 'utf8');
  });

  it('leaves an account that was to be removed with its key', async () => {
    const { page, server, sandbox } = stage();
    await spoil();
    await chooseFromMenu(page, treeRow(page, 'Work'), 'Remove Account');
    await modal(page).waitFor();
    await pressInModal(page, 'Remove');
    await notification(page, refused).waitFor();
    await writeFile(server.settingsFile, whole);
    assert.equal((await accountEntries(server)).length, 1);
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '90.00', granted: '0.00' });
    await statusBarItem(page).click();
    await quickRow(page, 'Work').filter({ hasText: '¥90.00' }).waitFor();
    await closeQuickInput(page);
  });

  it('is said in the words of the editor, with the file one click away', async () => {
    const { page, shot } = stage();
    await spoil();
    await chooseFromMenu(page, treeRow(page, 'Work'), 'Rename Account');
    await quickTitle(page, 'Rename Account').waitFor();
    await answer(page, 'Office');
    const told = notification(page, refused);
    await told.waitFor();
    assert.match((await told.textContent()) ?? '', /Unable to write into user settings/);
    await shot('settings-not-written');
    await told.getByRole('button', { name: 'Open Settings File' }).click();
    await page.locator('.view-lines', { hasText: 'what is this' }).waitFor();
  });
});
