import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { findingsOf } from '../support/pageFindings';
import { historyFrame } from './page/history';
import { answerFileDialog } from './page/historyChart';
import { commandByKeys, tabTo } from './page/keys';
import { notification, notifications } from './page/notifications';
import { quickInput, quickTitle } from './page/quickInput';
import { statusBarSays } from './page/statusBar';
import { reroute } from './reroute/reroute';
import { themes } from './page/themes';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-story-key';
/** The last is that of 1280 px at 200 %. */
const sizes = [
  [480, 800],
  [1280, 800],
  [1920, 1080],
  [640, 400],
] as const;

/** From an empty editor to a statement for the expenses, by the keyboard alone. */
describe('a story by keys', () => {
  const stage = useStage((sandbox) => {
    const { env, prepareExtensions } = reroute(sandbox, ['https://api.deepseek.com']);
    return { env: { ...env, DEEPSEEK_API_KEY: key }, prepareExtensions };
  });

  async function frame(): Promise<Frame> {
    const { page } = stage();
    await historyFrame(page).locator('main').waitFor();
    const body = await historyFrame(page).locator('body').elementHandle();
    return (await body.ownerFrame()) ?? assert.fail('The page has no frame');
  }

  async function look(name: string): Promise<void> {
    const { page, shot } = stage();
    for (const { name: theme, className, ...media } of themes) {
      await page.emulateMedia(media);
      await page.locator(`.monaco-workbench.${className}`).waitFor();
      for (const [width, height] of theme === 'dark' ? sizes : sizes.slice(1, 2)) {
        await page.setViewportSize({ width, height });
        await shot(`story-${name}-${theme}-${width}`);
        assert.deepEqual(await findingsOf(await frame()), [], `${name}, ${theme}, ${width} px`);
      }
    }
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  it('begins with the walkthrough, which leads to the keys that were found', async () => {
    const { page, shot, sandbox } = stage();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '100.00', granted: '10.00' });
    await commandByKeys(page, 'API Balance: Open Walkthrough');
    await page.locator('.getting-started-step').first().waitFor();
    await shot('story-walkthrough');
    await tabTo(page, { text: 'Add Account' });
    await page.keyboard.press('Enter');
    await quickTitle(page, 'Add Account').waitFor();
    await quickInput(page).locator('.monaco-list-row.focused').filter({ hasText: 'DEEPSEEK_API_KEY' }).waitFor();
    await shot('story-found-key');
  });

  it('has the first balance with one more key, and offers what comes next', async () => {
    const { page, shot } = stage();
    await page.keyboard.press('Enter');
    await notification(page, 'DeepSeek was added. Its first reading: ¥110.00').waitFor();
    await statusBarSays(page, '¥110');
    await shot('story-first-balance');
    await commandByKeys(page, 'Notifications: Focus Notification Toast');
    await tabTo(page, { text: 'Show Overview' });
    await page.keyboard.press('Enter');
    await historyFrame(page).locator('.tile-currency').waitFor();
    await commandByKeys(page, 'View: Close Primary Side Bar');
    assert.equal(await notifications(page).count(), 0);
  });

  it('sees the Overview', () => look('overview'));

  it('goes to the account, and sees it', async () => {
    const { page } = stage();
    await commandByKeys(page, 'API Balance: Show Overview');
    await tabTo(page, { id: 'open-deepseek' }, await frame());
    await page.keyboard.press('Enter');
    await historyFrame(page).locator('#tab-account[aria-selected=true]').waitFor();
    await historyFrame(page).getByText('¥110.00').first().waitFor();
    await look('account');
  });

  it('goes to the statement of this month, and sees it', async () => {
    const { page } = stage();
    await commandByKeys(page, 'API Balance: Show Statement');
    await historyFrame(page).locator('#tab-statement[aria-selected=true]').waitFor();
    await tabTo(page, { id: 'month-next' }, await frame());
    await page.keyboard.press('Enter');
    await historyFrame(page).locator('.statement tbody tr').filter({ hasText: '¥110.00' }).waitFor();
    await look('statement');
  });

  it('has it as CSV', async () => {
    const { page, folder, shot } = stage();
    await commandByKeys(page, 'API Balance: Show Statement');
    await tabTo(page, { id: 'export-statement' }, await frame());
    await page.keyboard.press('Enter');
    await answerFileDialog(page, join(folder, 'statement.csv'));
    await notification(page, 'The statement was exported as CSV').waitFor();
    await shot('story-csv');
    const [, row = ''] = (await readFile(join(folder, 'statement.csv'), 'utf8')).split('\r\n');
    assert.match(row, /,deepseek,DeepSeek,CNY,readings,/);
  });
});
