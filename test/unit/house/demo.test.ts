import assert from 'node:assert/strict';
import { checkTargets } from '../../../src/cli/checkTargets';
import type { Checked } from '../../../src/core/views/checkReport';
import { historyRows } from '../../../src/core/history/historyRows';
import { ledgerOf } from '../../../src/core/ledger/ledger';
import { microsPerUnit } from '../../../src/core/money/money';
import { undiciTransport } from '../../../src/node/network/undiciTransport';
import { openHistory } from '../../../src/node/history/openHistory';
import { demoAccounts, type DemoAccount } from '../../demo/demoAccounts';
import { demoHistory, writeHistory } from '../../demo/demoHistory';
import { freePort } from '../../demo/freePort';
import { stories } from '../../demo/stories';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { historyFolder, removeHistoryFolders } from '../../support/historyFolder';

const day = 24 * 3_600_000;

describe('demo', () => {
  let sandbox: Sandbox;
  let accounts: readonly DemoAccount[];
  let checked: readonly Checked[];
  before(async () => {
    const started = Date.now();
    // Nothing falls while the test runs.
    sandbox = await startSandbox({ now: () => started });
    accounts = demoAccounts(sandbox, false);
    const { send, close } = undiciTransport('api-balance/test');
    const ports = { send, query: () => assert.fail('nothing is queried') };
    checked = await checkTargets(
      accounts.map(({ target }) => target),
      ports,
      new AbortController().signal,
    );
    await close();
  });
  after(() => sandbox.stop());
  afterEach(removeHistoryFolders);

  it('has six accounts, or one at every provider that the sandbox speaks for', () => {
    assert.equal(accounts.length, 6);
    const all = demoAccounts(sandbox, true).map(({ entry }) => entry);
    assert.deepEqual(
      all.slice(0, 6),
      accounts.map(({ entry }) => entry),
    );
    assert.deepEqual(all.map(({ provider }) => provider).sort(), [...sandbox.wires.keys()].sort());
    assert.deepEqual(
      all.map(({ id }) => id),
      all.map(({ provider }) => `demo-${provider}`),
    );
  });

  it('leads up to what the sandbox answers, without a jump', () => {
    const rows = demoHistory(accounts, checked);
    for (const { account, outcome } of checked) {
      assert.ok(outcome.ok, account.id);
      assert.deepEqual(rows.filter((row) => row.account === account.id).slice(-1), historyRows(account.id, outcome.reading));
    }
    assert.equal(new Set(rows.map(({ account }) => account)).size, 5, 'one tells its spend alone');
  });

  it('is written as the extension writes it', () => {
    const folder = historyFolder();
    const rows = demoHistory(accounts, checked);
    writeHistory(folder, rows);
    const history = openHistory({ folder, now: () => Date.now() });
    const lines = history.lines();
    history.close();
    assert.equal(lines.length, 5);
    for (const { first, last } of lines) assert.ok(Math.abs(last - first - 90 * day) < 2 * 3_600_000);
  });

  it('tells as spent what the readings say', () => {
    const told = checked.filter(({ outcome }) => outcome.ok && outcome.reading.balances.length > 0 && outcome.reading.spend.length > 0);
    assert.ok(told.length > 0);
    for (const { account, outcome } of told) {
      assert.ok(outcome.ok);
      const story = stories.find(({ provider }) => provider.id === account.id.replace('demo-', ''));
      const readings = demoHistory(accounts, checked)
        .filter((row) => row.account === account.id)
        .map(({ reading }) => reading);
      const { events } = ledgerOf(readings, Date.now(), 'UTC');
      const spent = events.reduce((sum, { kind, amount }) => sum + (kind === 'spend' ? amount : 0), 0);
      const total = outcome.reading.spend.find(({ window }) => window === 'total');
      assert.equal(total?.amount, spent + (story?.spentBefore ?? 0) * microsPerUnit);
    }
  });

  it('takes another port where the usual one is taken', async () => {
    const taken = Number(new URL(sandbox.origin).port);
    assert.equal(await freePort(taken), 0);
  });
});
