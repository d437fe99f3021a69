import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { masked } from '../../src/core/money/masked';
import type { ToHost, ToPage } from '../../src/webview/protocol';
import { accountPageOf, accountWorlds } from '../support/accountWorlds';
import { atFirst, displayAt, overviewWorld, readOverview } from '../support/overviewWorld';
import { statementViewOf } from '../support/statementWorld';
import { openStaticPage } from '../support/staticPage';
import { openBrowser } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { screenshot } from './stage/screenshots';

const now = Date.UTC(2026, 10, 22, 15, 20);
/** As money, tokens and credits are written on these pages. */
const amount = /[$¥€£]\s?\d|\d[\d.,]*\s(?:USD|CNY|EUR|credits|characters)\b/;

describe('pages with hidden amounts', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser(await installWorkbench());
  });
  after(() => browser.close());

  const draw = async (answer: (message: ToHost) => ToPage | null): Promise<Page> => {
    const { page } = await openStaticPage(browser, 'dark', { width: 1280, height: 900 }, answer);
    await page.getByRole('heading', { level: 1 }).or(page.locator('main')).first().waitFor();
    return page;
  };
  /** What is drawn, read aloud, and shown where the pointer rests. */
  const amountIn = async (page: Page): Promise<string | null> => amount.exec(await page.locator('body').innerHTML())?.[0] ?? null;
  const nothingShown = async (page: Page, where: string): Promise<void> => assert.equal(await amountIn(page), null, where);

  const overview = (hidden: boolean): Promise<Page> => {
    const viewOf = readOverview(overviewWorld(now), displayAt(now, { hidden }));
    return draw((message) => {
      if (message.kind === 'overview') return { kind: 'overview', view: viewOf({ ...atFirst, ...message.change }) };
      return message.kind === 'ready' ? { kind: 'overview', view: viewOf(atFirst) } : null;
    });
  };

  it('show none on the Overview: cards, chart, table, calendar, months and top-ups', async () => {
    const page = await overview(true);
    await nothingShown(page, 'at first');
    for (const chart of ['spend-chart', 'year'])
      for (let step = 0; step < 12; step += 1) {
        await page.locator(`#${chart}`).press('ArrowLeft');
        await nothingShown(page, `${chart}, ${step}`);
      }
    await page.locator('#per-month').click();
    await page.locator('#per-month[aria-pressed=true]').waitFor();
    await page.locator('#show-table').click();
    await page.locator('#spend-table').filter({ hasText: masked }).waitFor();
    await nothingShown(page, 'table');
    await screenshot(page, 'hidden-overview', true);
    await page.close();
  });

  for (const name of ['month', 'spend', 'cap'])
    it(`show none on the page of an account: ${name}`, async () => {
      const world = accountWorlds(now)[name] ?? assert.fail();
      const page = await draw(accountPageOf(world, now, { hidden: true }));
      await nothingShown(page, 'chart');
      await page.locator('#chart').press('ArrowLeft');
      await nothingShown(page, 'beside the cursor');
      await screenshot(page, `hidden-account-${name}`, true);
      const table = page.locator('#view-table');
      if ((await table.count()) > 0) await table.click();
      await nothingShown(page, 'table');
      await page.close();
    });

  it('show none on the Statement', async () => {
    const view = statementViewOf(overviewWorld(now), '2026-10', displayAt(now, { hidden: true }));
    const page = await draw(({ kind }) => (kind === 'ready' ? { kind: 'statement', view } : null));
    await page.locator('main').filter({ hasText: masked }).waitFor();
    await nothingShown(page, 'statement');
    await page.close();
  });

  it('would show them otherwise', async () => {
    const page = await overview(false);
    assert.notEqual(await amountIn(page), null);
    await page.close();
  });
});
