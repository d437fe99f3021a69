import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { statementHtml } from '../../src/core/statement/statementHtml';
import type { StatementView } from '../../src/core/statement/statementView';
import { memoryHistory } from '../support/memoryHistory';
import { displayAt, overviewWorld } from '../support/overviewWorld';
import { findingsOf } from '../support/pageFindings';
import { hostileStatementWorld, manyStatementAccounts, statementViewOf } from '../support/statementWorld';
import { openStaticPage } from '../support/staticPage';
import { openBrowser } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { sizes, themes } from './page/themes';
import { screenshot } from './stage/screenshots';

const now = Date.UTC(2026, 10, 22, 15, 20);
const display = displayAt(now);
const views: Readonly<Record<string, StatementView>> = {
  usual: statementViewOf(overviewWorld(now), '2026-10', display),
  hostile: statementViewOf(hostileStatementWorld(now), '2026-10', display),
  running: statementViewOf(overviewWorld(now), '2026-11', displayAt(now, { hidden: true })),
  none: statementViewOf(hostileStatementWorld(now), '2024-02', display),
  nobody: statementViewOf({ facts: [], store: memoryHistory([]) }, null, display),
  many: statementViewOf(manyStatementAccounts(now, 200), '2026-10', display),
};

describe('the Statement of any month', () => {
  let browser: Browser;
  let folder = '';
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'api-balance-statement-'));
    browser = await openBrowser(await installWorkbench());
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  for (const { name: theme } of themes)
    for (const { width, zoom } of sizes)
      it(`is without a finding in ${theme}, ${width} px wide at ${zoom * 100} %`, async () => {
        for (const [name, view] of Object.entries(views)) {
          if (name !== 'usual' && (theme !== 'dark' || width === 1920)) continue;
          const { page, faults } = await openStaticPage(browser, theme, { width: width / zoom, height: 800 / zoom }, ({ kind }) =>
            kind === 'ready' ? { kind: 'statement', view } : null,
          );
          await screenshot(page, `statement-${name}-${theme}-${width}-${zoom * 100}`, true);
          assert.deepEqual(await findingsOf(page), [], name);
          assert.deepEqual(faults, [], name);
          await page.close();
        }
      });

  for (const [name, view] of Object.entries(views))
    it(`is without a finding as what is printed: ${name}`, async () => {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, statementHtml(view, 'Made by API Balance at Nov 22, 2026, 4:20 PM.'));
      const page = await browser.newPage({ viewport: { width: 800, height: 1100 } });
      await page.goto(pathToFileURL(file).href);
      assert.deepEqual(await findingsOf(page), []);
      await page.close();
    });
});
