import { addAccount } from './page/addAccount';
import { checkInAccountsPick } from './page/accountsPick';
import { closeQuickInput, quickRow, runCommand } from './page/quickInput';
import { openSidebar, treeIsRead } from './page/sidebar';
import { hoverStatusBar, leaveHover, statusBarIsRead, statusBarItem, statusBarSays } from './page/statusBar';
import { themes } from './page/themes';
import { useStage } from './stage/useStage';

const [workKey, lowKey, emptyKey] = ['sk-sandbox-look-work', 'sk-sandbox-look-low', 'sk-sandbox-look-empty'];

describe('appearance', () => {
  const stage = useStage();
  const setWork = (paid: string): void =>
    stage()
      .sandbox.account('deepseek', workKey)
      .set({ unit: 'CNY', paid, granted: '10.00', also: [{ unit: 'USD', paid: '42.00', granted: '0.00' }] });
  before(async () => {
    const { page, sandbox } = stage();
    const { origin } = sandbox;
    setWork('100.00');
    sandbox.account('moonshot', lowKey).set({ unit: 'USD', paid: '3.20', granted: '0.00' });
    sandbox.account('novita', emptyKey).set({ unit: 'USD', paid: '0.00', granted: '0.00' });
    await statusBarItem(page).click();
    await addAccount(page, { provider: 'DeepSeek', origin, label: 'Work', key: workKey });
  });

  it('says the status bar item in words', () => statusBarIsRead(stage().page, /^DeepSeek · Work, ¥110\.00, (just now|\d+:\d\d.[AP]M)$/));

  it('colours the item when money is low and when it is gone', async () => {
    const {
      page,
      shot,
      sandbox: { origin },
    } = stage();
    await runCommand(page, 'Add Account…');
    await addAccount(page, { provider: 'Moonshot', origin, label: 'Side', key: lowKey });
    await statusBarSays(page, '$3.20');
    await page.locator('.statusbar-item.warning-kind[id="api-balance.api-balance.balance"]').waitFor();
    await shot('status-low');
    await runCommand(page, 'Add Account…');
    await addAccount(page, { provider: 'Novita', origin, label: 'Empty', key: emptyKey });
    await page.locator('.statusbar-item.error-kind[id="api-balance.api-balance.balance"]').waitFor();
    await statusBarIsRead(page, /^Novita AI · Empty, \$0\.00, .*Exhausted/);
  });

  it('says the rows of the tree in words', async () => {
    const { page } = stage();
    await openSidebar(page);
    for (const words of [/^DeepSeek · Work, ¥110\.00, (just now|\d+:\d\d.[AP]M)/, /^Moonshot \(Kimi\) · Side, \$3\.20, .*Low/])
      await treeIsRead(page, words);
  });

  for (const [index, { name, colorScheme, forcedColors, className }] of themes.entries()) {
    it(`is readable in ${name}`, async () => {
      const { page, sandbox, shot } = stage();
      await page.emulateMedia({ colorScheme, forcedColors });
      await page.locator(`.monaco-workbench.${className}`).waitFor();
      await hoverStatusBar(page);
      await shot(`${name}-tree-and-tooltip`);
      await leaveHover(page);
      setWork(`10${index + 1}.00`);
      await checkInAccountsPick({ page, sandbox }, 3);
      await quickRow(page, 'Work')
        .filter({ hasText: `¥11${index + 1}.00` })
        .locator('.codicon-pass')
        .waitFor();
      for (const row of ['Side', 'Empty']) await quickRow(page, row).locator('.codicon-modifier-spin').waitFor({ state: 'detached' });
      await shot(`${name}-list`);
      await closeQuickInput(page);
    });
  }
});
