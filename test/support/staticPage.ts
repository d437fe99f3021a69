import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { ToHost, ToPage } from '../../src/webview/protocol';
import { repoRoot } from '../workbench/paths';
import type { WindowTheme } from '../workbench/browser';
import { themeVariables } from './themeVariables';

const origin = 'http://history.test';
const files: Readonly<Record<string, string>> = {
  '/history.js': 'dist/webview/history.js',
  '/history.css': 'dist/webview/history.css',
};
const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '': 'text/html' };

export interface StaticPage {
  readonly page: Page;
  /** What went wrong in the page, breaches of its content security policy included. */
  readonly faults: readonly string[];
}

/** The built page in a plain browser, under the same content security policy as in VS Code, with `answer` as its host. */
export async function openStaticPage(
  browser: Browser,
  theme: WindowTheme,
  size: { readonly width: number; readonly height: number },
  answer: (message: ToHost) => ToPage | null,
): Promise<StaticPage> {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  const faults: string[] = [];
  page.on('pageerror', (error) => void faults.push(String(error)));
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  await page.exposeFunction('toHost', (message: ToHost) => answer(message));
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    return route.fulfill({ contentType: types[extname(pathname)] ?? 'text/plain', body: bodyOf(pathname, theme) });
  });
  await page.goto(`${origin}/`);
  await drawn(page);
  return { page, faults };
}

export async function drawn(page: Page): Promise<void> {
  // Not `waitForFunction`: it evaluates text inside the page, which the policy forbids.
  while (Number(await page.evaluate('performance.getEntriesByName("apiBalance.drawn").length')) === 0) await page.waitForTimeout(20);
}

/** How long the page took from the message to the frame that shows it, in milliseconds. */
export async function drawnIn(page: Page): Promise<number> {
  return Number(await page.evaluate('performance.getEntriesByName("apiBalance.drawn").at(-1).duration'));
}

function bodyOf(pathname: string, theme: WindowTheme): string {
  const { bodyClass, variables } = themeVariables[theme];
  const file = files[pathname];
  if (file !== undefined) return readFileSync(join(repoRoot, file), 'utf8');
  if (pathname === '/theme.css')
    return `:root { ${Object.entries(variables)
      .map(([name, value]) => `${name}: ${value};`)
      .join(' ')} }`;
  if (pathname === '/host.js') return host;
  const policy = `default-src 'none'; img-src ${origin}; font-src ${origin}; style-src ${origin}; script-src ${origin}`;
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>History</title>
<link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/history.css"></head>
<body class="${bodyClass}"><script src="/host.js"></script><script src="/history.js"></script></body></html>`;
}

const host = `window.acquireVsCodeApi = () => ({
  getState: () => window.saved,
  setState: (state) => void (window.saved = state),
  postMessage: (message) => void window.toHost(message).then((answer) => answer && window.postMessage(answer)),
});`;
