import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { ExplainedView } from '../../src/core/explainedPage/explainedView';
import { hourMs } from '../../src/core/time/durations';
import { answerOf, balances, callAt, explainedViewOf } from '../support/explainedWorld';
import { displayAt } from '../support/overviewWorld';
import { findingsOf } from '../support/pageFindings';
import { openStaticPage } from '../support/staticPage';
import { openBrowser } from '../workbench/browser';
import { installWorkbench } from '../workbench/installWorkbench';
import { sizes, themes } from './page/themes';
import { screenshot } from './stage/screenshots';

const now = Date.UTC(2026, 10, 22, 15, 20);
const display = displayAt(now);
const week = [
  ...Array.from({ length: 60 }, (_, index) => callAt(now - (150 - 2 * index) * hourMs, {}, 'claude-code', 1 + (index % 3))),
  ...Array.from({ length: 20 }, (_, index) =>
    callAt(now - (149 - 3 * index) * hourMs, { isSubAgent: true, model: 'deepseek-v4-pro' }, 'cline'),
  ),
  callAt(now - 90 * hourMs, { tokens: null }, 'cline'),
  callAt(now - 80 * hourMs, { model: 'deepseek-never-heard-of' }, 'opencode'),
];
const usual = answerOf(
  {
    rows: balances(now, [
      [160, 100],
      [100, 80],
      [50, 70],
      [2, 55],
    ]),
    calls: week,
    skipped: [{ file: 'wire.jsonl', reason: 'tooNew' }],
  },
  now,
);
const hostile = '<img src=x onerror=alert(1)>'.repeat(4);
const views: Readonly<Record<string, ExplainedView>> = {
  usual: explainedViewOf({ answer: usual }, display),
  projects: explainedViewOf({ answer: usual }, display, { way: 'project' }, true),
  reading: explainedViewOf({ answer: usual, isReading: true, progress: { tool: 'Claude Code', done: 120, of: 3000 } }, display),
  off: explainedViewOf({ tools: [] }, display),
  unread: explainedViewOf({}, display),
  hidden: explainedViewOf({ answer: usual }, displayAt(now, { hidden: true }), { way: 'model' }),
  fault: explainedViewOf({ fault: 'notKept' }, display),
  idle: explainedViewOf(
    {
      answer: answerOf(
        {
          rows: balances(now, [
            [30, 20],
            [2, 12],
          ]),
          calls: [callAt(now - 300 * hourMs)],
        },
        now,
      ),
    },
    display,
  ),
  over: explainedViewOf(
    {
      answer: answerOf(
        {
          rows: balances(now, [
            [160, 20],
            [2, 19.9],
          ]),
          calls: week,
        },
        now,
      ),
    },
    display,
  ),
  settling: explainedViewOf(
    {
      answer: answerOf(
        {
          rows: balances(now, [
            [160, 20],
            [0.1, 12],
          ]),
          calls: week,
        },
        now,
      ),
    },
    display,
  ),
  asked: explainedViewOf(
    {
      answer: answerOf(
        { rows: [], calls: week.map((one) => ({ ...one, call: { ...one.call, provider: { name: 'deepseek', evidence: 'model' } } })) },
        now,
      ),
      mistakes: [{ path: ['prices', 1, 'factor'], text: 'must be a number' }],
    },
    display,
  ),
  nobody: explainedViewOf({ answer: answerOf({ rows: [], calls: week }, now) }, display),
  hostile: explainedViewOf(
    {
      answer: answerOf(
        {
          rows: balances(
            now,
            [
              [160, 20],
              [2, 12],
            ],
            'x'.repeat(60),
          ),
          calls: [callAt(now - 9 * hourMs, { model: hostile, project: hostile })],
        },
        now,
      ),
    },
    display,
    { way: 'model' },
  ),
};

describe('what logs account for, on any page', () => {
  let browser: Browser;
  before(async () => {
    browser = await openBrowser(await installWorkbench());
  });
  after(() => browser.close());

  for (const { name: theme } of themes)
    for (const { width, zoom } of sizes)
      it(`is without a finding in ${theme}, ${width} px wide at ${zoom * 100} %`, async () => {
        for (const [name, view] of Object.entries(views)) {
          if (name !== 'usual' && (theme !== 'dark' || width === 1920)) continue;
          const { page, faults } = await openStaticPage(browser, theme, { width: width / zoom, height: 800 / zoom }, ({ kind }) =>
            kind === 'ready' ? { kind: 'explained', view } : null,
          );
          await screenshot(page, `explained-${name}-${theme}-${width}-${zoom * 100}`, true);
          assert.deepEqual(await findingsOf(page), [], name);
          assert.deepEqual(faults, [], name);
          await page.close();
        }
      });
});
