import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayMs, hourMs } from '../../src/core/time/durations';
import { openHistory } from '../../src/node/history/openHistory';
import { privateWords } from '../support/claudeLog';
import { recordRows } from '../support/historyRows';
import { idOf } from '../support/ids';
import { total } from '../support/pastReadings';
import { otherHands, writeOtherHand } from '../support/usage/otherHand';
import { scratchFolder } from '../workbench/scratchFolder';
import { historyFrame } from './page/history';
import { quickInput, quickRow, runCommand } from './page/quickInput';
import { openSidebar } from './page/sidebar';
import { storageFolder } from './stage/storageFolder';
import { useStage } from './stage/useStage';

/** One home of each tool, with marked words in all that a person says or is called by. */
const samples = otherHands().filter(({ folder }) => folder.endsWith('otherHand'));

/** The same with all its times on yesterday's day: what is older than a page shows is on none. */
function madeLately(text: string): string {
  const day = Date.now() - dayMs;
  const date = new Date(day).toISOString().slice(0, 10);
  return text
    .replaceAll(/\b20\d\d-\d\d-\d\d(?=[T ]\d\d:)/g, date)
    .replaceAll(/(?<![\w.-])1[67]\d{11}(?![\w.-])/g, (ms) => String(day - (day % dayMs) + (Number(ms) % dayMs)))
    .replaceAll(/(?<![\w.-])1[67]\d{8}(?![\w-])/g, (seconds) => String(Math.floor(day / dayMs) * 86_400 + (Number(seconds) % 86_400)));
}

const headings = { tool: 'Tool', model: 'Model', project: 'Project', agent: 'Agent' } as const;

describe('marked words in the logs of every tool', () => {
  const home = scratchFolder('api-balance-folder-');
  after(() => home.remove());
  const stage = useStage(({ origin }) => {
    for (const sample of samples) writeOtherHand(sample, home.path, madeLately);
    return {
      settings: { 'apiBalance.accounts': [{ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: origin }] },
      env: { HOME: home.path },
    };
  });
  const content = (): ReturnType<ReturnType<typeof historyFrame>['locator']> => historyFrame(stage().page).locator('.explained');
  const marksIn = (text: string): readonly string[] => privateWords.filter((word) => text.includes(word));
  /** What is on screen, with labels and tooltips, in the window and in the page. */
  const assertUnmarked = async (what: string): Promise<void> => {
    const { page } = stage();
    const inside = await historyFrame(page).locator('body').innerHTML();
    assert.deepEqual(marksIn(`${await page.content()}\n${inside}`), [], what);
  };

  it('are on no page and in no list', async () => {
    const { page, server, shot } = stage();
    const now = Date.now();
    let clock = 0;
    const store = openHistory({ folder: storageFolder(server), now: () => clock });
    for (const [hoursAgo, left] of [
      [600, 900],
      [2, 30],
    ] as const) {
      clock = now - hoursAgo * hourMs;
      recordRows(store, [{ account: idOf('work'), unit: 'CNY', reading: total(clock, left) }]);
    }
    store.close();
    await openSidebar(page);
    await runCommand(page, 'Show Explained Spend');
    await content().locator('#offer').click();
    await quickRow(page, 'Claude Code').waitFor();
    await assertUnmarked('the tools that are offered');
    await quickInput(page).getByRole('checkbox', { name: 'Toggle all checkboxes' }).click();
    await quickInput(page).getByRole('button', { name: 'OK' }).click();
    await content()
      .locator('.explained-files li')
      .nth(samples.length - 1)
      .waitFor();
    await content().locator('#stop-reading').waitFor({ state: 'detached' });
    await content().locator('#explained-range').selectOption('30d');
    await content().locator('.explained-card').waitFor();
    for (const [way, heading] of Object.entries(headings)) {
      await content().locator('#explained-way').selectOption(way);
      await content().locator('.explained-card th').first().filter({ hasText: heading }).waitFor();
      await assertUnmarked(`divided by ${way}`);
      await shot(`marks-${way}`);
    }
  });

  it('are in no table of prices', async () => {
    const { page } = stage();
    await content().locator('#show-prices').click();
    await historyFrame(page).getByRole('heading', { name: 'Prices' }).waitFor();
    await assertUnmarked('prices');
  });

  it('are in no file of ours: nothing that is kept, and no log', () => {
    const { server } = stage();
    const ours = [storageFolder(server), join(server.userDataDir, 'logs'), join(server.userDataDir, 'User', 'workspaceStorage')];
    const files = ours.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name)),
    );
    assert.ok(files.some((file) => file.endsWith('usage.sqlite')));
    for (const file of files) assert.deepEqual(marksIn(readFileSync(file, 'latin1')), [], file);
  });
});
