import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../support/until';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhookReceiver';
import { notification } from './page/notifications';
import { answer, quickBox, quickMessage, quickRow, quickTitle, runCommand } from './page/quickInput';
import { openSidebar, treeRow, unfold } from './page/sidebar';
import { hoverStatusBar, leaveHover, statusBarItem, statusBarSays } from './page/statusBar';
import { accountEntries, readSettings } from './stage/settings';
import { sharedRecord, storageFolder } from './stage/storageFolder';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-watch-key';
const hookSecret = 'hook-MARKED-4b1d';
const work = { id: 'work', provider: 'deepseek', label: 'Work', key: 'env:WATCH_KEY' };
const logFile = join(tmpdir(), `api-balance-log-${process.pid}.txt`);

describe('watching', () => {
  // A minute lasts a second here, so that "every 5 minutes" is every five seconds.
  const stage = useStage(({ origin }) => ({
    env: { WATCH_KEY: key, API_BALANCE_LOCAL_ORIGINS: origin },
    shortMinutes: true,
    settings: { 'apiBalance.accounts': [{ ...work, baseUrl: origin }], 'apiBalance.logFile': logFile },
  }));
  let receiver: WebhookReceiver;
  const setPaid = (paid: string): void => stage().sandbox.account('deepseek', key).set({ unit: 'CNY', paid, granted: '0.00' });
  before(async () => {
    setPaid('100.00');
    receiver = await startWebhookReceiver(hookSecret);
  });
  after(async () => {
    await receiver.stop();
    await rm(logFile, { force: true });
  });

  it('is off until the person switches it on, from the list of accounts', async () => {
    const { page, shot, server } = stage();
    await statusBarItem(page).click();
    await statusBarSays(page, '¥100');
    await quickRow(page, 'Watch Balances…').filter({ hasText: 'Off: only when you ask' }).click();
    await quickRow(page, 'Every 5 minutes').waitFor();
    await shot('watch-choose');
    const watched = stage().sandbox.arrived(2);
    await quickRow(page, 'Every 5 minutes').click();
    await watched;
    assert.equal((await readSettings(server))['apiBalance.refresh.interval'], 5);
  });

  it('says what it does next', async () => {
    const { page, shot } = stage();
    const hover = await hoverStatusBar(page);
    await hover.filter({ hasText: 'Next check: ' }).waitFor();
    await shot('watch-tooltip');
    await leaveHover(page);
  });

  it('takes a webhook, and posts a summary on request', async () => {
    const { page, shot } = stage();
    await runCommand(page, 'Set Webhook…');
    await answer(page, 'http://mirror.example/hook');
    await page.getByText('must use https').waitFor();
    await answer(page, receiver.url);
    await quickRow(page, 'Plain JSON').click();
    await quickMessage(page, 'Leave empty where there is none').waitFor();
    await answer(page, '');
    await notification(page, 'The webhook is set').waitFor();
    await shot('watch-webhook-set');
    const posted = receiver.next();
    await notification(page, 'The webhook is set').getByRole('button', { name: 'Post Summary Now' }).click();
    assert.match(
      await posted,
      /"kind":"summary","title":"API balances: all is well","lines":\[\{"account":"DeepSeek · Work","balance":"¥100\.00","parts":null,"threshold":"¥30\.00","state":"OK"/,
    );
    await notification(page, 'Posted to 127.0.0.1').waitFor();
  });

  it('says so when the webhook refuses, and posts nothing twice', async () => {
    const { page, shot } = stage();
    // VS Code puts more than three messages within a second away unseen.
    await leaveHover(page);
    await notification(page, 'Posted to').waitFor({ state: 'detached' });
    receiver.answerWith(404);
    const asked = receiver.next();
    await runCommand(page, 'Post Summary Now');
    await asked;
    await notification(page, 'refused the message (HTTP 404)').waitFor();
    await shot('watch-webhook-refused');
    receiver.answerWith(204);
    assert.equal(receiver.bodies.length, 2);
  });

  it('keeps the webhook’s address out of the log and the settings', async () => {
    const { page, server } = stage();
    assert.ok(!JSON.stringify(await readSettings(server)).includes(hookSecret));
    await runCommand(page, 'Show Log');
    await page.locator('.panel .view-lines').filter({ hasText: '(webhook)' }).waitFor();
    assert.ok(!(await page.content()).includes(hookSecret));
    await openSidebar(page);
  });

  // incident 26: from the crossing to the screen.
  it('tells once when a balance crosses its threshold, on screen and to the webhook', async () => {
    const { page, shot } = stage();
    const posted = receiver.next();
    setPaid('28.00');
    await notification(page, 'DeepSeek · Work is low: ¥28.00 left, at or under your threshold of ¥30.00.').waitFor();
    await shot('watch-low');
    assert.match(await posted, /"kind":"alert","title":"DeepSeek · Work is low: ¥28\.00 left/);
    await treeRow(page, 'Work').filter({ hasText: '¥28.00' }).waitFor();
    await page.locator('.activitybar .badge').filter({ hasText: '1' }).first().waitFor();
    await notification(page, 'is low').getByRole('button', { name: 'More…' }).click();
    await shot('watch-more');
    await quickRow(page, 'Change Threshold').click();
    await quickTitle(page, 'Threshold of Work').waitFor();
    assert.equal(await quickBox(page).inputValue(), '30.00');
    await stage().sandbox.arrived(3);
    assert.equal(receiver.bodies.length, 3);
  });

  it('changes the threshold from the notification', async () => {
    const { page, server } = stage();
    await answer(page, '20');
    await treeRow(page, 'Work').filter({ hasText: 'Low' }).waitFor({ state: 'detached' });
    assert.deepEqual((await accountEntries(server))[0]?.['lowBalance'], { CNY: '20.00' });
  });

  it('is silent until a top-up, once snoozed', async () => {
    const { page, server } = stage();
    // Above the new threshold, the balance has to be seen once before it can fall below it.
    await stage().sandbox.arrived(2);
    const posted = receiver.next();
    setPaid('18.00');
    await notification(page, 'threshold of ¥20.00').getByRole('button', { name: 'Snooze until Top-up' }).click();
    assert.match(await posted, /at or under your threshold of ¥20\.00/);
    await until(() => /"snoozed":\["CNY"\]/.test(sharedRecord(storageFolder(server), 'work')));
    const count = receiver.bodies.length;
    setPaid('3.00');
    await statusBarSays(page, '¥3.00');
    await stage().sandbox.arrived(2);
    assert.equal(receiver.bodies.length, count);
    setPaid('100.00');
    await statusBarSays(page, '¥100');
    setPaid('2.00');
    await notification(page, 'is nearly empty: ¥2.00 left').waitFor();
  });

  it('writes a line for each check', () => {
    const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
    assert.ok(lines.length > 5);
    for (const line of lines)
      assert.match(line, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ work CNY available=\d+\.\d\d granted=0\.00 paid=\d+\.\d\d state=\w+$/);
  });

  it('asks more seldom without the key, and says why', async () => {
    const { page, sandbox, shot } = stage();
    sandbox.account('deepseek', key).remove();
    await unfold(treeRow(page, 'Work'));
    await treeRow(page, 'does not accept this key').waitFor();
    await shot('watch-refused');
    // Of the second refusal; a third one has two intervals of time.
    const told = notification(page, 'could not be checked, twice in a row: key refused');
    await told.getByRole('button', { name: 'Replace Key' }).waitFor();
    const before = sandbox.requests.length;
    await page.waitForTimeout(7_000);
    assert.equal(sandbox.requests.length, before);
  });
});
