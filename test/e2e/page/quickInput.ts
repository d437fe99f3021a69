import type { Locator, Page } from 'playwright-core';

/** The box at the top: hub, steps of a flow, command palette. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible');
}

export function quickRow(page: Page, text: string | RegExp): Locator {
  return quickInput(page).locator('.monaco-list-row').filter({ hasText: text }).first();
}

export function quickTitle(page: Page, text: string | RegExp): Locator {
  return quickInput(page).locator('.quick-input-title').filter({ hasText: text });
}

/** The line under the box: prompt, doubt or refusal. */
export function quickMessage(page: Page, text: string | RegExp): Locator {
  return quickInput(page).locator('.quick-input-message').filter({ hasText: text });
}

export function quickBox(page: Page): Locator {
  return quickInput(page).locator('.quick-input-box input');
}

export async function answer(page: Page, text: string): Promise<void> {
  await quickBox(page).fill(text);
  await page.keyboard.press('Enter');
}

export async function goBack(page: Page): Promise<void> {
  await quickInput(page).getByRole('button', { name: 'Back' }).click();
}

export async function closeQuickInput(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

export async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await quickBox(page).fill(`>API Balance: ${title}`);
  await quickRow(page, `API Balance: ${title}`).waitFor();
  await page.keyboard.press('Enter');
}

/** Presses a button that shows while the pointer is on the row. */
export async function pressOnQuickRow(row: Locator, button: string): Promise<void> {
  await row.hover();
  await row.getByRole('button', { name: button }).click();
}
