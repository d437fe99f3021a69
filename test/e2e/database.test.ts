import assert from 'node:assert/strict';
import { startPostgres, type PostgresServer } from '../database/startPostgres';
import { chooseProvider } from './page/addAccount';
import { notification } from './page/notifications';
import { answer, closeQuickInput, quickMessage, quickTitle, runCommand } from './page/quickInput';
import { openSidebar, pressOnRow, treeRow, unfold } from './page/sidebar';
import { statusBarSays } from './page/statusBar';
import { accountEntries } from './stage/settings';
import { useStage } from './stage/useStage';

const password = 'MARKED-e2e-database-Kp55';

describe('a database of one’s own', () => {
  let server: PostgresServer;
  before(async function () {
    this.timeout(5 * 60_000);
    server = await startPostgres();
    await server.run(
      `CREATE TABLE billing (credit numeric); INSERT INTO billing VALUES (42.50); CREATE ROLE reader LOGIN PASSWORD '${password}'; GRANT SELECT ON billing TO reader`,
    );
  });
  after(() => server.stop());
  const stage = useStage();

  it('says exactly what is wrong, before anything is stored', async () => {
    const { page, shot, server: editor } = stage();
    await runCommand(page, 'Add Account…');
    await chooseProvider(page, 'PostgreSQL query');
    await quickTitle(page, '(1/3)').waitFor();
    await answer(page, 'Billing');
    await quickTitle(page, '(2/3)').waitFor();
    await answer(page, 'DELETE FROM billing');
    await quickMessage(page, 'Enter a SELECT').waitFor();
    await answer(page, "SELECT credit, 'USD' AS unit FROM billing");
    await quickTitle(page, '(3/3)').waitFor();
    await answer(page, 'db.example.com');
    await quickMessage(page, 'A connection string looks like').waitFor();
    await answer(page, server.connection('reader', 'wrong'));
    await quickMessage(page, 'refuses this user or password').waitFor();
    await answer(page, server.connection('reader', password));
    await quickMessage(page, 'no column "amount"').waitFor();
    await shot('database-wrong-column');
    assert.deepEqual(await accountEntries(editor), []);
  });

  it('adds the account once the row is read', async () => {
    const { page, shot, server: editor } = stage();
    await closeQuickInput(page);
    await runCommand(page, 'Add Account…');
    await chooseProvider(page, 'PostgreSQL query');
    for (const [step, text] of [
      ['(1/3)', 'Billing'],
      ['(2/3)', "SELECT credit AS amount, 'USD' AS unit FROM billing"],
      ['(3/3)', server.connection('reader', password)],
    ] as const) {
      await quickTitle(page, step).waitFor();
      await answer(page, text);
    }
    await notification(page, 'Billing was added. Its first reading: $42.50').waitFor();
    await statusBarSays(page, '$42');
    await shot('database');
    const [entry] = await accountEntries(editor);
    assert.deepEqual(entry, {
      id: 'postgres',
      provider: 'postgres',
      label: 'Billing',
      definition: { host: server.place, query: "SELECT credit AS amount, 'USD' AS unit FROM billing" },
    });
  });

  it('shows the changed row, and keeps it with its age when the server is gone', async () => {
    const { page, shot } = stage();
    await openSidebar(page);
    await server.run('UPDATE billing SET credit = 7.25');
    await pressOnRow(treeRow(page, 'Billing'), 'Check This Account');
    await statusBarSays(page, '$7.25');
    await server.stop();
    await pressOnRow(treeRow(page, 'Billing'), 'Check This Account');
    await unfold(treeRow(page, 'Billing'));
    await treeRow(page, 'could not be reached').waitFor();
    await statusBarSays(page, /\$7\.25 · (just now|\d+:\d\d.[AP]M)/);
    await shot('database-gone');
    assert.ok(!(await page.content()).includes('Kp55'), 'a piece of the password is on screen');
  });
});
