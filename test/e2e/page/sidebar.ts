import type { Locator, Page } from 'playwright-core';
import { atWord } from './atWord';

export async function openSidebar(page: Page): Promise<void> {
  if (!(await sidebar(page).isVisible())) await page.locator('.activitybar [aria-label^="API Balance"]').first().click();
  await sidebar(page).waitFor();
}

export function sidebar(page: Page): Locator {
  return page.locator('[id="workbench.view.extension.apiBalance"]');
}

export function treeRow(page: Page, text: string | RegExp): Locator {
  return sidebar(page)
    .locator('.monaco-list-row')
    .filter({ hasText: atWord(text) })
    .first();
}

/** Shows what is below a line. A click on the line itself would open its account. */
export async function unfold(row: Locator): Promise<void> {
  if ((await row.getAttribute('aria-expanded')) !== 'true') await row.locator('.monaco-tl-twistie').click();
}

/** One of its two sections takes all the room, so that no line is out of sight. */
export async function toggleMoreProviders(page: Page): Promise<void> {
  for (const section of ['Accounts', 'More Providers']) await sidebar(page).locator('.pane-header').filter({ hasText: section }).click();
}

/** Waits for a line to say this to a screen reader. */
export async function treeIsRead(page: Page, words: RegExp): Promise<void> {
  await sidebar(page).getByRole('treeitem', { name: words }).first().waitFor();
}

/** Presses a button that shows while the pointer is on the row. */
export async function pressOnRow(row: Locator, button: string): Promise<void> {
  await row.hover();
  await row.getByRole('button', { name: button }).click();
}

export async function chooseFromMenu(page: Page, row: Locator, entry: string | RegExp): Promise<void> {
  // A menu takes no click for a moment after it opened; Enter on the focused entry it does.
  const item = page.locator('.context-view .action-item').filter({ hasText: entry });
  const open = async (timeout: number): Promise<void> => {
    await row.click({ button: 'right' });
    await item.hover({ timeout });
    await item.and(page.locator('.focused')).waitFor({ timeout });
  };
  // A tree that is drawn anew just then closes the menu again.
  await open(10_000).catch(() => open(60_000));
  await page.keyboard.press('Enter');
}

/** A command with an icon in the title of the accounts, which shows while the pointer is there. */
export async function titleButton(page: Page, name: string): Promise<Locator> {
  const title = sidebar(page).locator('.pane-header').filter({ hasText: 'Accounts' });
  await title.hover();
  return title.getByRole('button', { name, exact: true });
}
