import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeReportedHistory } from '../support/reportedHistory';
import { historyFrame, openHistory } from './page/history';
import { answerFileDialog, chartOf, chooseAccount, exportAs, readoutOf } from './page/historyChart';
import { notification } from './page/notifications';
import { storageFolder } from './stage/storageFolder';
import { useStage } from './stage/useStage';

describe('history page of accounts that report no balance', () => {
  const stage = useStage(({ origin }) => ({
    settings: {
      'apiBalance.accounts': [
        {
          id: 'ant',
          provider: 'anthropic',
          label: 'Organisation',
          baseUrl: origin,
          estimate: { unit: 'USD', amount: '150', at: new Date(Date.now() - 12 * 86_400_000).toISOString(), spentThatDay: '1' },
        },
        { id: 'key', provider: 'openrouter', label: 'Key', baseUrl: origin },
      ],
    },
  }));
  const texts = (selector: string): Promise<readonly string[]> => historyFrame(stage().page).locator(selector).allInnerTexts();

  it('opens on the days that the provider reported', async () => {
    const { page, server, shot } = stage();
    writeReportedHistory(storageFolder(server), Date.now(), { spend: 'ant', cap: 'key' });
    await openHistory(page);
    await historyFrame(page).getByText('Spend per day (UTC days, as the provider counts)').waitFor();
    await historyFrame(page).locator('.plot-checks canvas').waitFor();
    assert.ok((await texts('.figure dt')).includes('Spent this month (UTC)'));
    await shot('history-spend');
  });

  it('tells of a day at the cursor', async () => {
    const { page } = stage();
    await chartOf(page).focus();
    await page.keyboard.press('End');
    await readoutOf(page).filter({ hasText: 'may still change' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await readoutOf(page)
      .filter({ hasText: /\$.*Balance, estimated from your entry: ≈ \$/ })
      .waitFor();
  });

  it('lists the checks that were not answered, and when nobody asked', async () => {
    const listed = (await texts('.checks li')).join('\n');
    for (const name of ['Refused: key not accepted', 'Down: not reached', 'Too many requests', 'Not asked'])
      assert.ok(listed.includes(name), `${name} in ${listed}`);
  });

  it('exports the days', async () => {
    const { page, folder } = stage();
    await exportAs(page, 'days-csv');
    await answerFileDialog(page, join(folder, 'days.csv'));
    await notification(page, 'days were exported as CSV').waitFor();
    assert.match(await readFile(join(folder, 'days.csv'), 'utf8'), /^\uFEFFaccount,unit,day,amount,atLeast,reportedAt\r\nant,USD,/);
  });

  it('shows what a cap leaves, with its limit', async () => {
    const { page, shot } = stage();
    await chooseAccount(page, 'key', 'Left of the key cap');
    await historyFrame(page).locator('.legend').getByText('Reset').waitFor();
    await shot('history-cap');
  });

  it('follows the theme to light', async () => {
    const { page, shot } = stage();
    await page.emulateMedia({ colorScheme: 'light' });
    await historyFrame(page).locator('body.vscode-light').waitFor();
    await shot('history-cap-light');
    await chooseAccount(page, 'ant', 'Spend');
    await historyFrame(page).locator('.plot-checks canvas').waitFor();
    await shot('history-spend-light');
  });
});
