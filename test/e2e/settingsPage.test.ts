import assert from 'node:assert/strict';
import { quickRow, runCommand } from './page/quickInput';
import { statusBarSays } from './page/statusBar';
import { readSettings } from './stage/settings';
import { useStage } from './stage/useStage';

describe('settings', () => {
  const stage = useStage(({ origin }) => ({
    env: { FIRST_KEY: 'sk-sandbox-settings-first', SECOND_KEY: 'sk-sandbox-settings-second', API_BALANCE_LOCAL_ORIGINS: origin },
    settings: {
      'apiBalance.accounts': [
        { id: 'first', provider: 'deepseek', label: 'First', key: 'env:FIRST_KEY', baseUrl: origin },
        { id: 'second', provider: 'deepseek', label: 'Second', key: 'env:SECOND_KEY', baseUrl: origin },
      ],
      'apiBalance.lowBalance': { CNY: '60' },
    },
  }));

  it('let an account be chosen for the status bar, and say from which amount on a balance is low', async () => {
    const { page, sandbox, server } = stage();
    sandbox.account('deepseek', 'sk-sandbox-settings-first').set({ unit: 'CNY', paid: '55.00', granted: '0.00' });
    sandbox.account('deepseek', 'sk-sandbox-settings-second').set({ unit: 'CNY', paid: '80.00', granted: '0.00' });
    await runCommand(page, 'Check All Balances');
    // Low by the person's own threshold; by the default one neither is.
    await statusBarSays(page, '¥55');
    await page.locator('.statusbar-item.warning-kind[id="api-balance.api-balance.balance"]').waitFor();
    await runCommand(page, 'Choose Account for Status Bar…');
    await quickRow(page, 'DeepSeek · Second').click();
    await statusBarSays(page, '¥80');
    await page.locator('.statusbar').getByText('The status bar shows DeepSeek · Second').waitFor();
    assert.equal((await readSettings(server))['apiBalance.statusBar.account'], 'second');
    await runCommand(page, 'Choose Account for Status Bar…');
    await quickRow(page, 'No fixed account').click();
    await statusBarSays(page, '¥55');
  });

  it('stand in sections under the name of the extension', async () => {
    const { page, shot } = stage();
    await page.keyboard.press('Control+,');
    const search = page.locator('.settings-editor .suggest-input-container');
    await search.click();
    await page.keyboard.insertText('@ext:api-balance.api-balance');
    const contents = page.locator('.settings-toc-container');
    for (const section of ['Accounts', 'Status Bar', 'Watching', 'Alerts', 'Messages', 'History'])
      await contents.getByText(section, { exact: true }).first().waitFor();
    await shot('settings-sections');
    await contents.getByText('Alerts', { exact: true }).first().click();
    await page.locator('.settings-editor').getByText('Low Balance').first().waitFor();
    await shot('settings-alerts');
  });
});
