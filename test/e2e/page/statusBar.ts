import type { Locator, Page } from 'playwright-core';

export function statusBarItem(page: Page): Locator {
  return page.locator('[id="api-balance.api-balance.balance"]');
}

/** Waits for the item to say this. */
export async function statusBarSays(page: Page, text: string | RegExp): Promise<void> {
  await statusBarItem(page).filter({ hasText: text }).waitFor();
}

/** Waits for the item to say this to a screen reader. */
export async function statusBarIsRead(page: Page, words: RegExp): Promise<void> {
  await statusBarItem(page).getByRole('button', { name: words }).waitFor();
}

export async function hoverStatusBar(page: Page): Promise<Locator> {
  await statusBarItem(page).hover();
  const hover = page.locator('.monaco-hover:visible').last();
  await hover.waitFor();
  return hover;
}

/**
 * Takes the pointer away, and the focus, which an item that was clicked gets back with each question that closes: it shows
 * its hover then. Waits until none covers what is clicked next.
 */
export async function leaveHover(page: Page): Promise<void> {
  await page.mouse.move(200, 200);
  const focused = page.locator('.statusbar :focus');
  if ((await focused.count()) > 0) await focused.blur();
  await page.locator('.monaco-hover:visible').first().waitFor({ state: 'hidden' });
}

/** Whether all of a hover is in sight: one that is too wide is cut off at its right edge, without a scroll bar. */
export async function fits(hover: Locator): Promise<boolean> {
  return hover
    .locator('.hover-contents')
    .first()
    .evaluate(({ clientWidth, scrollWidth }) => scrollWidth <= clientWidth);
}
