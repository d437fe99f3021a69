import type { Locator, Page } from 'playwright-core';
import { until } from '../../support/until';
import type { CodeServer } from '../../workbench/startCodeServer';
import { changedSettings, fileHolds } from '../stage/settings';
import { runCommand } from './quickInput';

/** The open document's text as far as it is on screen; an editor draws each space as a no-break space. */
export function editorText(page: Page, text: string): Locator {
  return page
    .locator('.editor-instance .view-lines')
    .filter({ hasText: new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s')) });
}

export function editorAction(page: Page, name: string): Locator {
  return page.locator('.editor-actions').getByRole('button', { name }).first();
}

/** A line of the editor's own above the text, which runs a command. */
export function codeLens(page: Page, title: string): Locator {
  return page.locator('.codelens-decoration a').filter({ hasText: title });
}

export function clipboard(page: Page): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()');
}

export function tab(page: Page, name: string): Locator {
  return page.locator('.tab').filter({ hasText: name });
}

/** A document that is shown takes the focus later than its tab is there, and closes whatever list was opened meanwhile. */
export async function receiptIsShown(page: Page, account: string): Promise<void> {
  await tab(page, `Receipt – ${account}`).waitFor();
  await until(async () => (await page.evaluate("document.activeElement?.matches('iframe.webview.ready')")) === true);
}

/**
 * As a person edits the file: VS Code misses changes from outside once it has written the file itself.
 * @param open that file; a command of the extension, which starts it.
 */
export async function editSettings(
  page: Page,
  server: CodeServer,
  changes: Readonly<Record<string, unknown>>,
  open: (page: Page) => Promise<void> = (of) => runCommand(of, 'Edit Accounts in Settings'),
): Promise<void> {
  const text = await changedSettings(server, changes);
  await open(page);
  const editor = page.locator('.monaco-modal-editor-block');
  await editor.locator('.view-lines').filter({ hasText: 'apiBalance.accounts' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Control+S');
  await fileHolds(server.settingsFile, text);
  await closeModalEditor(page);
}

/** Settings and workspace trust open in an editor over the window, where F1 does nothing. */
export async function closeModalEditor(page: Page): Promise<void> {
  const editor = page.locator('.monaco-modal-editor-block');
  await editor.getByRole('button', { name: 'Close Modal Editor' }).click();
  await editor.waitFor({ state: 'detached' });
}
