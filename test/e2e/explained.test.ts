import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hourMs } from '../../src/core/time/durations';
import { openHistory } from '../../src/node/history/openHistory';
import { addCalls, claudeHome, hoursBefore, privateWords } from '../support/claudeLog';
import { recordRows } from '../support/historyRows';
import { idOf } from '../support/ids';
import { total } from '../support/pastReadings';
import { scratchFolder } from '../workbench/scratchFolder';
import { historyFrame } from './page/history';
import { quickInput, quickRow, runCommand } from './page/quickInput';
import { storageFolder } from './stage/storageFolder';
import { useStage } from './stage/useStage';

describe('logs of tools', () => {
  const home = scratchFolder('api-balance-folder-');
  after(() => home.remove());
  const now = Date.now();
  let log = '';
  const stage = useStage(({ origin }) => {
    // Each costs ¥1.40, or twice as much in peak hours.
    log = claudeHome(
      home.path,
      [30, 20, 10].map((hours) => hoursBefore(now, hours)),
    );
    return {
      settings: { 'apiBalance.accounts': [{ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: origin }] },
      env: { HOME: home.path },
    };
  });
  const content = (): ReturnType<ReturnType<typeof historyFrame>['locator']> => historyFrame(stage().page).locator('.explained');
  const kept = (): string => {
    const folder = storageFolder(stage().server);
    const files = readdirSync(folder).filter((name) => name.startsWith('usage.sqlite'));
    return files.map((name) => readFileSync(join(folder, name), 'latin1')).join('');
  };

  it('are not read before the person has chosen the tools', async () => {
    const { page, server, shot } = stage();
    let clock = 0;
    const store = openHistory({ folder: storageFolder(server), now: () => clock });
    for (const [hoursAgo, left] of [
      [48, 60],
      [2, 30],
    ] as const) {
      clock = now - hoursAgo * hourMs;
      recordRows(store, [{ account: idOf('work'), unit: 'CNY', reading: total(clock, left) }]);
    }
    store.close();
    await runCommand(page, 'Show Explained Spend');
    await content().getByText('Choose which of them may be read.').waitFor();
    // A browser shows what runs elsewhere.
    await content().getByText('Logs are read on the machine that this window works on.').waitFor();
    assert.equal(kept(), '');
    await shot('explained-off');
  });

  it('are offered with their folders, and then account for a part of what was spent', async () => {
    const { page, shot } = stage();
    await content().locator('#offer').click();
    const row = quickRow(page, 'Claude Code');
    await row.getByText(/\.claude\/projects/).waitFor();
    await row.getByText('1 file').waitFor();
    await shot('explained-tools');
    await row.click();
    await quickInput(page).getByRole('button', { name: 'OK' }).click();
    await content().locator('.explained-card').waitFor();
    const sentences = await content().locator('.explained-sentences p').allInnerTexts();
    assert.match(sentences[0] ?? '', /^¥30\.00 was spent between /);
    assert.match(sentences[1] ?? '', /^Logs on this machine account for ≈ ¥\d+\.\d+: Claude Code ≈\s¥/);
    // Of before the oldest log nobody knows.
    assert.match(sentences[2] ?? '', /^At least ≈ ¥2\d\.\d+ is in no log that was read\.$/);
    await shot('explained');
  });

  it('leave no word of the person in what is kept, which nobody else may read', () => {
    const text = kept();
    assert.notEqual(text, '');
    for (const word of privateWords) assert.ok(!text.includes(word), word);
    const { mode } = statSync(join(storageFolder(stage().server), 'usage.sqlite'));
    assert.equal(mode & 0o077, 0);
  });

  it('are read on when they were added to', async () => {
    addCalls(log, [hoursBefore(now, 5)]);
    await content().locator('#read-logs').click();
    await content().locator('.explained-card td').first().getByText('4').waitFor();
  });

  it('are forgotten when the tool is switched off', async () => {
    const { page } = stage();
    await content().locator('#choose-tools').click();
    await quickRow(page, 'Claude Code').click();
    await quickInput(page).getByRole('button', { name: 'OK' }).click();
    await content().getByText('Choose which of them may be read.').waitFor();
    await content().locator('#stop-reading').waitFor({ state: 'detached' });
    assert.ok(!kept().includes('shop'));
  });
});
