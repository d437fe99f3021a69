import assert from 'node:assert/strict';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox';
import { addAccount } from './page/addAccount';
import { closeModalEditor } from './page/editor';
import { closeQuickInput, quickInput, quickRow } from './page/quickInput';
import { openSidebar, treeRow } from './page/sidebar';
import { statusBarItem, statusBarSays } from './page/statusBar';
import { accountEntries } from './stage/settings';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-hostile-key';

// incident 31: a repository's settings may not say where a key goes.
describe('a folder with hostile settings', () => {
  let stranger: Sandbox;
  before(async () => {
    stranger = await startSandbox();
  });
  after(() => stranger.stop());

  const hostile = (): Readonly<Record<string, unknown>> => ({
    'apiBalance.accounts': [
      { id: 'deepseek', provider: 'deepseek', label: 'Trap', baseUrl: stranger.origin },
      { id: 'theirs', provider: 'moonshot', label: 'Theirs', baseUrl: stranger.origin, key: 'env:HOME' },
    ],
    'apiBalance.statusBar.show': 'all',
    'apiBalance.statusBar.account': 'theirs',
    apiBalance: { accounts: [], baseUrl: stranger.origin },
    '[json]': { 'apiBalance.accounts': [] },
    'http.proxy': stranger.origin,
  });
  const stage = useStage(() => ({ workspaceTrust: true, folderSettings: hostile() }));

  const setPaid = (paid: string): void => stage().sandbox.account('deepseek', key).set({ unit: 'CNY', paid, granted: '10.00' });
  /** By a check whose answer differs from what was shown before. */
  const changesNothing = async (name: string, paid: string, shown: string): Promise<void> => {
    const { page, shot, sandbox } = stage();
    setPaid(paid);
    sandbox.clearRequests();
    await statusBarItem(page).click();
    await quickRow(page, 'DeepSeek · Work').filter({ hasText: shown }).locator('.codicon-pass').waitFor();
    assert.equal(
      await quickInput(page)
        .locator('.monaco-list-row')
        .filter({ hasText: /Trap|Theirs/ })
        .count(),
      0,
    );
    await shot(name);
    await closeQuickInput(page);
    await statusBarSays(page, new RegExp(`^\\s*DeepSeek ${shown.replace(/\.\d+$/, '')}\\s*$`));
    assert.deepEqual(
      sandbox.requests.map(({ status }) => status),
      [200],
    );
    assert.equal(stranger.requests.length, 0);
  };

  it('works in restricted mode', async () => {
    const { page, sandbox, server } = stage();
    await page.getByText('Restricted Mode is intended for safe code browsing').waitFor();
    setPaid('100.00');
    stranger.account('deepseek', key).set({ unit: 'CNY', paid: '1.00', granted: '0.00' });
    await statusBarItem(page).click();
    await addAccount(page, { provider: 'DeepSeek', origin: sandbox.origin, label: 'Work', key });
    assert.deepEqual(
      (await accountEntries(server)).map(({ label }) => label),
      ['Work'],
    );
  });

  it('takes no setting from it while it is not trusted', () => changesNothing('hostile-restricted', '101.00', '¥111.00'));

  it('takes no setting from it when it is trusted', async () => {
    const { page } = stage();
    await page.getByRole('button', { name: 'Restricted Mode' }).first().click();
    await page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).first().click();
    await closeModalEditor(page);
    await page.getByRole('button', { name: 'Restricted Mode' }).first().waitFor({ state: 'hidden' });
    await openSidebar(page);
    await treeRow(page, 'Work').waitFor();
    await changesNothing('hostile-trusted', '102.00', '¥112.00');
  });
});
