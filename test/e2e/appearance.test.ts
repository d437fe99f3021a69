import assert from 'node:assert/strict';
import { addAccount } from './page/addAccount';
import { closeQuickInput, quickRow, runCommand } from './page/quickInput';
import { openSidebar, treeRow } from './page/sidebar';
import { hoverStatusBar, statusBarItem, statusBarSays, statusBarWords } from './page/statusBar';
import { useStage } from './stage/useStage';

const [workKey, lowKey, emptyKey] = ['sk-sandbox-look-work', 'sk-sandbox-look-low', 'sk-sandbox-look-empty'];

const themes = [
  { name: 'dark', colorScheme: 'dark', forcedColors: 'none', className: 'vs-dark' },
  { name: 'light', colorScheme: 'light', forcedColors: 'none', className: 'vs' },
  { name: 'high-contrast', colorScheme: 'dark', forcedColors: 'active', className: 'hc-black' },
  { name: 'high-contrast-light', colorScheme: 'light', forcedColors: 'active', className: 'hc-light' },
] as const;

describe('appearance', () => {
  const stage = useStage();
  before(async () => {
    const { page, sandbox } = stage();
    const { origin } = sandbox;
    sandbox.account('deepseek', workKey).set({ unit: 'CNY', paid: '100.00', granted: '10.00', also: [{ unit: 'USD', paid: '42.00', granted: '0.00' }] });
    sandbox.account('moonshot', lowKey).set({ unit: 'USD', paid: '3.20', granted: '0.00' });
    sandbox.account('novita', emptyKey).set({ unit: 'USD', paid: '0.00', granted: '0.00' });
    await statusBarItem(page).click();
    await addAccount(page, { provider: 'DeepSeek', origin, label: 'Work', key: workKey });
  });

  it('says the status bar item in words', async () => {
    assert.equal(await statusBarWords(stage().page), 'DeepSeek · Work, ¥110.00, just now');
  });

  it('colours the item when money is low and when it is gone', async () => {
    const { page, shot, sandbox: { origin } } = stage();
    await runCommand(page, 'Add Account…');
    await addAccount(page, { provider: 'Moonshot', origin, label: 'Side', key: lowKey });
    await statusBarSays(page, '$3.20');
    await page.locator('.statusbar-item.warning-kind[id="api-balance.api-balance.balance"]').waitFor();
    await shot('status-low');
    await runCommand(page, 'Add Account…');
    await addAccount(page, { provider: 'Novita', origin, label: 'Empty', key: emptyKey });
    await page.locator('.statusbar-item.error-kind[id="api-balance.api-balance.balance"]').waitFor();
    assert.match(await statusBarWords(page), /^Novita AI · Empty, \$0\.00, .*Exhausted/);
  });

  it('says the rows of the tree in words', async () => {
    const { page } = stage();
    await openSidebar(page);
    for (const [row, words] of [['Work', /^DeepSeek · Work, ¥110\.00, just now/], ['Side', /^Moonshot \(Kimi\) · Side, \$3\.20, .*Low/]] as const) {
      assert.match((await treeRow(page, row).getAttribute('aria-label')) ?? '', words);
    }
  });

  for (const { name, colorScheme, forcedColors, className } of themes) {
    it(`is readable in ${name}`, async () => {
      const { page, shot } = stage();
      await page.emulateMedia({ colorScheme, forcedColors });
      await page.locator(`.monaco-workbench.${className}`).waitFor();
      await hoverStatusBar(page);
      await shot(`${name}-tree-and-tooltip`);
      await statusBarItem(page).click();
      await quickRow(page, 'Work').locator('.codicon-pass').waitFor();
      await shot(`${name}-hub`);
      await closeQuickInput(page);
    });
  }
});
