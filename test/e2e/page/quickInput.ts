import type { Locator, Page } from 'playwright-core';
import { atWord } from './atWord';

/** The box at the top: list of accounts, steps of a flow, command palette. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible');
}

export function quickRow(page: Page, text: string | RegExp): Locator {
  return quickInput(page)
    .locator('.monaco-list-row')
    .filter({ hasText: atWord(text) })
    .first();
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

/** Enters one text and then the next, both before the extension host hears of the first. */
export async function answerTwiceAtOnce(page: Page, texts: readonly [string, string]): Promise<void> {
  await quickBox(page).focus();
  // The workbench acts on a key in later microtasks, and sends all it has to say at the end of the turn.
  await page.evaluate(`(async () => {
    const box = document.activeElement;
    for (const text of ${JSON.stringify(texts)}) {
      box.value = text;
      box.dispatchEvent(new Event('input', { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true }));
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    }
  })()`);
}

export async function goBack(page: Page): Promise<void> {
  await quickInput(page).getByRole('button', { name: 'Back' }).click();
}

export async function closeQuickInput(page: Page): Promise<void> {
  // Rows may be there before the list has the focus; a key that is pressed then goes to whatever had it. And the list may be closing
  // by itself, as behind a question that was answered, so nothing here waits for it to be there.
  await page.evaluate(`document.querySelector('.quick-input-widget .quick-input-box input')?.focus()`);
  await page.keyboard.press('Escape');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

export async function runCommand(page: Page, title: string): Promise<void> {
  const row = quickRow(page, `API Balance: ${title}`);
  const choose = async (timeout: number): Promise<void> => {
    await page.keyboard.press('F1');
    await quickBox(page).fill(`>API Balance: ${title}`, { timeout });
    await row.waitFor({ timeout });
    await quickBox(page).press('Enter', { timeout });
  };
  // What opens late takes the focus, as a page does, and closes the list again.
  await choose(10_000).catch(() => choose(60_000));
  // What is typed next is for what the command opens.
  await row.waitFor({ state: 'hidden' });
}

/** Presses a button that shows while the pointer is on the row. */
export async function pressOnQuickRow(row: Locator, button: string): Promise<void> {
  await row.hover();
  await row.getByRole('button', { name: button }).click();
}
