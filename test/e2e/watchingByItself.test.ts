import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openHistory } from '../../src/node/history/openHistory';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhookReceiver';
import { day, hour, parts } from '../support/pastReadings';
import { editSettings } from './page/editor';
import { notification } from './page/notifications';
import { answer, quickMessage, quickRow, runCommand } from './page/quickInput';
import { hoverStatusBar, leaveHover, statusBarSays } from './page/statusBar';
import { storageFolder } from './stage/storageFolder';
import { useStage } from './stage/useStage';
import { idOf } from '../support/ids';

const key = 'sk-sandbox-by-itself';

// A minute lasts a second here, so that "every 5 minutes" is every five seconds.
describe('watching, while nobody does anything', () => {
  const stage = useStage(({ origin, account }) => {
    account('deepseek', key).set({ unit: 'CNY', paid: '100.00', granted: '0.00' });
    return {
      env: { BY_ITSELF_KEY: key, API_BALANCE_LOCAL_ORIGINS: origin },
      shortMinutes: true,
      settings: {
        'apiBalance.accounts': [{ id: 'work', provider: 'deepseek', label: 'Work', key: 'env:BY_ITSELF_KEY', baseUrl: origin }],
        'apiBalance.refresh.interval': 5,
        'apiBalance.summary': 'hourly',
        'apiBalance.alerts.runwayDays': 30,
      },
    };
  });
  let receiver: WebhookReceiver;
  before(async () => {
    receiver = await startWebhookReceiver('hook-by-itself');
  });
  after(() => receiver.stop());
  const storage = (): string => storageFolder(stage().server);

  it('posts a summary as the hour turns, and one only', async () => {
    const { page } = stage();
    await statusBarSays(page, '¥100');
    await runCommand(page, 'Set Webhook…');
    await quickMessage(page, 'The address that messages are posted to').waitFor();
    await answer(page, receiver.url);
    await quickRow(page, 'Plain JSON').click();
    await quickMessage(page, 'Leave empty where there is none').waitFor();
    await answer(page, '');
    await notification(page, 'The webhook is set').waitFor();
    const posted = receiver.next();
    const db = new DatabaseSync(join(storage(), 'watch.sqlite'), { timeout: 1000 });
    assert.equal(
      db.prepare("UPDATE moment SET at = at - ? WHERE name = 'summary hourly'").run(hour).changes,
      1,
      'the window waits for the next hour',
    );
    db.close();
    assert.match(await posted, /"kind":"summary","title":"API balances: all is well"/);
    await stage().sandbox.arrived(2);
    assert.equal(receiver.bodies.length, 1);
  });

  it('tells once of a runway that is short, as soon as history shows it', async () => {
    const { page, shot } = stage();
    const now = Date.now();
    const posted = receiver.next();
    const history = openHistory({ folder: storage(), now: Date.now });
    history.importRows(
      [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((days) => ({
        account: idOf('work'),
        unit: 'CNY',
        reading: parts(now - days * day, 90 + days * 10, 0),
      })),
    );
    history.close();
    await notification(page, /Work may run out in 10 days, at the burn rate of the last days \(estimated\)\. ¥100\.00 left\./).waitFor();
    await shot('watch-runway');
    await posted;
    await stage().sandbox.arrived(2);
    assert.deepEqual(
      receiver.bodies.slice(1).map((body) => /may run out in/.test(body)),
      [true],
    );
  });

  it('renews an old balance when the window gets the focus, with the timer off', async () => {
    const { page, sandbox, server } = stage();
    await editSettings(page, server, { 'apiBalance.refresh.interval': 0, 'apiBalance.refresh.onFocus': 1 });
    // The file holds it before the window has heard of it, and a check may be on its way.
    await (await hoverStatusBar(page)).filter({ hasText: 'Watching is off' }).waitFor();
    await leaveHover(page);
    await sandbox.idle();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '77.00', granted: '0.00' });
    sandbox.clearRequests();
    // An automated page keeps the focus whatever is in front of it, so the document is made to say otherwise.
    await page.evaluate("document.hasFocus = () => false; window.dispatchEvent(new Event('blur'))");
    // A balance is old after a second here, which nothing announces.
    await page.waitForTimeout(1_500);
    assert.equal(sandbox.requests.length, 0);
    await page.evaluate("delete document.hasFocus; window.dispatchEvent(new Event('focus'))");
    await statusBarSays(page, '¥77');
    assert.equal(sandbox.requests.length, 1);
  });
});
