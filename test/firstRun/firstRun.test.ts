import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { historyFrame } from '../e2e/page/history';
import { openSidebar } from '../e2e/page/sidebar';
import { statusBarItem } from '../e2e/page/statusBar';
import { openBrowser, openWindow } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import type { OwnedProcess } from '../workbench/ownedProcess';
import { repoRoot } from '../workbench/paths';
import { type FreshClone, freshClone } from './freshClone';

/** For all of it together: two installs from the registry are most of that. */
const wholeMs = 12 * 60_000;
/** For what was told to end. */
const endingMs = 60_000;
const interrupted = 130;

type Command = readonly [file: string, ...args: string[]];

describe('a clone that was never built', () => {
  const deadline = Date.now() + wholeMs;
  const left = (): number => Math.max(1000, deadline - Date.now());
  let first: FreshClone;
  let second: FreshClone;
  before(() => {
    first = freshClone();
    second = freshClone();
  });
  after(() => Promise.all([first.remove(), second.remove()]));

  /** Whatever fails, what the command printed tells why. */
  async function running(clone: FreshClone, command: Command, story: (command: OwnedProcess) => Promise<void>): Promise<void> {
    const started = clone.start(...command);
    try {
      await story(started);
      await until(() => clone.left().length === 0, endingMs);
      assert.equal(clone.left().join('\n'), '');
    } catch (error) {
      const [why = ''] = String(error instanceof Error ? error.message : error).split(' The end of what it printed:');
      throw new Error(`${why}\n\n"${command.join(' ')}" printed:\n${started.output().slice(-6000)}`);
    } finally {
      await started.stop();
      clone.killLeft();
    }
  }

  async function until(holds: () => boolean, withinMs: number): Promise<void> {
    const end = Date.now() + Math.min(withinMs, left());
    while (!holds() && Date.now() < end) await pause(50);
  }

  it('is what the README speaks of', () => {
    const readme = readFileSync(join(repoRoot, 'README.md'), 'utf8');
    assert.match(readme, /^npm start +#.*\nnpm test /m);
    assert.match(readme, /`npm start -- --once`/);
    for (const name of ['node_modules', 'dist', 'out']) assert.ok(!existsSync(join(first.folder, name)), name);
  });

  it('npm start: installs, builds, opens VS Code on the demo, and is gone after Ctrl+C', () =>
    running(first, ['npm', 'start'], async (demo) => {
      const [, url = ''] = await demo.printed(/VS Code is ready: (\S+)/, left());
      assert.equal((await fetch(url)).status, 200);
      const browser = await openBrowser(await installWorkbench());
      try {
        const page = await openWindow(browser, url);
        // An amount before any check: it has a history behind it.
        await statusBarItem(page)
          .filter({ hasText: /\$3\.18 owed · \w/ })
          .waitFor({ timeout: 60_000 });
        const overview = historyFrame(page);
        await overview.locator('.tile-currency').first().waitFor({ timeout: 60_000 });
        await overview.locator('.spend-chart rect[data-series]').first().waitFor({ timeout: 60_000 });
        await openSidebar(page);
        // The README's picture is a copy of this one.
        const pictures = join(repoRoot, 'out', 'screenshots');
        mkdirSync(pictures, { recursive: true });
        await page.screenshot({ path: join(pictures, 'demo-overview.png') });
      } finally {
        await browser.close();
      }
      assert.ok(first.left().length > 3, 'what is to be gone can be seen');
      demo.signal('SIGINT');
      assert.equal(await demo.endedWithin(endingMs), interrupted);
      await assert.rejects(fetch(url), 'nothing listens there');
    }));

  it('Ctrl+C while it installs leaves nothing running', () =>
    running(second, ['npm', 'start'], async (command) => {
      await command.printed(/Installing the development packages/, left());
      const begun = (): boolean => existsSync(join(second.folder, 'node_modules'));
      await until(begun, left());
      assert.ok(begun(), 'the install has begun');
      command.signal('SIGINT');
      assert.equal(await command.endedWithin(endingMs), interrupted);
    }));

  it('npm start -- --once: prints the six accounts and ends', () =>
    running(second, ['npm', 'start', '--', '--once'], async (command) => {
      assert.equal(await command.endedWithin(left()), 0);
      const rows = command
        .output()
        .split('\n')
        .filter((line) => / · /.test(line));
      assert.equal(rows.length, 6);
    }));

  it('npm test: builds what it needs, and ends with the counts', () => {
    for (const name of ['dist', 'out']) rmSync(join(second.folder, name), { recursive: true });
    return running(second, ['npm', 'test', '--', 'unit', 'runnerCounts'], async (command) => {
      assert.equal(await command.endedWithin(left()), 0);
      assert.match(command.output(), /\n[1-9]\d* passed, 0 failed\n$/);
    });
  });

  it('kill of npm alone, before the window is up, ends all of it', () =>
    running(second, ['npm', 'start'], async (command) => {
      await command.printed(/Demo accounts/, left());
      command.signalAlone('SIGTERM');
      await command.endedWithin(endingMs);
    }));
});
