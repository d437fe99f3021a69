import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { chooseProvider } from './page/addAccount';
import { clipboard, codeLens, editorText, tab } from './page/editor';
import { notification } from './page/notifications';
import { answer, quickMessage, quickRow, quickTitle, runCommand } from './page/quickInput';
import { chooseFromMenu, openSidebar, treeRow } from './page/sidebar';
import { statusBarSays } from './page/statusBar';
import { accountEntries } from './stage/settings';
import { useStage } from './stage/useStage';

const key = 'sandbox-own-key-Vt29';

describe('an endpoint of one’s own', () => {
  const stage = useStage(({ account }) => {
    account('custom', key).set({ unit: 'USD', paid: '42.50', granted: '0.00' });
    return {};
  });
  const description = (amount: string): string =>
    JSON.stringify(
      {
        url: `${stage().sandbox.origin}/v1/own/balance`,
        secretHeaders: { 'x-own-key': '{apiKey}' },
        success: { pointer: '/status', equals: 'ok' },
        amount,
        unit: { pointer: '/data/currency' },
      },
      undefined,
      1,
    );
  const write = async (page: Page, text: string): Promise<void> => {
    await page.locator('.editor-group-container').first().locator('.view-line').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Control+Home');
  };

  it('begins with a preset, and says what is wrong in it', async () => {
    const { page, shot, sandbox } = stage();
    await runCommand(page, 'Add Account…');
    await chooseProvider(page, 'Your own HTTP endpoint');
    await quickRow(page, 'Supabase row').waitFor();
    await shot('own-presets');
    await quickRow(page, 'Any JSON answer').click();
    await codeLens(page, 'Test').waitFor();
    await editorText(page, 'Nothing has been sent yet').waitFor();
    await write(page, '{ "url": "http://api.example.com" }');
    await editorText(page, '"url" must be an https address').waitFor();
    await editorText(page, '"amount" is missing').waitFor();
    assert.equal(sandbox.requests.length, 0);
  });

  it('sends once the person tests, and names exactly what does not fit', async () => {
    const { page, shot, sandbox } = stage();
    await write(page, description('/data/balance'));
    await codeLens(page, 'Test').click();
    await quickTitle(page, 'Test Description').waitFor();
    await answer(page, 'sb_secret_0123456789');
    await quickMessage(page, 'passes by row-level security').waitFor();
    await answer(page, key);
    await editorText(page, 'No number: /data/balance: there is no "balance"').waitFor();
    await editorText(page, '"left": text (a number)').waitFor();
    await shot('own-wrong-pointer');
    assert.equal(sandbox.requests.length, 1);
    assert.ok(!(await page.content()).includes('42.5'), 'values of the answer are masked');
  });

  it('reads the last answer anew with each change, without asking again', async () => {
    const { page, shot, sandbox } = stage();
    await write(page, description('/data/left'));
    await editorText(page, 'Balance USD: $42.50').waitFor();
    await shot('own-reading');
    assert.equal(sandbox.requests.length, 1);
  });

  it('shares the description without the key', async () => {
    const { page } = stage();
    await codeLens(page, 'Copy for Sharing').click();
    await page.locator('.statusbar-item').filter({ hasText: 'Description copied' }).waitFor();
    assert.deepEqual(JSON.parse(await clipboard(page)), JSON.parse(description('/data/left')));
  });

  it('becomes an account, with the key in the secret storage alone', async () => {
    const { page, shot, server } = stage();
    await codeLens(page, 'Save as Account').click();
    await quickMessage(page, 'A name for this account').waitFor();
    await answer(page, 'Credits');
    await notification(page, 'Credits was saved').waitFor();
    await statusBarSays(page, '$42');
    await openSidebar(page);
    await treeRow(page, 'Credits').filter({ hasText: '$42.50' }).waitFor();
    await shot('own-account');
    assert.deepEqual(await accountEntries(server), [
      { id: 'custom', provider: 'custom', label: 'Credits', definition: JSON.parse(description('/data/left')) as unknown },
    ]);
    assert.ok(!(await page.content()).includes('Vt29'), 'a piece of the key is on screen');
  });

  it('can be changed later, with the key that is there', async () => {
    const { page, sandbox } = stage();
    sandbox.clearRequests();
    await chooseFromMenu(page, treeRow(page, 'Credits'), 'Describe Your Own Provider');
    await tab(page, 'Untitled-2').waitFor();
    await tab(page, 'Result 2').waitFor();
    // The result of before shows the amount as well.
    await editorText(page, 'Balance USD: $42.50').waitFor({ state: 'detached' });
    sandbox.account('custom', key).set({ unit: 'USD', paid: '41.25', granted: '0.00' });
    await codeLens(page, 'Test').last().click();
    await editorText(page, 'Balance USD: $41.25').waitFor();
    assert.equal(sandbox.requests.length, 1);
  });
});
