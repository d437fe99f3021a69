import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayMs, hourMs } from '../../src/core/time/durations';
import { openHistory } from '../../src/node/history/openHistory';
import { claudeHome, hoursBefore } from '../support/claudeLog';
import { recordRows } from '../support/historyRows';
import { idOf } from '../support/ids';
import { total } from '../support/pastReadings';
import { scratchFolder } from '../workbench/scratchFolder';
import { tab } from './page/editor';
import { historyFrame } from './page/history';
import { answerFileDialog } from './page/historyChart';
import { notification } from './page/notifications';
import { quickBox, quickInput, quickRow, runCommand } from './page/quickInput';
import { readSettings } from './stage/settings';
import { storageFolder } from './stage/storageFolder';
import { useStage } from './stage/useStage';

describe('calls of which no log tells who paid', () => {
  const home = scratchFolder('api-balance-folder-');
  after(() => home.remove());
  const now = Date.now();
  const stage = useStage(({ origin }) => {
    claudeHome(
      home.path,
      [30, 20, 10].map((hours) => hoursBefore(now, hours)),
    );
    // Without the settings that name an address, only the model's name says who was called.
    rmSync(join(home.path, '.claude', 'settings.json'));
    return {
      settings: {
        'apiBalance.accounts': [{ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: origin }],
      },
      env: { HOME: home.path },
    };
  });
  const content = (): ReturnType<ReturnType<typeof historyFrame>['locator']> => historyFrame(stage().page).locator('.explained');

  it('are counted for nobody, and told apart', async () => {
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
    await content().locator('#offer').click();
    await quickRow(page, 'Claude Code').click();
    await quickInput(page).getByRole('button', { name: 'OK' }).click();
    await content().getByText('3 more calls may have been paid from here').waitFor();
    assert.equal(await content().locator('.explained-card td').count(), 0);
    await content()
      .getByText(/deepseek, by the name of the model alone\. Calls: 3\. API-equivalent ≈\s.*, not added/)
      .waitFor();
    await shot('payer-open');
  });

  it('are counted for the account that a person names', async () => {
    const { page, server, shot } = stage();
    await content().locator('#say-payer').click();
    await quickRow(page, 'With an API key of').waitFor();
    await shot('payer-question');
    await quickRow(page, 'With an API key of').click();
    await content()
      .getByText(/account for ≈ ¥\d+\.\d+: Claude Code/)
      .waitFor();
    const settings: Readonly<Record<string, unknown>> = await readSettings(server);
    assert.deepEqual(settings['apiBalance.usage.accounts'], [{ tool: 'claude-code', host: 'deepseek', account: 'work' }]);
    await shot('payer-account');
  });

  it('stay apart where a plan pays', async () => {
    const { page, server } = stage();
    await content().locator('#say-payer').click();
    await quickRow(page, 'On a plan').click();
    await content()
      .getByText(/on a plan by your setting\. Calls: 3\. API-equivalent ≈\s.*, not added\./)
      .waitFor();
    const settings: Readonly<Record<string, unknown>> = await readSettings(server);
    assert.deepEqual(settings['apiBalance.usage.accounts'], []);
    assert.deepEqual(settings['apiBalance.usage.prices'], [{ tool: 'claude-code', provider: 'deepseek', use: 'plan' }]);
  });

  it('have a price that is told with its reason', async () => {
    const { page, shot } = stage();
    await content().locator('#show-prices').click();
    const preview = historyFrame(page);
    await preview.getByRole('heading', { name: 'Prices' }).waitFor();
    await preview.getByRole('cell', { name: 'deepseek-flash' }).first().waitFor();
    await shot('prices');
    await tab(page, 'Prices').getByRole('button', { name: 'Close' }).click();
    await content().waitFor();
  });

  it('have their prices shown by what comes first where somebody types that', async () => {
    const { page, shot } = stage();
    for (const typed of ['API Balance: Prices', 'prices']) {
      await page.keyboard.press('F1');
      await quickBox(page).fill(`>${typed}`);
      await quickRow(page, 'API Balance: Set Your Own Prices').waitFor();
      assert.match((await quickInput(page).locator('.monaco-list-row').first().textContent()) ?? '', /^API Balance: Prices/, typed);
      if (typed === 'prices') await shot('prices-typed');
      await page.keyboard.press('Enter');
      await historyFrame(page).getByRole('heading', { name: 'Prices' }).waitFor();
      await tab(page, 'Prices').getByRole('button', { name: 'Close' }).click();
      await content().waitFor();
    }
  });

  it('stand beside what the provider reports in a table of its own', async () => {
    const { page, folder, shot } = stage();
    const date = new Date(now - 3 * dayMs).toISOString().slice(0, 10);
    const line = (name: string, type: string, price: string, amount: number): string =>
      `u,${date},deepseek-flash,${name},sk-masked,${type},${price},${amount}`;
    const head = 'user_id,utc_date,model,api_key_name,api_key,type,price,amount';
    const lines = [
      ...[head, line('laptop', 'output_tokens', '0.000004', 1_000_000), line('laptop', 'request_count', '', 2)],
      ...[line('ci', 'output_tokens', '0.000004', 500_000), line('ci', 'request_count', '', 1680)],
    ];
    const file = join(folder, 'amount.csv');
    writeFileSync(file, `\ufeff${lines.join('\r\n')}\r\n`);
    await historyFrame(page).locator('#tab-account').click();
    await historyFrame(page).locator('#import').first().click();
    await answerFileDialog(page, file);
    await notification(page, 'What the provider reported was imported.').waitFor();
    await historyFrame(page).locator('#tab-explained').click();
    await content().locator('#explained-account').selectOption({ label: 'DeepSeek · Work · CNY · as reported' });
    await content().getByText('¥6.00').first().waitFor();
    await content()
      .getByText(/By key: laptop .*4\.00, ci .*2\.00/)
      .waitFor();
    await shot('reported-table');
  });
});
