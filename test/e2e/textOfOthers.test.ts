import assert from 'node:assert/strict';
import { changeBystander, bystander, checkAll } from './page/bystander';
import { commandAsText, drawnFromText, hostileText, iconAsText, tricks } from './page/drawn';
import { historyFrame, openHistory } from './page/history';
import { modal, notification, pressInModal } from './page/notifications';
import { closeQuickInput, quickBox, quickInput, quickMessage, quickRow, quickTitle, runCommand } from './page/quickInput';
import { chooseFromMenu, openSidebar, treeRow } from './page/sidebar';
import { hoverStatusBar, leaveHover, statusBarIsRead } from './page/statusBar';
import { useStage } from './stage/useStage';

const key = 'sandbox-plain-text-key';
const path = `/${tricks.command}${tricks.icon}`;

// Whatever others wrote is plain text on every surface of the editor: nothing of it is a link, an icon, an element or a second line.
describe('text of others in the editor', () => {
  const stage = useStage(({ origin, account }) => {
    account('deepseek', key).set({ unit: 'CNY', paid: '12.00', granted: '0.00' });
    const keyed = { key: 'env:PLAIN_KEY' };
    return {
      env: { ...bystander.env, PLAIN_KEY: key, API_BALANCE_LOCAL_ORIGINS: origin },
      settings: {
        'apiBalance.accounts': [
          { id: 'label', provider: 'deepseek', label: `Label ${hostileText}`, baseUrl: origin, ...keyed },
          // Without a route there, so that the path that was left out is told.
          { id: 'path', provider: 'novita', label: 'Path', baseUrl: `${origin}${path}`, ...keyed },
          { id: hostileText, provider: 'deepseek', label: 'Id' },
          { id: 'provider', provider: hostileText },
          { id: 'unit', provider: 'deepseek', unit: hostileText, lowBalance: { [hostileText]: 1 } },
          bystander.entry(origin),
        ],
        'apiBalance.logFile': `/dev/null/${hostileText}`,
        'apiBalance.statusBar.account': 'label',
      },
    };
  });
  const nothingDrawn = async (): Promise<void> => assert.deepEqual(await drawnFromText(stage().page), []);

  it('stays text in the list, its details and the message of a log file that cannot be written', async () => {
    const { page, sandbox, shot } = stage();
    sandbox.setFault('*', 'status-404', '/v3/user/balance');
    changeBystander(sandbox);
    await checkAll(stage());
    await quickRow(page, 'Label').filter({ hasText: commandAsText }).filter({ hasText: iconAsText }).waitFor();
    await notification(page, 'The balance log').filter({ hasText: commandAsText }).waitFor();
    await shot('text-list');
    await nothingDrawn();
  });

  it('stays text in the status bar and its tooltip', async () => {
    const { page, shot } = stage();
    await closeQuickInput(page);
    await statusBarIsRead(page, commandAsText);
    const hover = await hoverStatusBar(page);
    // There is room for the beginning of a name alone.
    await hover.filter({ hasText: /Label\s/ }).waitFor();
    await shot('text-tooltip');
    await nothingDrawn();
    await leaveHover(page);
  });

  it('stays text in the tree', async () => {
    const { page, shot } = stage();
    await openSidebar(page);
    await treeRow(page, /· Label/).waitFor();
    await nothingDrawn();
    await shot('text-tree');
  });

  it('stays text in titles, prompts and doubts of what is asked', async () => {
    const { page, shot } = stage();
    await chooseFromMenu(page, treeRow(page, /· Label/), 'Replace Key');
    await quickTitle(page, commandAsText).waitFor();
    await nothingDrawn();
    await closeQuickInput(page);
    await runCommand(page, 'Add Account…');
    await quickBox(page).fill('DeepSeek');
    await quickRow(page, 'DeepSeek').click();
    await quickInput(page).getByRole('button', { name: 'Use Another Address' }).click();
    await quickMessage(page, 'The address of a proxy').waitFor();
    await quickBox(page).fill(`https://mirror.example${path}`);
    await quickMessage(page, 'will not be used').filter({ hasText: commandAsText }).waitFor();
    await shot('text-doubt');
    await nothingDrawn();
    await quickBox(page).fill(stage().sandbox.origin);
    await page.keyboard.press('Enter');
    await quickMessage(page, `sent to ${new URL(stage().sandbox.origin).host} only`).waitFor();
    await quickBox(page).fill(key);
    await quickMessage(page, 'has the same key already').filter({ hasText: commandAsText }).waitFor();
    await nothingDrawn();
    await closeQuickInput(page);
    await runCommand(page, 'Check Balance of…');
    await quickRow(page, commandAsText).waitFor();
    await nothingDrawn();
    await closeQuickInput(page);
  });

  it('stays text in a receipt', async () => {
    const { page, shot } = stage();
    await chooseFromMenu(page, treeRow(page, /· Label/), /^Show Receipt$/);
    await historyFrame(page).getByText('Label').first().waitFor();
    await shot('text-receipt');
    await nothingDrawn();
  });

  it('stays text on the history page', async () => {
    const { page, shot } = stage();
    await openHistory(page);
    await historyFrame(page).locator('#account option').filter({ hasText: commandAsText }).first().waitFor({ state: 'attached' });
    await shot('text-history');
    await nothingDrawn();
  });

  it('stays text in questions and in what is told of them', async () => {
    const { page, shot } = stage();
    await chooseFromMenu(page, treeRow(page, /· Label/), 'Remove Account');
    await modal(page).filter({ hasText: commandAsText }).filter({ hasText: iconAsText }).waitFor();
    await shot('text-question');
    await nothingDrawn();
    await pressInModal(page, 'Remove');
    await notification(page, 'was removed').filter({ hasText: commandAsText }).waitFor();
    await shot('text-notification');
    await nothingDrawn();
    await quickInput(page).waitFor({ state: 'hidden' });
  });

  it('stays on one line of the log', async () => {
    const { page } = stage();
    await runCommand(page, 'Show Log');
    await page.locator('.panel .view-line').filter({ hasText: '(check)' }).first().waitFor();
    await nothingDrawn();
  });
});
