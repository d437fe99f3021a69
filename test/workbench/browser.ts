import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { undoAtEnd } from './atEnd';
import type { Workbench } from './installWorkbench';

export type WindowTheme = 'dark' | 'light' | 'high-contrast' | 'high-contrast-light';

export interface WindowOptions {
  readonly theme?: WindowTheme;
  readonly width?: number;
  readonly height?: number;
  /** Another window of the same person: shares that person's secrets, and ignores the options above. */
  readonly context?: BrowserContext;
  /** Runs before the page's first script. */
  readonly beforeLoad?: (page: Page) => Promise<void>;
}

export async function openBrowser(workbench: Workbench): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  // Playwright would end this process itself, before the rest is cleared away.
  const itself = { handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false };
  const browser = await chromium.launch({ executablePath: workbench.chromium, args, ...itself });
  browser.once(
    'disconnected',
    undoAtEnd(() => browser.close()),
  );
  return browser;
}

/** Resolves when the workbench of the page is on screen. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ state: 'visible', timeout: 90_000 });
}

/** Opens a window, by default in a browser context of its own and so with its own secrets; `page.context().close()` closes it. */
export async function openWindow(browser: Browser, url: string, options: WindowOptions = {}): Promise<Page> {
  const { theme = 'dark', width = 1280, height = 800, beforeLoad } = options;
  const context =
    options.context ??
    (await browser.newContext({
      viewport: { width, height },
      colorScheme: theme === 'light' || theme === 'high-contrast-light' ? 'light' : 'dark',
      forcedColors: theme === 'high-contrast' || theme === 'high-contrast-light' ? 'active' : 'none',
      permissions: ['clipboard-read', 'clipboard-write'],
    }));
  const page = await context.newPage();
  // Reached by what hangs, not by what a busy machine does slowly.
  page.setDefaultTimeout(60_000);
  await beforeLoad?.(page);
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await waitForWorkbench(page);
  return page;
}
