import type { FrameLocator, Page } from 'playwright-core';
import { runCommand } from './quickInput';

/** The page inside the two nested frames of a webview. */
export function historyFrame(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

export async function openHistory(page: Page): Promise<void> {
  await runCommand(page, 'Show History');
  await historyFrame(page).locator('main').waitFor();
}
