import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from 'playwright-core';
import { statusBarItem, statusBarSays } from './page/statusBar';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-many-windows';
const intervalMs = 5_000;
const tickMs = 250;
const watchedMs = 180_000;

describe('five windows and one poll', () => {
  // A minute lasts a second, so that "every 5 minutes" is every five seconds. The key is known before the first window
  // opens: a watcher whose first request is refused stops until the key changes.
  const stage = useStage(({ origin, account }) => {
    account('deepseek', key).set({ unit: 'CNY', paid: '900.00', granted: '0.00', fallPerMinute: '60.00' });
    return {
      env: { MANY_KEY: key, API_BALANCE_LOCAL_ORIGINS: origin },
      shortMinutes: true,
      settings: {
        'apiBalance.accounts': [{ id: 'work', provider: 'deepseek', label: 'Work', key: 'env:MANY_KEY', baseUrl: origin }],
        'apiBalance.refresh.interval': 5,
      },
    };
  });
  let pages: readonly Page[] = [];
  const file = (): string => join(stage().server.userDataDir, 'User', 'globalStorage', 'api-balance.api-balance', 'watch.sqlite');
  /**
   * The process of the extension host that watches, as an owner's name starts with it; null while it asks. One that dies in
   * the middle of a request binds the others for as long as its claim lasts, which is longer than an interval here.
   */
  const idleLeader = (): number | null => {
    const db = new DatabaseSync(file(), { readOnly: true });
    try {
      const { owner, claim } = db.prepare('SELECT lease.owner, account.owner AS claim FROM lease, account').get() ?? {};
      return claim === null ? Number(String(owner).split(' ')[0]) : null;
    } finally {
      db.close();
    }
  };
  const wait = (ms: number): Promise<void> => stage().page.waitForTimeout(ms);

  // incident 10, incident 13
  it('asks once an interval for all of them, through two deaths of the one that asks', async function () {
    this.timeout(10 * 60_000);
    const { page, sandbox, openAnother, shotOf } = stage();
    const others: Page[] = [];
    for (let count = 0; count < 4; count += 1) others.push(await openAnother());
    pages = [page, ...others];
    for (const one of pages) await statusBarSays(one, /¥\d+/);
    sandbox.clearRequests();
    const began = Date.now();
    const killed: number[] = [];
    for (const moment of [watchedMs / 3, (watchedMs * 2) / 3]) {
      await wait(Math.max(0, began + moment - Date.now()));
      let idle = idleLeader();
      for (; idle === null; idle = idleLeader()) await wait(10);
      killed.push(idle);
      process.kill(idle, 'SIGKILL');
    }
    await wait(Math.max(0, began + watchedMs - Date.now()));
    assert.equal(new Set(killed).size, 2, 'two windows died');
    const times = sandbox.requests.map(({ at }) => at);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    gaps.push(Math.max(Date.now() - (times.at(-1) ?? 0), intervalMs));
    console.log(`      ${times.length} requests in ${watchedMs / 1000} s; ${Math.min(...gaps)} to ${Math.max(...gaps)} ms apart`);
    // Ten per cent of jitter, and a tick and an answer's time of scheduling.
    // None at all would stand any distance apart.
    assert.ok(times.length >= watchedMs / (intervalMs * 1.1 + 20 * tickMs), `${times.length} requests`);
    for (const gap of gaps) assert.ok(gap >= intervalMs * 0.9 - tickMs, `${gap} ms apart`);
    for (const gap of gaps) assert.ok(gap <= intervalMs * 1.1 + 20 * tickMs, `${gap} ms apart`);
    await shotOf(page, 'many-windows');
  });

  it('shows the same number in every window, those whose host VS Code started again too', async () => {
    const { sandbox } = stage();
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '123.45', granted: '0.00' });
    const results = await Promise.allSettled(
      pages.map((one) => statusBarItem(one).filter({ hasText: '¥123' }).waitFor({ timeout: 20_000 })),
    );
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, pages.length);
  });

  it('goes on in the last window when the others are closed, whose hosts live on unseen', async () => {
    const { sandbox } = stage();
    const last = pages.at(-1);
    for (const one of pages.slice(1, -1)) await one.context().close();
    await stage().page.close();
    sandbox.clearRequests();
    for (const paid of ['111.11', '112.12', '113.13']) {
      sandbox.account('deepseek', key).set({ unit: 'CNY', paid, granted: '0.00' });
      await last
        ?.locator('[id="api-balance.api-balance.balance"]')
        .filter({ hasText: `¥${paid.slice(0, 3)}` })
        .waitFor({ timeout: 30_000 });
    }
    const times = sandbox.requests.map(({ at }) => at);
    for (const [index, at] of times.slice(1).entries())
      assert.ok(at - (times[index] ?? 0) >= intervalMs * 0.9 - tickMs, `${at - (times[index] ?? 0)} ms apart`);
  });
});
