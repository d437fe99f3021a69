import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { hostileOverview } from '../support/hostileOverview';
import { atFirst, displayAt, manyAccounts, overviewWorld, readOverview, type OverviewWorld } from '../support/overviewWorld';
import { findingsOf } from '../support/pageFindings';
import { openStaticPage } from '../support/staticPage';
import { openBrowser, type WindowTheme } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { sizes, themes } from './page/themes';
import { screenshot } from './stage/screenshots';

const now = Date.UTC(2026, 10, 22, 15, 20);
const worlds: Readonly<Record<string, OverviewWorld>> = {
  year: overviewWorld(now),
  hostile: hostileOverview(now),
  many: manyAccounts(now, 200),
  one: { ...overviewWorld(now), facts: overviewWorld(now).facts.slice(0, 1) },
  none: { ...overviewWorld(now), facts: [] },
};

describe('the Overview', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser(await installWorkbench());
  });
  after(() => browser.close());

  const draw = (theme: WindowTheme, world: OverviewWorld, width: number, zoom: number) => {
    const viewOf = readOverview(world, displayAt(now));
    return openStaticPage(browser, theme, { width: width / zoom, height: 800 / zoom }, (message) => {
      if (message.kind === 'overview') return { kind: 'overview', view: viewOf({ ...atFirst, ...message.change }) };
      return message.kind === 'ready' ? { kind: 'overview', view: viewOf(atFirst) } : null;
    });
  };

  for (const { name: theme } of themes)
    for (const { width, zoom } of sizes)
      it(`is without a finding in ${theme}, ${width} px wide at ${zoom * 100} %`, async () => {
        for (const [name, world] of Object.entries(worlds)) {
          if (name !== 'year' && (theme !== 'dark' || width === 1920)) continue;
          const { page, faults } = await draw(theme, world, width, zoom);
          await screenshot(page, `overview-${name}-${theme}-${width}-${zoom * 100}`, true);
          assert.deepEqual(await findingsOf(page), [], name);
          assert.deepEqual(faults, [], name);
          await page.close();
        }
      });

  it('leaves what is read where it is when a new state arrives: bar, day, and where the table was scrolled to', async () => {
    const { page } = await draw('dark', worlds['year'] ?? assert.fail(), 1280, 1);
    const arrives = async (): Promise<void> => {
      await page.evaluate("document.querySelector('.section-head').dataset.old = 'yes'");
      await page.evaluate("window.toHost({ kind: 'ready', pixels: 800 }).then((view) => window.postMessage(view))");
      await page.locator('.section-head[data-old]').waitFor({ state: 'detached' });
    };
    const told = { bar: page.locator('.spend-chart .beside'), day: page.locator('#year + p') };
    await page.locator('#spend-chart').press('Home');
    await page.keyboard.press('ArrowRight');
    const bar = await told.bar.innerText();
    await arrives();
    assert.equal(await told.bar.innerText(), bar);
    await page.keyboard.press('ArrowLeft');
    assert.notEqual(await told.bar.innerText(), bar, 'the keys go on from it');
    await page.locator('#year').press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const day = await told.day.innerText();
    await arrives();
    assert.equal(await told.day.innerText(), day);
    assert.equal(await page.locator('.day.marked').count(), 1);
    await page.locator('#show-table').click();
    await page.evaluate("document.querySelector('#spend-table').scrollTo(0, 120)");
    await arrives();
    assert.equal(await page.evaluate("document.querySelector('#spend-table').scrollTop"), 120);
    await page.close();
  });

  it('is reached by the keyboard alone: range, unit, bars, table, months', async () => {
    const { page } = await draw('dark', worlds['year'] ?? assert.fail(), 1280, 1);
    const focus = async (id: string): Promise<void> => {
      for (let step = 0; step < 80; step += 1) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate('document.activeElement.id')) === id) return;
      }
      assert.fail(`${id} has no place among what Tab reaches`);
    };
    await focus('overview-range-7d');
    await page.keyboard.press('Enter');
    await page.locator('#overview-range-7d[aria-pressed=true]').waitFor();
    assert.equal(await page.evaluate('document.activeElement.id'), 'overview-range-7d', 'the focus stays where it was');
    await focus('unit-CNY');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Spend per day, CNY' }).waitFor();
    await focus('spend-chart');
    await page.keyboard.press('ArrowLeft');
    await page.locator('.spend-chart .beside').filter({ hasText: 'DeepSeek · Work' }).waitFor();
    await focus('sort-left');
    await page.keyboard.press('Enter');
    await page.locator('th[aria-sort=descending] #sort-left').waitFor();
    await focus('year');
    await page.keyboard.press('ArrowUp');
    await page.locator('.day.marked').waitFor();
    await focus('top-ups-1');
    await page.keyboard.press('Enter');
    await page.locator('details.top-ups[open]').nth(1).waitFor();
    await page.close();
  });
});
