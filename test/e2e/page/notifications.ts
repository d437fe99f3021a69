import type { Locator, Page } from 'playwright-core';

export function notifications(page: Page): Locator {
  return page.locator('.notifications-toasts .notification-list-item');
}

export function notification(page: Page, text: string | RegExp): Locator {
  return notifications(page).filter({ hasText: text }).first();
}

export function modal(page: Page): Locator {
  return page.locator('.monaco-dialog-box');
}

export async function pressInModal(page: Page, button: string): Promise<void> {
  await modal(page).getByRole('button', { name: button, exact: true }).click();
  await modal(page).waitFor({ state: 'hidden' });
}
