import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { accountPageOf, accountWorlds } from '../support/accountWorlds';
import { findingsOf } from '../support/pageFindings';
import { openStaticPage } from '../support/staticPage';
import { openBrowser } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { themes } from './page/themes';
import { screenshot } from './stage/screenshots';

const now = Date.UTC(2026, 10, 22, 15, 20);
const worlds = accountWorlds(now);
const usual = ['month', 'spend', 'cap'];

describe('the Account page', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser(await installWorkbench());
  });
  after(() => browser.close());

  for (const { name: theme } of themes)
    for (const width of [480, 1280])
      for (const zoom of theme === 'dark' || width === 480 ? [1, 2] : [1])
        it(`is without a finding in ${theme}, ${width} px wide at ${zoom * 100} %`, async () => {
          for (const name of theme === 'dark' && zoom === 1 ? Object.keys(worlds) : usual) {
            const world = worlds[name];
            assert.ok(world);
            const { page, faults } = await openStaticPage(
              browser,
              theme,
              { width: width / zoom, height: 900 / zoom },
              accountPageOf(world, now),
            );
            for (const view of ['chart', 'table']) {
              const tab = page.locator(`#view-${view}`);
              if ((await tab.count()) > 0) await tab.click();
              await screenshot(page, `account-${name}-${view}-${theme}-${width}-${zoom * 100}`, true);
              assert.deepEqual(await findingsOf(page), [], `${name}, ${view}`);
            }
            assert.deepEqual(faults, []);
            await page.close();
          }
        });

  it('tells of the cursor within the chart and beside it, wherever it is, and lets go at Escape', async () => {
    const world = worlds['month'];
    assert.ok(world);
    const { page } = await openStaticPage(browser, 'dark', { width: 480, height: 900 }, accountPageOf(world, now));
    const [chart, over] = [await page.locator('#chart').boundingBox(), await page.locator('.plot-balance .u-over').boundingBox()];
    assert.ok(chart && over);
    for (const [across, down] of [
      [0.01, 0.02],
      [0.3, 0.98],
      [0.5, 0.5],
      [0.99, 0.5],
    ] as const) {
      const [x, y] = [over.x + over.width * across, over.y + over.height * down];
      await page.mouse.move(x, y);
      const box = await page.locator('.readout').boundingBox();
      assert.ok(box && box.width > 40, 'there is one');
      assert.ok(box.x >= chart.x && box.x + box.width <= chart.x + chart.width && box.y >= chart.y, `${across}: inside`);
      assert.ok(box.x > x || box.x + box.width < x, `${across}: not over the cursor`);
    }
    await page.locator('#chart').press('Escape');
    assert.equal(await page.locator('.readout').innerText(), '');
    await page.close();
  });

  it('has one menu of exports, by keys alone, and no finding while it is open', async () => {
    const world = worlds['month'];
    assert.ok(world);
    const { page } = await openStaticPage(browser, 'dark', { width: 480, height: 900 }, accountPageOf(world, now));
    await page.locator('#export').press('ArrowDown');
    assert.deepEqual(await findingsOf(page), []);
    await page.keyboard.press('End');
    await page.locator('#export-everything-json:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#export:focus').waitFor();
    assert.equal(await page.locator('#export-menu').isVisible(), false);
    await page.close();
  });

  it('draws a table of two years a piece at a time', async () => {
    const { year } = worlds;
    assert.ok(year);
    const { page } = await openStaticPage(
      browser,
      'dark',
      { width: 1280, height: 900 },
      accountPageOf({ ...year, wanted: { range: { kind: 'all' } } }, now),
    );
    await page.locator('#view-table').click();
    assert.equal(await page.locator('.days tbody tr').count(), 60);
    await page.locator('#older-days').press('Enter');
    assert.equal(await page.locator('.days tbody tr').count(), 120);
    await page.locator('#older-days:focus').waitFor();
    await page.close();
  });
});
