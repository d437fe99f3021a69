import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { statementHtml } from '../../src/core/statement/statementHtml';
import type { StatementView } from '../../src/core/statement/statementView';
import type { ToHost, ToPage } from '../../src/webview/protocol';
import { memoryHistory } from '../support/memoryHistory';
import { displayAt, overviewWorld } from '../support/overviewWorld';
import { hostileStatementWorld, manyStatementAccounts, statementViewOf } from '../support/statementWorld';
import { drawnIn, openStaticPage } from '../support/staticPage';
import { openBrowser, type WindowTheme } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { repoRoot } from '../workbench/paths';

const now = Date.UTC(2026, 10, 22, 15, 20);
const themes: readonly WindowTheme[] = ['dark', 'light', 'high-contrast', 'high-contrast-light'];
const widths = [480, 1280, 1920];
const allowedMs = 400;

/** Draws the Statement in every theme and width, keeps the pictures and that of its print, and prints how long the page took. */
async function main(): Promise<void> {
  const folder = join(repoRoot, 'out', 'screenshots');
  mkdirSync(folder, { recursive: true });
  const display = displayAt(now);
  const views: Readonly<Record<string, StatementView>> = {
    usual: statementViewOf(overviewWorld(now), '2026-10', display),
    running: statementViewOf(overviewWorld(now), '2026-11', displayAt(now, { hidden: true })),
    hostile: statementViewOf(hostileStatementWorld(now), '2026-10', display),
    none: statementViewOf(hostileStatementWorld(now), '2024-02', display),
    nobody: statementViewOf({ facts: [], store: memoryHistory([]) }, null, display),
    many: statementViewOf(manyStatementAccounts(now, 200), '2026-10', display),
  };
  const browser = await openBrowser(await installWorkbench());
  let slowest = 0;
  try {
    for (const [name, view] of Object.entries(views)) {
      for (const theme of name === 'usual' || name === 'hostile' ? themes : themes.slice(0, 1)) {
        for (const width of widths) {
          const answer = (message: ToHost): ToPage | null => (message.kind === 'ready' ? { kind: 'statement', view } : null);
          const { page, faults } = await openStaticPage(browser, theme, { width, height: 900 }, answer);
          const ms = await drawnIn(page);
          slowest = Math.max(slowest, ms);
          const beside = Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
          await page.screenshot({ path: join(folder, `statement-${name}-${theme}-${width}.png`), fullPage: true });
          const wrong = [...faults, ...(beside > 0 ? [`${beside} px wider than the window`] : [])];
          console.log(`statement, ${name}, ${theme}, ${width} px: drawn in ${ms.toFixed(0)} ms${wrong.map((one) => `; ${one}`).join('')}`);
          if (wrong.length > 0) process.exitCode = 1;
          await page.close();
        }
      }
      const file = join(folder, `statement-${name}.html`);
      writeFileSync(file, statementHtml(view, 'Made by API Balance at Nov 22, 2026, 4:20 PM.'));
      const page = await browser.newPage({ viewport: { width: 800, height: 1100 } });
      await page.goto(pathToFileURL(file).href);
      await page.emulateMedia({ media: 'print' });
      await page.screenshot({ path: join(folder, `statement-${name}-print.png`), fullPage: true });
      await page.close();
    }
  } finally {
    await browser.close();
  }
  console.log(`statement, slowest: ${slowest.toFixed(0)} ms (allowed: ${allowedMs} ms)`);
  if (slowest > allowedMs) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
