import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import type { ToPage } from '../../src/webview/protocol';
import { accountWorlds, type AccountWorld } from '../support/accountWorlds';
import { historyView } from '../support/historyPage';
import { displayAt } from '../support/overviewWorld';
import { openStaticPage } from '../support/staticPage';
import { openBrowser, type WindowTheme } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { repoRoot } from '../workbench/paths';
import { screenshot } from './stage/screenshots';

const now = Date.UTC(2026, 10, 22, 15, 20);
const axe = readFileSync(join(repoRoot, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');
const Violations = z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }));
const worlds = accountWorlds(now);
const usual = ['month', 'spend', 'cap'];
const themes: readonly WindowTheme[] = ['dark', 'light', 'high-contrast', 'high-contrast-light'];

/** What is wider than its place, or than the page, and cannot be scrolled to. */
const cutOff = `(() => {
  const isScrolled = (node) => node && (getComputedStyle(node).overflowX === 'auto' || isScrolled(node.parentElement));
  const isUnseen = (node) => node && (getComputedStyle(node).clipPath.startsWith('inset') || isUnseen(node.parentElement));
  return [...document.body.querySelectorAll('*')].flatMap((node) => {
    const { right, left, width } = node.getBoundingClientRect();
    if (width === 0 || node.closest('svg, .uplot, [aria-hidden]') || isScrolled(node) || isUnseen(node)) return [];
    const style = getComputedStyle(node);
    const clips = style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis' && node.scrollWidth > node.clientWidth + 1;
    return right > innerWidth + 1 || left < -1 || (clips && !['SELECT', 'INPUT'].includes(node.tagName)) ? [node.outerHTML.slice(0, 160)] : [];
  });
})()`;

describe('the Account page', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser(await installWorkbench());
  });
  after(() => browser.close());

  for (const theme of themes)
    for (const width of [480, 1280])
      for (const zoom of [1, 2])
        it(`is without a finding in ${theme}, ${width} px wide at ${zoom * 100} %`, async () => {
          for (const name of theme === 'dark' && zoom === 1 ? Object.keys(worlds) : usual) {
            const world = worlds[name];
            assert.ok(world);
            const { page, faults } = await openStaticPage(browser, theme, { width: width / zoom, height: 900 / zoom }, answerer(world));
            for (const view of ['chart', 'table']) {
              const tab = page.locator(`#view-${view}`);
              if ((await tab.count()) > 0) await tab.click();
              await screenshot(page, `account-${name}-${view}-${theme}-${width}-${zoom * 100}`, true);
              assert.deepEqual(await findings(page), [], `${name}, ${view}`);
              assert.deepEqual(await page.evaluate(cutOff), [], `${name}, ${view}: cut off`);
            }
            assert.deepEqual(faults, []);
            await page.close();
          }
        });
});

function answerer({ store, facts, wanted }: AccountWorld): (message: { readonly kind: string; readonly pixels?: number }) => ToPage | null {
  return ({ kind, pixels = 800 }) =>
    kind === 'ready' ? { kind: 'state', view: historyView(store, facts, wanted, pixels, displayAt(now)) } : null;
}

async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = Violations.parse(await page.evaluate('axe.run(document).then(({ violations }) => violations)'));
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`));
}
