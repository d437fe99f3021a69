import type { Locator, Page } from 'playwright-core';
import { historyFrame } from './history';
import { quickBox } from './quickInput';

export function chartOf(page: Page): Locator {
  return historyFrame(page).locator('#chart');
}

export function readoutOf(page: Page): Locator {
  return historyFrame(page).locator('.readout');
}

/** Presses a range and waits until it is drawn. */
export async function chooseRange(page: Page, range: '24h' | '7d' | '30d' | '90d' | '1y' | 'all' | 'own'): Promise<void> {
  await historyFrame(page).locator(`#range-${range}`).click();
  await historyFrame(page).locator(`#range-${range}[aria-pressed="true"]`).waitFor();
}

/** Chooses an account and waits until it is drawn: what is pressed before that is still about the account before. */
export async function chooseAccount(page: Page, account: string, unit: string): Promise<void> {
  await historyFrame(page).locator('#account').selectOption(account);
  await historyFrame(page).locator('#chart-title').filter({ hasText: unit }).waitFor();
}

/** Chooses from the menu, by what of it and as what. */
export async function exportAs(page: Page, choice: string): Promise<void> {
  await historyFrame(page).locator('#export').click();
  await historyFrame(page).locator(`#export-${choice}`).click();
}

/** How many states the page has drawn. */
export function drawings(page: Page): Promise<number> {
  return historyFrame(page)
    .locator('main')
    .evaluate(() => performance.getEntriesByName('apiBalance.drawn').length);
}

/** The file dialog of an editor that runs in a browser is a box for a path. */
export async function answerFileDialog(page: Page, path: string): Promise<void> {
  await quickBox(page).waitFor();
  // It fills in its own path first, the folder and then a name, and would put them over ours.
  for (let [before, value] = ['', '']; value === '' || value !== before; [before, value] = [value, await quickBox(page).inputValue()])
    await page.waitForTimeout(300);
  await quickBox(page).fill(path);
  await page.keyboard.press('Enter');
}

/** Milliseconds from the last state to the frame that shows it. */
export function drawnIn(page: Page): Promise<number> {
  return historyFrame(page)
    .locator('main')
    .evaluate(() => performance.getEntriesByName('apiBalance.drawn').at(-1)?.duration ?? 0);
}
