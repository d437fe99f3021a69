import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { monthBefore, monthOfDay } from '../../src/core/statement/month';
import { dayMs } from '../../src/core/time/durations';
import { openHistory } from '../../src/node/history/openHistory';
import { recordRows } from '../support/historyRows';
import { idOf } from '../support/ids';
import { total } from '../support/pastReadings';
import { historyFrame } from './page/history';
import { answerFileDialog } from './page/historyChart';
import { notification } from './page/notifications';
import { runCommand } from './page/quickInput';
import { storageFolder } from './stage/storageFolder';
import { useStage } from './stage/useStage';

describe('the Statement', () => {
  const stage = useStage(({ origin }) => ({
    settings: {
      'apiBalance.accounts': [
        { id: 'work', provider: 'openrouter', label: 'Work', baseUrl: origin },
        { id: 'side', provider: 'deepseek', label: 'Side <b>project</b>', baseUrl: origin },
      ],
    },
  }));
  /** The middle of the month before the last one, of the last one, and so on, in every zone. */
  const last = monthBefore(monthOfDay(Math.floor(Date.now() / dayMs)));
  const middle = (last.first + 14) * dayMs;
  const rows = (): Promise<readonly string[]> => historyFrame(stage().page).locator('.statement tbody tr').allInnerTexts();

  it('opens on the last month that is over, by a command', async () => {
    const { page, server, shot } = stage();
    let clock = 0;
    const store = openHistory({ folder: storageFolder(server), now: () => clock });
    const write = (account: string, unit: string, at: number, left: number): void => {
      clock = at;
      recordRows(store, [{ account: idOf(account), unit, reading: total(at, left) }]);
    };
    write('work', 'USD', middle - 30 * dayMs, 20);
    write('side', 'CNY', middle - 30 * dayMs, 7);
    write('work', 'USD', middle, 12.5);
    write('work', 'USD', middle + dayMs, 62.5);
    store.close();
    await runCommand(page, 'Show Statement');
    await historyFrame(page).locator('.statement tbody tr').first().waitFor();
    const [work = '', ...others] = await rows();
    assert.match(work, /^OpenRouter · Work\s[^]*\$20\.00\s+at least \$50\.00\s+about \$7\.50\s+\$62\.50$/);
    assert.deepEqual(others, []);
    const unchecked = await historyFrame(page).locator('.statement li').allTextContents();
    assert.match(unchecked.join(), /^DeepSeek · Side <b>project<\/b>not checked in .*; the last balance was ¥7\.00, on /);
    assert.equal(await historyFrame(page).locator('h1').count(), 1);
    await shot('statement');
  });

  it('goes to another month and back by keys alone', async () => {
    const { page } = stage();
    const frame = historyFrame(page);
    const shown = await frame.locator('#month').inputValue();
    assert.equal(shown, last.name);
    await frame.locator('#month-previous').focus();
    await page.keyboard.press('Enter');
    await frame.locator('.statement tbody tr').nth(1).waitFor();
    assert.equal(await frame.locator('#month').inputValue(), monthBefore(last).name);
    await frame.locator('#month-previous:focus').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await frame.locator('.statement li').waitFor();
    assert.equal(await frame.locator('#month').inputValue(), last.name);
  });

  it('exports what is shown as CSV', async () => {
    const { page, folder } = stage();
    await historyFrame(page).locator('#export-statement').click();
    await answerFileDialog(page, join(folder, 'statement.csv'));
    await notification(page, 'The statement was exported as CSV').waitFor();
    const [, work = '', side = ''] = (await readFile(join(folder, 'statement.csv'), 'utf8')).split('\r\n');
    assert.ok(work.startsWith(`${last.name},true,work,OpenRouter · Work,USD,readings,20.00,`), work);
    assert.ok(side.startsWith(`${last.name},true,side,DeepSeek · Side <b>project</b>,CNY,none,,,`), side);
  });

  it('writes a page that a browser prints, and says so', async () => {
    const { page, folder } = stage();
    await historyFrame(page).locator('#print-statement').click();
    await answerFileDialog(page, join(folder, 'statement.html'));
    await notification(page, 'The statement was saved').waitFor();
    const html = await readFile(join(folder, 'statement.html'), 'utf8');
    assert.match(html, /<h1>Statement of .*<\/h1>/);
    assert.match(html, /<bdi>DeepSeek · Side &lt;b&gt;project&lt;\/b&gt;<\/bdi>/);
  });

  it('leads to the chart of an account', async () => {
    const { page } = stage();
    await historyFrame(page).getByRole('button', { name: 'OpenRouter · Work' }).click();
    await historyFrame(page).locator('#chart-title').waitFor();
    await historyFrame(page).locator('#tab-account[aria-selected="true"]').waitFor();
  });
});
