import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount, answerUpToKey, chooseProvider, nameAdded } from './page/addAccount';
import { checkInAccountsPick } from './page/accountsPick';
import { modal, notification, pressInModal } from './page/notifications';
import { answer, closeQuickInput, goBack, quickBox, quickInput, quickMessage, quickRow, quickTitle, runCommand } from './page/quickInput';
import { statusBarItem, statusBarSays } from './page/statusBar';
import { accountEntries } from './stage/settings';
import { useStage } from './stage/useStage';
import { installWatch } from './watch/installWatch';
import { seen } from './watch/readSightings';

const [wrongKey, rightKey, environmentKey] = ['sk-sandbox-wrong-Qx71', 'sk-sandbox-right-Zw42', 'sk-sandbox-environment-Jk83'];

describe('adding an account', () => {
  const file = join(tmpdir(), `api-balance-watch-import-${process.pid}.jsonl`);
  const stage = useStage(() => ({
    env: { DEEPSEEK_API_KEY: environmentKey, MOONSHOT_API_KEY: 'none', API_BALANCE_WATCH_FILE: file },
    prepareExtensions: installWatch,
  }));
  after(() => rm(file, { force: true }));
  before(() => stage().sandbox.account('deepseek', rightKey).set({ unit: 'CNY', paid: '100.00', granted: '10.00' }));

  it('asks for the provider when the item is clicked and there is no account', async () => {
    const { page, shot } = stage();
    await statusBarItem(page).click();
    await quickTitle(page, 'Add Account').waitFor();
    await quickInput(page).locator('.monaco-list-row').filter({ hasText: 'API key · platform.deepseek.com/api_keys' }).waitFor();
    await shot('add-provider');
  });

  it('finds a provider by what it reports and by its kind of key', async () => {
    const { page, shot } = stage();
    // What is found may have been in the list before: that the rest is gone says that the list is of this search.
    await quickBox(page).fill('points');
    await quickRow(page, 'DeepSeek').waitFor({ state: 'detached' });
    await quickRow(page, 'Poe').waitFor();
    await quickBox(page).fill('management key');
    await quickRow(page, 'Poe').waitFor({ state: 'detached' });
    await quickRow(page, 'OpenRouter').waitFor();
    await shot('add-provider-search');
    await quickBox(page).fill('');
    await quickRow(page, 'DeepSeek').waitFor();
  });

  it('keeps what nobody documents on a page of its own', async () => {
    const { page, shot } = stage();
    await quickBox(page).fill('Kilo Code');
    await quickRow(page, 'DeepSeek').waitFor({ state: 'detached' });
    assert.equal(await quickRow(page, 'Kilo Code').count(), 0);
    await quickBox(page).fill('Unofficial');
    await quickRow(page, 'Unofficial…').click();
    await quickRow(page, 'Kilo Code').waitFor();
    await shot('add-provider-unofficial');
    await goBack(page);
    await quickRow(page, 'DeepSeek').waitFor();
  });

  it('goes back from every step', async () => {
    const { page, shot, sandbox } = stage();
    await chooseProvider(page, 'DeepSeek');
    await quickMessage(page, 'sent to api.deepseek.com only').waitFor();
    await shot('add-key');
    await goBack(page);
    await answerUpToKey(page, { provider: 'DeepSeek', origin: sandbox.origin });
    await goBack(page);
    await chooseProvider(page, 'DeepSeek');
    await quickInput(page).getByRole('button', { name: 'Use Another Address' }).click();
    await quickMessage(page, 'The address of a proxy').waitFor();
    await shot('add-address');
    await goBack(page);
    await quickMessage(page, 'sent to api.deepseek.com only').waitFor();
    await goBack(page);
    await chooseProvider(page, 'Moonshot');
    await quickRow(page, 'China').waitFor();
    await shot('add-site');
    await quickRow(page, 'Another address').click();
    await quickMessage(page, 'The address of a proxy').waitFor();
    await goBack(page);
    await quickRow(page, 'China').waitFor();
    await goBack(page);
    await quickTitle(page, 'Add Account').waitFor();
  });

  it('refuses an address that is not safe for a key', async () => {
    const { page, shot } = stage();
    await chooseProvider(page, 'DeepSeek');
    await quickInput(page).getByRole('button', { name: 'Use Another Address' }).click();
    await quickMessage(page, 'The address of a proxy').waitFor();
    await answer(page, 'http://mirror.example');
    await quickMessage(page, 'must use https').waitFor();
    await shot('add-address-refused');
    await answer(page, 'https://person:secret@mirror.example');
    await quickMessage(page, 'user name or password').waitFor();
    await answer(page, 'mirror');
    await quickMessage(page, 'must be an address').waitFor();
    await closeQuickInput(page);
  });

  it('refuses what cannot be a key, without sending it', async () => {
    const { page, sandbox } = stage();
    await statusBarItem(page).click();
    await answerUpToKey(page, { provider: 'DeepSeek', origin: sandbox.origin });
    for (const [key, why] of [
      ['sk two words', 'spaces or line breaks inside'],
      [`Bearer ${rightKey}`, 'Leave out the word "Bearer"'],
      ['sk-1', 'too short'],
      ['  ', 'Enter the key'],
    ] as const) {
      await answer(page, key);
      await quickMessage(page, why).waitFor();
    }
    assert.equal(await quickBox(page).getAttribute('type'), 'password');
    await quickInput(page).getByRole('button', { name: 'Create a Key in the Browser' }).waitFor();
    assert.equal(sandbox.requests.length, 0);
  });

  it('says why a wrong key is not stored, and goes back to it', async () => {
    const { page, shot, sandbox, server } = stage();
    await answer(page, wrongKey);
    await modal(page)
      .filter({ hasText: 'The key could not be verified' })
      .filter({ hasText: 'DeepSeek does not accept this key' })
      .waitFor();
    await shot('add-wrong-key');
    assert.ok(!(await page.locator('body').innerText()).includes('Qx71'), 'a piece of the key is on screen');
    await pressInModal(page, 'Go Back');
    await quickMessage(page, 'DeepSeek does not accept this key').waitFor();
    await shot('add-wrong-key-back');
    assert.deepEqual(
      sandbox.requests.map(({ status }) => status),
      [401],
    );
    assert.deepEqual(await accountEntries(server), []);
  });

  it('stores the right key after a real check', async () => {
    const { page, shot, sandbox, server } = stage();
    await answer(page, `  ${rightKey}\t`);
    await notification(page, 'DeepSeek was added. Its first reading: ¥110.00').waitFor();
    await statusBarSays(page, '¥110');
    await shot('add-done');
    await nameAdded(page, 'Work');
    assert.deepEqual(
      sandbox.requests.map(({ status }) => status),
      [401, 200],
    );
    assert.deepEqual(await accountEntries(server), [{ id: 'deepseek', provider: 'deepseek', label: 'Work', baseUrl: sandbox.origin }]);
  });

  it('points out a key that another account has already', async () => {
    const { page, shot, sandbox } = stage();
    await runCommand(page, 'Add Account…');
    await answerUpToKey(page, { provider: 'DeepSeek', origin: sandbox.origin });
    await quickBox(page).fill(rightKey);
    await quickMessage(page, 'The account "Work" has the same key already').waitFor();
    await shot('add-same-key');
    await closeQuickInput(page);
  });

  it('doubts a key of another service', async () => {
    const { page, shot } = stage();
    await runCommand(page, 'Add Account…');
    await chooseProvider(page, 'Moonshot');
    await quickRow(page, 'China (CNY)').click();
    await quickMessage(page, 'sent to api.moonshot.cn only').waitFor();
    await quickBox(page).fill('sk-kimi-0123456789');
    await quickMessage(page, 'This looks like a Kimi coding key').waitFor();
    await shot('add-kimi-doubt');
    await closeQuickInput(page);
  });

  it('lets a second account of the same provider stand beside the first', async () => {
    const { page, sandbox, server } = stage();
    sandbox.account('deepseek', 'sk-sandbox-second-key').set({ unit: 'USD', paid: '3.20', granted: '0.00' });
    await runCommand(page, 'Add Account…');
    await addAccount(page, { provider: 'DeepSeek', origin: sandbox.origin, label: 'Side', key: 'sk-sandbox-second-key' });
    assert.deepEqual(
      (await accountEntries(server)).map(({ id }) => id),
      ['deepseek', 'deepseek-2'],
    );
    await statusBarSays(page, '$3.20');
  });

  it('offers the names of keys in the environment, never their values, and stores nothing unticked', async () => {
    const { page, shot, sandbox, server } = stage();
    const entries = await accountEntries(server);
    sandbox.clearRequests();
    await runCommand(page, 'Import Keys from Environment…');
    await quickRow(page, /DEEPSEEK_API_KEY/).waitFor();
    await shot('import-keys');
    // What stands in the other variable is too short to be a key.
    assert.equal(await quickRow(page, /MOONSHOT_API_KEY/).count(), 0);
    assert.ok(!(await page.content()).includes('Jk83'), 'a piece of the key is on screen');
    await page.keyboard.press('Enter');
    await quickInput(page).waitFor({ state: 'hidden' });
    // Whatever was tried would have been sent before the check that comes next; a key of the environment goes to its provider.
    sandbox.account('deepseek', rightKey).set({ unit: 'CNY', paid: '101.00', granted: '10.00' });
    await checkInAccountsPick(stage(), 2);
    await quickRow(page, 'Work').filter({ hasText: '¥111.00' }).waitFor();
    assert.deepEqual(
      sandbox.requests.map(({ account }) => account),
      ['deepseek account', 'deepseek account'],
    );
    assert.deepEqual([...new Set(seen(file, 'connection'))], [new URL(sandbox.origin).host]);
    assert.deepEqual(seen(file, 'lookup'), []);
    assert.deepEqual(await accountEntries(server), entries);
  });
});
