import assert from 'node:assert/strict';
import { addAccount, answerAddress, nameAdded } from './page/addAccount';
import { editSettings, receiptIsShown } from './page/editor';
import { modal, notification, pressInModal } from './page/notifications';
import { answer, quickBox, quickRow, quickTitle, runCommand } from './page/quickInput';
import { chooseFromMenu, openSidebar, pressOnRow, sidebar, toggleMoreProviders, treeRow, unfold } from './page/sidebar';
import { leaveHover, statusBarItem, statusBarSays } from './page/statusBar';
import { accountEntries, readSettings } from './stage/settings';
import { useStage } from './stage/useStage';

const [workKey, kimiKey, pastedKey] = ['sk-sandbox-tree-work', 'sk-sandbox-tree-kimi', 'sk-sandbox-PASTED-key'];

describe('the tree', () => {
  const stage = useStage();
  before(() => {
    const { sandbox } = stage();
    sandbox.account('deepseek', workKey).set({ unit: 'CNY', paid: '100.00', granted: '10.00' });
    sandbox.account('moonshot', kimiKey).set({ unit: 'USD', paid: '3.00001', granted: '46.58893' });
  });

  it('welcomes and adds the first account', async () => {
    const {
      page,
      sandbox: { origin },
    } = stage();
    await openSidebar(page);
    await sidebar(page).getByText('Add Account', { exact: true }).click();
    await addAccount(page, { provider: 'DeepSeek', origin, label: 'Work', key: workKey });
    await treeRow(page, 'Work').filter({ hasText: '¥110.00' }).waitFor();
    await unfold(treeRow(page, 'Work'));
    for (const row of ['Balance CNY', /Granted.*¥10\.00/, /Paid.*¥100\.00/]) await treeRow(page, row).waitFor();
  });

  it('adds an account of another provider from its own row', async () => {
    const {
      page,
      shot,
      sandbox: { origin },
    } = stage();
    await toggleMoreProviders(page);
    await treeRow(page, 'Money left').click();
    await pressOnRow(treeRow(page, 'Moonshot'), 'Add Account');
    await quickTitle(page, 'Add Moonshot (Kimi) Account').waitFor();
    await answerAddress(page, origin);
    await answer(page, kimiKey);
    await nameAdded(page, 'Wallet');
    await toggleMoreProviders(page);
    await treeRow(page, 'Wallet').filter({ hasText: '$49.59' }).waitFor();
    await treeRow(page, 'Wallet').hover();
    const card = page.locator('.monaco-hover:visible').last();
    await card.getByText('$49.59').first().waitFor();
    await shot('tree');
    await leaveHover(page);
  });

  it('checks one account from its row', async () => {
    const { page, sandbox } = stage();
    sandbox.account('deepseek', workKey).set({ unit: 'CNY', paid: '90.00', granted: '10.00' });
    sandbox.clearRequests();
    await pressOnRow(treeRow(page, 'Work'), 'Check This Account');
    await treeRow(page, 'Work').filter({ hasText: '¥100.00' }).waitFor();
    assert.deepEqual(
      sandbox.requests.map(({ path }) => path),
      ['/user/balance'],
    );
  });

  it('opens the billing page in the browser, after the editor asked', async () => {
    const { page, shot } = stage();
    await pressOnRow(treeRow(page, 'Work'), 'Open Billing');
    await modal(page).filter({ hasText: 'https://platform.deepseek.com/top_up' }).waitFor();
    await shot('tree-billing-link');
    await pressInModal(page, 'Cancel');
  });

  it('says plainly what a provider without an endpoint can do', async () => {
    const { page, shot } = stage();
    await toggleMoreProviders(page);
    await treeRow(page, 'Money left').click();
    await treeRow(page, 'Dashboard only').click();
    await treeRow(page, 'Together AI').click();
    await notification(page, 'Together AI has no balance endpoint').waitFor();
    await shot('tree-dashboard-provider');
    await notification(page, 'Together AI').getByRole('button', { name: 'Open Dashboard' }).click();
    await modal(page).filter({ hasText: 'https://api.together.ai/settings/billing' }).waitFor();
    await pressInModal(page, 'Cancel');
    await runCommand(page, 'Check Balance of…');
    await quickBox(page).fill('Groq');
    await quickRow(page, 'Groq').waitFor();
    await shot('check-balance-of');
    await quickRow(page, 'Groq').click();
    await notification(page, 'Groq has no balance endpoint').waitFor();
    await toggleMoreProviders(page);
  });

  it('checks one account by name and shows its receipt', async () => {
    const { page } = stage();
    await runCommand(page, 'Check Balance of…');
    await quickRow(page, 'Moonshot (Kimi) · Wallet').click();
    await receiptIsShown(page, 'Moonshot (Kimi) · Wallet');
  });

  it('renames', async () => {
    const { page } = stage();
    await chooseFromMenu(page, treeRow(page, 'Work'), 'Rename Account');
    await quickTitle(page, 'Rename Account').waitFor();
    await answer(page, 'Office');
    await treeRow(page, 'Office').filter({ hasText: '¥100.00' }).waitFor();
  });

  it('pins an account to the status bar', async () => {
    const { page, server } = stage();
    await chooseFromMenu(page, treeRow(page, 'Wallet'), 'Show in Status Bar');
    await statusBarSays(page, '$49');
    assert.equal((await readSettings(server))['apiBalance.statusBar.account'], 'moonshot');
    await chooseFromMenu(page, treeRow(page, 'Office'), 'Show in Status Bar');
    await statusBarSays(page, '¥100');
  });

  it('removes after one question, and undoes it with the key', async () => {
    const { page, shot, server, sandbox } = stage();
    const before = await accountEntries(server);
    await chooseFromMenu(page, treeRow(page, 'Office'), 'Remove Account');
    await modal(page).filter({ hasText: 'Remove the account "Office"?' }).waitFor();
    await shot('tree-remove');
    await pressInModal(page, 'Remove');
    await treeRow(page, 'Office').waitFor({ state: 'detached' });
    assert.deepEqual(
      (await accountEntries(server)).map(({ id }) => id),
      ['moonshot'],
    );
    await notification(page, 'The account "Office" was removed').getByRole('button', { name: 'Undo' }).click();
    await treeRow(page, 'Office').waitFor();
    assert.deepEqual(await accountEntries(server), before);
    sandbox.clearRequests();
    sandbox.account('deepseek', workKey).set({ unit: 'CNY', paid: '91.00', granted: '10.00' });
    await pressOnRow(treeRow(page, 'Office'), 'Check This Account');
    await treeRow(page, 'Office').filter({ hasText: '¥101.00' }).waitFor();
    assert.deepEqual(
      sandbox.requests.map(({ status }) => status),
      [200],
    );
  });

  it('shows entries that cannot be used, with the reason, while the others go on working', async () => {
    const { page, sandbox, shot, server } = stage();
    const wrong = [
      { id: 'pasted', provider: 'deepseek', key: pastedKey },
      { id: 'nobody', provider: 'nosuch' },
      { id: 'deepseek', provider: 'deepseek' },
      'text',
      { id: 'plain', provider: 'deepseek', baseUrl: 'http://mirror.example' },
    ];
    await editSettings(page, server, { 'apiBalance.accounts': [...(await accountEntries(server)), ...wrong] });
    for (const reason of [
      'may only name an environment variable',
      'not one that API Balance knows',
      'used by another account',
      'must be an object',
      'must use https',
    ])
      await treeRow(page, reason).waitFor();
    await shot('tree-invalid-entries');
    sandbox.account('deepseek', workKey).set({ unit: 'CNY', paid: '92.00', granted: '10.00' });
    await statusBarItem(page).click();
    await quickRow(page, 'Office').filter({ hasText: '¥102.00' }).locator('.codicon-pass').waitFor();
    await shot('list-invalid-entries');
    assert.ok(!(await page.content()).includes('PASTED'), 'a key from the settings is on screen');
  });
});
