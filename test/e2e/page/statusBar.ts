import type { Locator, Page } from 'playwright-core';

export function statusBarItem(page: Page): Locator {
  return page.locator('[id="api-balance.api-balance.balance"]');
}

/** Waits for the item to say this. */
export async function statusBarSays(page: Page, text: string | RegExp): Promise<void> {
  await statusBarItem(page).filter({ hasText: text }).waitFor();
}

export async function statusBarWords(page: Page): Promise<string> {
  return (await statusBarItem(page).locator('a').first().getAttribute('aria-label')) ?? '';
}

export async function hoverStatusBar(page: Page): Promise<Locator> {
  await statusBarItem(page).hover();
  const hover = page.locator('.monaco-hover:visible').last();
  await hover.waitFor();
  return hover;
}
