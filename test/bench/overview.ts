import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { ToHost, ToPage } from '../../src/webview/protocol';
import { atFirst, displayAt, manyAccounts, overviewOf, overviewWorld, readOverview } from '../support/overviewWorld';
import { drawnIn, openStaticPage } from '../support/staticPage';
import { openBrowser, type WindowTheme } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { median } from './median';
import { repoRoot } from '../workbench/paths';

const now = Date.UTC(2026, 10, 22, 15, 20);
const themes: readonly WindowTheme[] = ['dark', 'light', 'high-contrast', 'high-contrast-light'];
const widths = [480, 1280, 1920];
const [allowedMs, allowedHostMs, many] = [400, 100, 40];

/** Draws the Overview of a year in every theme and width, keeps the pictures, and prints how long the page took. */
async function main(): Promise<void> {
  const folder = join(repoRoot, 'out', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const world = overviewWorld(now);
  const browser = await openBrowser(await installWorkbench());
  let slowest = await drawMany(browser);
  try {
    for (const theme of themes) {
      for (const width of widths) {
        const answer = (message: ToHost): ToPage | null =>
          message.kind === 'ready' ? { kind: 'overview', view: overviewOf(world, atFirst, displayAt(now)) } : null;
        const { page, faults } = await openStaticPage(browser, theme, { width, height: 900 }, answer);
        const ms = await drawnIn(page);
        slowest = Math.max(slowest, ms);
        await page.screenshot({ path: join(folder, `overview-${theme}-${width}.png`), fullPage: true });
        console.log(`overview, ${theme}, ${width} px: drawn in ${ms.toFixed(0)} ms${faults.length > 0 ? `; ${faults.join('; ')}` : ''}`);
        if (faults.length > 0) process.exitCode = 1;
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
  console.log(`overview, slowest: ${slowest.toFixed(0)} ms (allowed: ${allowedMs} ms)`);
  if (slowest > allowedMs) process.exitCode = 1;
}

/** 40 accounts of two years each: the host's part with all histories read, as a median of five, then the page's. */
async function drawMany(browser: Browser): Promise<number> {
  const viewOf = readOverview(manyAccounts(now, many), displayAt(now));
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const begun = performance.now();
    viewOf({ ...atFirst, range: '1y' });
    times.push(performance.now() - begun);
  }
  const hostMs = median(times);
  const answer = (message: ToHost): ToPage | null => (message.kind === 'ready' ? { kind: 'overview', view: viewOf(atFirst) } : null);
  const { page } = await openStaticPage(browser, 'dark', { width: 1280, height: 900 }, answer);
  const drawnMs = await drawnIn(page);
  await page.screenshot({ path: join(repoRoot, 'out', 'screenshots', 'overview-many.png'), fullPage: true });
  await page.close();
  console.log(
    `overview of ${many} accounts: ${hostMs.toFixed(0)} ms in the host (allowed: ${allowedHostMs} ms), drawn in ${drawnMs.toFixed(0)} ms`,
  );
  if (hostMs > allowedHostMs) process.exitCode = 1;
  return drawnMs;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
