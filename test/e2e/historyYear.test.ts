import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { historyJson } from '../support/historyText';
import { readLatest } from '../../src/node/history/readLatest';
import { until } from '../support/until';
import { yearOfHistory } from '../support/yearOfHistory';
import { waitForWorkbench } from '../workbench/browser';
import { historyFrame, openHistory } from './page/history';
import { answerFileDialog, chartOf, chooseAccount, chooseRange, drawings, drawnIn, exportAs, readoutOf } from './page/historyChart';
import { notification } from './page/notifications';
import { quickBox, quickRow } from './page/quickInput';
import { accountEntries } from './stage/settings';
import { storageFolder } from './stage/storageFolder';
import { useStage } from './stage/useStage';

const themes = [
  ['dark', 'dark', 'none'],
  ['light', 'light', 'none'],
  ['high-contrast', 'dark', 'active'],
  ['high-contrast-light', 'light', 'active'],
] as const;
const rows = yearOfHistory(Date.now()).filter(({ account }) => account !== 'demo-quiet');
const Exported = z.array(z.object({ account: z.string(), unit: z.string(), at: z.iso.datetime(), available: z.string() }));

/** As the window wrote them down. */
function notesIn(folder: string): readonly unknown[] {
  const db = new DatabaseSync(join(folder, 'history.sqlite'), { readOnly: true, timeout: 1000 });
  try {
    return db
      .prepare('SELECT text FROM note')
      .all()
      .map((row) => row['text']);
  } finally {
    db.close();
  }
}

describe('history page with a year of readings', () => {
  const stage = useStage(({ origin }) => ({
    settings: {
      'apiBalance.accounts': [
        { id: 'demo-main', provider: 'deepseek', label: 'Work', baseUrl: origin },
        { id: 'demo-side', provider: 'openrouter', label: 'Side project', baseUrl: origin },
      ],
    },
  }));
  const texts = (selector: string): Promise<readonly string[]> => historyFrame(stage().page).locator(selector).allInnerTexts();
  const inFolder = (name: string): string => join(stage().folder, name);
  it('says that there is nothing yet, and offers to import', async () => {
    const { page, shot } = stage();
    await openHistory(page);
    await historyFrame(page).getByText('There are no readings of this account yet').waitFor();
    await shot('history-empty');
  });

  it('imports all or nothing, and names what is wrong', async () => {
    const { page, server } = stage();
    await writeFile(inFolder('bad.json'), historyJson(rows.slice(0, 3)).replace('"available":"', '"available":"x'));
    await historyFrame(page).locator('#import').first().click();
    await answerFileDialog(page, inFolder('bad.json'));
    await notification(page, 'Nothing was imported. Reading 1: "available" is not an amount.').waitFor();
    assert.deepEqual(readLatest(storageFolder(server), Date.now()), []);
  });

  it('draws a year that was imported', async () => {
    const { page, shot } = stage();
    await writeFile(inFolder('year.json'), historyJson(rows));
    await historyFrame(page).locator('#import').first().click();
    await answerFileDialog(page, inFolder('year.json'));
    await notification(page, `${rows.length} readings were imported.`).waitFor();
    await chooseRange(page, '1y');
    await historyFrame(page).locator('.plot canvas').nth(1).waitFor();
    await shot('history-year');
    console.log(`      drawn in ${(await drawnIn(page)).toFixed(0)} ms`);
  });

  it('tells beside the cursor what is there, by keyboard and by mouse', async () => {
    const { page } = stage();
    await chartOf(page).focus();
    await page.keyboard.press('End');
    const value = readoutOf(page).filter({ hasText: /¥[\d.]+/ });
    await value.waitFor();
    const last = (await value.textContent()) ?? '';
    await page.keyboard.press('Shift+ArrowLeft');
    await value.filter({ hasNotText: last }).waitFor();
    await page.keyboard.press('Home');
    const first = (await readoutOf(page).locator('.readout-time').textContent()) ?? '';
    const box = await historyFrame(page).locator('.plot-balance .u-over').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + box.width * 0.3, box.y + 60);
    await readoutOf(page).locator('.readout-time').filter({ hasNotText: first }).waitFor();
    const beside = await readoutOf(page).boundingBox();
    assert.ok(beside && beside.x > box.x + box.width * 0.3, 'not over the cursor');
  });

  it('zooms by keyboard and by dragging, and back', async () => {
    const { page } = stage();
    const reset = historyFrame(page).locator('#zoom-reset');
    await chartOf(page).focus();
    await page.keyboard.press('+');
    await historyFrame(page).locator('#zoom-reset:enabled').waitFor();
    await page.keyboard.press('0');
    await historyFrame(page).locator('#zoom-reset:disabled').waitFor();
    const box = await historyFrame(page).locator('.plot-balance .u-over').boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 100, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + 220, box.y + 80, { steps: 5 });
    await page.mouse.up();
    await historyFrame(page).locator('#zoom-reset:enabled').waitFor();
    await reset.click();
    await historyFrame(page).locator('#zoom-reset:disabled').waitFor();
  });

  it('moves the threshold by keys, takes it back, and writes what is let go of', async () => {
    const { page, server } = stage();
    await chooseRange(page, '30d');
    const grip = historyFrame(page).getByRole('slider');
    await grip.focus();
    const before = await grip.getAttribute('aria-valuetext');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('Escape');
    assert.equal(await grip.getAttribute('aria-valuetext'), before);
    await page.keyboard.press('ArrowUp');
    const moved = (await grip.getAttribute('aria-valuetext')) ?? '';
    await page.keyboard.press('Enter');
    await notification(page, `Work counts as low at ${moved}.`).waitFor();
    const lowOf = async () => (await accountEntries(server)).find(({ id }) => id === 'demo-main')?.['lowBalance'];
    assert.deepEqual(await lowOf(), { CNY: moved.replace('¥', '') });
    await notification(page, 'counts as low').getByRole('button', { name: 'Undo' }).click();
    await historyFrame(page).locator(`[role="slider"][aria-valuetext="${before}"]`).waitFor();
    assert.deepEqual(await lowOf(), {});
    const box = await grip.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 10, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 10, box.y - 40, { steps: 4 });
    await page.mouse.up();
    await notification(page, 'counts as low').waitFor();
    await historyFrame(page).locator('#zoom-reset:disabled').waitFor();
  });

  it('has a table of the days that the chart shows', async () => {
    const { page, shot } = stage();
    await chooseRange(page, '7d');
    await historyFrame(page).locator('#view-table').click();
    await historyFrame(page).locator('.days tbody tr').first().waitFor();
    assert.deepEqual(await texts('.tables caption'), ['Days, newest first']);
    assert.equal((await texts('.days tbody tr')).length, 7);
    assert.deepEqual((await texts('.days thead th')).slice(0, 3), ['Day', 'Opening', 'Spent']);
    await shot('history-table');
    await historyFrame(page).locator('#view-chart').click();
    await chartOf(page).waitFor();
  });

  it('is exported as JSON and as CSV', async () => {
    const { page } = stage();
    for (const format of ['json', 'csv'] as const) {
      await exportAs(page, `everything-${format}`);
      await answerFileDialog(page, inFolder(`out.${format}`));
      await notification(page, `readings were exported as ${format.toUpperCase()}`).waitFor();
    }
    const exported = Exported.parse(JSON.parse(await readFile(inFolder('out.json'), 'utf8')));
    const csv = await readFile(inFolder('out.csv'), 'utf8');
    assert.ok(exported.length > 5000);
    assert.deepEqual(
      [csv.split('\r\n')[0], csv.split('\r\n').length],
      ['\uFEFFaccount,unit,at,available,paid,granted,cap,limit,epoch', exported.length + 2],
    );
  });

  it('is exported as it is in view: its days, and its readings', async () => {
    const { page, shot } = stage();
    await chooseRange(page, '7d');
    await historyFrame(page).locator('#export').press('ArrowDown');
    await shot('history-export');
    await page.keyboard.press('Enter');
    await answerFileDialog(page, inFolder('days.csv'));
    await notification(page, '7 days were exported as CSV').waitFor();
    const [head = '', ...days] = (await readFile(inFolder('days.csv'), 'utf8')).trim().split('\r\n');
    assert.match(head, /^account,unit,day,opening,spent,toppedUp,/);
    assert.equal(days.length, 7);
    // What was exported before says the same.
    await page.keyboard.press('F1');
    await quickBox(page).fill('>Notifications: Clear All Notifications');
    await quickRow(page, 'Notifications: Clear All Notifications').click();
    await exportAs(page, 'readings-csv');
    await answerFileDialog(page, inFolder('week.csv'));
    await notification(page, 'readings were exported as CSV').waitFor();
    const week = (await readFile(inFolder('week.csv'), 'utf8')).trim().split('\r\n').slice(1);
    assert.ok(week.length > 7 && week.every((row) => row.startsWith('demo-main,')));
  });

  it('is saved as a picture', async () => {
    const { page } = stage();
    await exportAs(page, 'picture');
    await answerFileDialog(page, inFolder('chart.png'));
    await notification(page, 'The picture was saved').waitFor();
    assert.equal((await readFile(inFolder('chart.png'))).subarray(1, 4).toString(), 'PNG');
  });

  it('comes back after a reload: the account, the range and a note', async () => {
    const { page, server } = stage();
    await chooseAccount(page, 'demo-side', 'USD');
    await chooseRange(page, '90d');
    const note = historyFrame(page).locator('.note').first();
    await note.getByRole('button', { name: 'Add a note' }).press('Enter');
    await note.locator('input').fill('not this');
    await note.locator('input').press('Escape');
    await note.getByRole('button', { name: 'Add a note' }).press('Enter');
    await note.locator('input').fill('paid by the team');
    await note.locator('input').press('Enter');
    await until(() => notesIn(storageFolder(server)).includes('paid by the team'));
    // As a person does: a browser's own reload may leave before VS Code has written down what is open.
    const reloaded = page.waitForEvent('load');
    await page.keyboard.press('F1');
    await quickBox(page).fill('>Developer: Reload Window');
    await quickRow(page, 'Developer: Reload Window').click();
    await reloaded;
    await waitForWorkbench(page);
    await historyFrame(page).locator('#range-90d[aria-pressed="true"]').waitFor({ timeout: 60_000 });
    await historyFrame(page).locator('#chart-title').filter({ hasText: 'USD' }).waitFor();
    assert.equal(await historyFrame(page).locator('#account').inputValue(), 'demo-side');
    assert.equal(await historyFrame(page).locator('.note span').first().textContent(), 'paid by the team');
  });

  it('shows the first account again', async () => {
    const { page } = stage();
    await chooseAccount(page, 'demo-main', 'CNY');
    await chooseRange(page, '1y');
  });

  for (const [name, colorScheme, forcedColors] of themes) {
    it(`follows the theme to ${name}, narrow and wide`, async () => {
      const { page, shot } = stage();
      await page.emulateMedia({ colorScheme, forcedColors });
      if (await page.locator('.part.sidebar').isVisible()) await page.keyboard.press('Control+B');
      await page.locator('.part.sidebar').waitFor({ state: 'hidden' });
      for (const width of [400, 1400]) {
        const before = await drawings(page);
        // The frame of the window takes the rest.
        await page.setViewportSize({ width: width + 60, height: 1000 });
        // Another width is told to the host, which answers with other detail.
        await until(async () => (await drawings(page)) > before);
        await historyFrame(page).locator('.plot canvas').nth(1).waitFor();
        await shot(`history-${name}-${width}`);
      }
    });
  }
});
