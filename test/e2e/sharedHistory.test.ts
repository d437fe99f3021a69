import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readAccountEntries } from '../../src/core/accounts/accountEntries';
import type { Account } from '../../src/core/model/account';
import { english } from '../../src/core/text/translate';
import * as providers from '../../src/providers';
import { startPostgres, type PostgresServer } from '../database/startPostgres';
import { syncMachine, type SyncMachine } from '../database/syncMachine';
import { saying } from '../support/watch';
import { until } from '../support/until';
import { historyFrame } from './page/history';
import { notification } from './page/notifications';
import { answer, closeQuickInput, quickMessage, quickRow, quickTitle, runCommand } from './page/quickInput';
import { openSidebar, pressOnRow, treeRow, unfold } from './page/sidebar';
import { statusBarSays } from './page/statusBar';
import { readSettings } from './stage/settings';
import { useStage } from './stage/useStage';

const key = 'sk-sandbox-shared-history';
const password = 'MARKED-e2e-shared-Qv81';
const entry = (origin: string) => ({ id: 'work', provider: 'deepseek', label: 'Work', baseUrl: origin, key: 'env:SHARED_KEY' });

describe('a history that machines share', () => {
  let server: PostgresServer;
  let folder = '';
  let build: SyncMachine;
  let left = 64;
  const stage = useStage(({ origin }) => ({
    env: { SHARED_KEY: key, API_BALANCE_LOCAL_ORIGINS: origin },
    // A minute lasts a second here.
    shortMinutes: true,
    settings: { 'apiBalance.accounts': [entry(origin)] },
  }));
  const work = (): Account => readAccountEntries([entry(stage().sandbox.origin)], Object.values(providers), english).accounts[0]!;
  /** As a build server does with its own timer: asks, and gives the answer to all. */
  const buildAsks = async (amount: number): Promise<void> => {
    left = amount;
    await build.check();
    await build.round();
  };
  const checks = async (): Promise<unknown> => (await server.rows('SELECT count(*)::int AS n FROM api_balance.checks'))[0]?.['n'];
  before(async function () {
    this.timeout(5 * 60_000);
    server = await startPostgres();
    await server.run(`CREATE ROLE team LOGIN PASSWORD '${password}'; GRANT CREATE ON DATABASE postgres TO team`);
    folder = await mkdtemp(join(tmpdir(), 'api-balance-shared-'));
    stage().sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '50.00', granted: '0.00' });
    build = syncMachine({
      name: 'build-server',
      folder,
      connection: server.connection('team', password),
      clock: {
        get now() {
          return Date.now();
        },
      },
      accounts: [work()],
      ask: () => Promise.resolve({ ok: true, reading: saying(`CNY ${left}`, Date.now()) }),
    });
    await buildAsks(64);
  });
  after(async () => {
    await build.close();
    await server.stop();
    await rm(folder, { recursive: true });
  });

  it('says what is wrong with a connection, and keeps nothing of it', async () => {
    const { page, shot, server: editor } = stage();
    await runCommand(page, 'Share History…');
    await quickTitle(page, 'Share History').waitFor();
    await shot('shared-enter');
    await answer(page, 'db.example.com');
    await quickMessage(page, 'A connection string looks like').waitFor();
    await answer(page, server.connection('team', 'wrong'));
    await quickMessage(page, 'does not accept this user').waitFor();
    await shot('shared-refused');
    await closeQuickInput(page);
    assert.equal((await readSettings(editor))['apiBalance.history.postgres'], undefined);
  });

  it('shows what another machine read, and which one, without a request', async () => {
    const { page, shot, sandbox, server: editor } = stage();
    await runCommand(page, 'Share History…');
    await answer(page, server.connection('team', password));
    await notification(page, `The history is shared through ${server.place}`).waitFor();
    await shot('shared-set');
    await statusBarSays(page, '¥64');
    await openSidebar(page);
    await unfold(treeRow(page, 'Work'));
    await treeRow(page, 'by build-server').waitFor();
    await shot('shared-tree');
    assert.equal(sandbox.requests.length, 0);
    assert.equal((await readSettings(editor))['apiBalance.history.postgres'], server.place);
    assert.ok(!readFileSync(editor.settingsFile, 'utf8').includes(password));
  });

  it('says so on the pages too', async () => {
    const { page, shot } = stage();
    await runCommand(page, 'Show Overview');
    await historyFrame(page).locator('main').filter({ hasText: 'by build-server' }).waitFor();
    await shot('shared-overview');
    await runCommand(page, 'Show History');
    await historyFrame(page).locator('main').filter({ hasText: 'by build-server' }).waitFor();
    await shot('shared-account');
  });

  it('hands on what is checked here', async () => {
    const { page } = stage();
    const before = Number(await checks());
    await pressOnRow(treeRow(page, 'Work'), 'Check This Account');
    await statusBarSays(page, '¥50');
    await treeRow(page, 'by build-server').waitFor({ state: 'detached' });
    await until(async () => Number(await checks()) > before);
    await build.round();
    assert.equal(build.shown(work()), 50);
  });

  it('tells the person of a crossing that another machine saw', async () => {
    const { page, shot, sandbox } = stage();
    const watched = sandbox.arrived();
    await runCommand(page, 'Watch Balances…');
    await quickRow(page, 'Every hour').click();
    await watched;
    // Who was answered this moment is not asked again by another.
    await until(async () => {
      await buildAsks(28);
      return build.shown(work()) === 28;
    });
    await notification(page, 'DeepSeek · Work is low: ¥28.00 left').waitFor();
    await shot('shared-low');
  });

  it('leaves an open list open while news arrive on a page that had the focus', async () => {
    const { page } = stage();
    await historyFrame(page).getByRole('button', { name: '90 d' }).click();
    await runCommand(page, 'Share History…');
    await quickTitle(page, 'History Shared Through').waitFor();
    await until(async () => {
      await buildAsks(27);
      return build.shown(work()) === 27;
    });
    await statusBarSays(page, '¥27');
    await historyFrame(page).locator('main').filter({ hasText: '¥27.00' }).waitFor();
    assert.ok(await quickTitle(page, 'History Shared Through').isVisible());
    await closeQuickInput(page);
  });

  it('says that the database is away, goes on checking, and hands on what waited', async () => {
    const { page, shot, sandbox } = stage();
    await runCommand(page, 'Show Overview');
    await server.kill();
    await historyFrame(page).locator('main').filter({ hasText: 'The database of the shared history cannot be reached' }).waitFor();
    await shot('shared-away');
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '41.00', granted: '0.00' });
    await pressOnRow(treeRow(page, 'Work'), 'Check This Account');
    await statusBarSays(page, '¥41');
    await runCommand(page, 'Share History…');
    await quickTitle(page, 'History Shared Through').waitFor();
    await shot('shared-status');
    await closeQuickInput(page);
    await server.start();
    const before = Number(await checks());
    await historyFrame(page).locator('main').filter({ hasText: 'cannot be reached' }).waitFor({ state: 'detached' });
    await until(async () => Number(await checks()) > before);
  });

  it('ends when the person says so, and keeps what is here', async () => {
    const { page, server: editor } = stage();
    await runCommand(page, 'Share History…');
    await quickRow(page, 'Stop Sharing').click();
    await until(async () => ((await readSettings(editor))['apiBalance.history.postgres'] ?? '') === '');
    await statusBarSays(page, '¥41');
    await page.getByText('The history is no longer shared').first().waitFor();
    await server.stop();
    assert.ok(!(await page.content()).includes('Qv81'), 'a piece of the password is on screen');
  });
});
