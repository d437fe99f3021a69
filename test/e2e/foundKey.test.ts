import assert from 'node:assert/strict';
import { chooseProvider } from './page/addAccount';
import { modal, notification, pressInModal } from './page/notifications';
import { answer, closeQuickInput, goBack, quickInput, quickMessage, quickRow, quickTitle, runCommand } from './page/quickInput';
import { openSidebar, sidebar } from './page/sidebar';
import { statusBarSays } from './page/statusBar';
import { reroute } from './reroute/reroute';
import { accountEntries, readSettings } from './stage/settings';
import { useStage } from './stage/useStage';

const [rightKey, wrongKey] = ['sk-sandbox-found-Hq58', 'sk-sandbox-found-wrong-Lm93'];

describe('a key in the environment', () => {
  const stage = useStage((sandbox) => {
    const { env, prepareExtensions } = reroute(sandbox, ['https://api.deepseek.com', 'https://api.moonshot.ai']);
    return { env: { ...env, DEEPSEEK_API_KEY: rightKey, MOONSHOT_API_KEY: wrongKey }, prepareExtensions };
  });
  before(() => stage().sandbox.account('deepseek', rightKey).set({ unit: 'CNY', paid: '100.00', granted: '10.00' }));

  it('is offered first, with its variable and its host and without its value', async () => {
    const { page, shot, sandbox } = stage();
    await openSidebar(page);
    await sidebar(page).getByRole('button', { name: 'Add Account' }).first().click();
    await quickTitle(page, 'Add Account').waitFor();
    await quickInput(page).getByText('Keys found in the environment').waitFor();
    const first = quickInput(page).locator('.monaco-list-row').first();
    await first.filter({ hasText: /DeepSeek\s*DEEPSEEK_API_KEY · api\.deepseek\.com/ }).waitFor();
    for (const host of ['api.moonshot.ai', 'api.moonshot.cn']) await quickRow(page, `MOONSHOT_API_KEY · ${host}`).waitFor();
    await shot('found-keys');
    const shown = await page.content();
    for (const piece of ['Hq58', 'Lm93']) assert.ok(!shown.includes(piece), 'a piece of a key is on screen');
    assert.equal(sandbox.requests.length, 0);
  });

  it('that is refused leaves the list open, and nothing is stored', async () => {
    const { page, shot, server, sandbox } = stage();
    await quickRow(page, 'MOONSHOT_API_KEY · api.moonshot.ai').click();
    await modal(page).filter({ hasText: 'Moonshot (Kimi) does not accept this key' }).waitFor();
    await shot('found-key-refused');
    await pressInModal(page, 'Go Back');
    await quickTitle(page, 'Add Account').waitFor();
    await closeQuickInput(page);
    assert.deepEqual(
      sandbox.requests.map(({ status }) => status),
      [401],
    );
    assert.deepEqual(await accountEntries(server), []);
  });

  it('is one more step to the first balance', async () => {
    const { page, shot, server } = stage();
    await sidebar(page).getByRole('button', { name: 'Add Account' }).first().click();
    await quickRow(page, /DEEPSEEK_API_KEY/).click();
    const told = notification(page, 'DeepSeek was added. Its first reading: ¥110.00');
    await told.waitFor();
    await statusBarSays(page, '¥110');
    await shot('found-first-balance');
    assert.deepEqual(await accountEntries(server), [{ id: 'deepseek', provider: 'deepseek' }]);
    await told.getByRole('button', { name: 'Show Overview' }).waitFor();
    await told.getByRole('button', { name: 'Watch Every Hour' }).click();
    await page.locator('.statusbar').getByText('Balances are checked every hour').waitFor();
    assert.equal((await readSettings(server))['apiBalance.refresh.interval'], 60);
  });

  it('is not offered once more for its account, and a second account of a provider gets a name of its own', async () => {
    const { page, sandbox, server } = stage();
    await runCommand(page, 'Add Account…');
    await quickRow(page, 'MOONSHOT_API_KEY · api.moonshot.ai').waitFor();
    assert.equal(await quickRow(page, /DEEPSEEK_API_KEY/).count(), 0);
    await chooseProvider(page, 'DeepSeek');
    await quickMessage(page, 'sent to api.deepseek.com only').waitFor();
    await goBack(page);
    await chooseProvider(page, 'DeepSeek');
    sandbox.account('deepseek', 'sk-sandbox-by-hand').set({ unit: 'USD', paid: '3.20', granted: '0.00' });
    await quickMessage(page, 'sent to api.deepseek.com only').waitFor();
    await answer(page, 'sk-sandbox-by-hand');
    // Watching is on, so it is not offered again.
    const told = notification(page, 'DeepSeek 2 was added. Its first reading: $3.20');
    await told.getByRole('button', { name: 'Rename…' }).waitFor();
    assert.equal(await told.getByRole('button', { name: 'Watch Every Hour' }).count(), 0);
    assert.deepEqual((await accountEntries(server)).at(-1), { id: 'deepseek-2', provider: 'deepseek', label: 'DeepSeek 2' });
  });
});
