import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { HistoryRange } from '../../src/core/historyPage/historySelection';
import { english } from '../../src/core/text/translate';
import type { ToHost, ToPage } from '../../src/webview/protocol';
import { demoFacts } from '../support/demoFacts';
import { memoryHistory } from '../support/memoryHistory';
import { drawn, drawnIn, openStaticPage } from '../support/staticPage';
import { yearOfHistory } from '../support/yearOfHistory';
import { openBrowser, type WindowTheme } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { repoRoot } from '../workbench/paths';
import { historyView } from '../support/historyPage';

const now = Date.UTC(2026, 10, 22, 15, 20);
const themes: readonly WindowTheme[] = ['dark', 'light', 'high-contrast', 'high-contrast-light'];
const widths = [400, 1400];
const allowedMs = 300;
const loads = 5;

/** Draws a year of demo data in every theme and width, keeps the pictures, and prints how long the page took. */
async function main(): Promise<void> {
  const folder = join(repoRoot, 'out', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const store = memoryHistory(yearOfHistory(now));
  const browser = await openBrowser(await installWorkbench());
  let slowest = 0;
  try {
    for (const theme of themes) {
      for (const width of widths) {
        const { page, faults } = await openStaticPage(browser, theme, { width, height: 900 }, answerer(store, { kind: '1y' }));
        const ms = await median(page);
        slowest = Math.max(slowest, ms);
        await page.screenshot({ path: join(folder, `history-${theme}-${width}.png`), fullPage: true });
        console.log(
          `history page, ${theme}, ${width} px: drawn in ${ms.toFixed(0)} ms (median of ${loads})${faults.length > 0 ? `; ${faults.join('; ')}` : ''}`,
        );
        if (faults.length > 0) process.exitCode = 1;
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
  console.log(`history page, slowest: ${slowest.toFixed(0)} ms (allowed: ${allowedMs} ms)`);
  if (slowest > allowedMs) process.exitCode = 1;
}

/** Of several loads: one alone tells more about what else the machine did. */
async function median(page: Page): Promise<number> {
  const times = [await drawnIn(page)];
  while (times.length < loads) {
    await page.reload();
    await drawn(page);
    times.push(await drawnIn(page));
  }
  return times.sort((a, b) => a - b)[Math.floor(loads / 2)] ?? 0;
}

function answerer(store: ReturnType<typeof memoryHistory>, range: HistoryRange): (message: ToHost) => ToPage | null {
  const display = { now, locale: 'en', timeZone: 'Europe/Berlin', hidden: false, t: english };
  return (message) =>
    message.kind === 'ready' ? { kind: 'state', view: historyView(store, demoFacts(now), { range }, message.pixels, display) } : null;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
