import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerJson } from '../../../src/core/ledger/ledgerJson';
import { openHistory } from '../../../src/node/history/openHistory';
import { runCli } from '../../support/runCli';
import { day, noon, total } from '../../support/pastReadings';
import { recordRows } from '../../support/historyRows';
import { idOf } from '../../support/ids';

const readings = [100, 80, 90, 85].map((balance, index) => total(noon - (3 - index) * day, balance));
const exported = readings.map(({ at, available }) => ({
  account: 'work',
  unit: 'USD',
  at: new Date(at).toISOString(),
  available: String(available / 1_000_000),
}));

describe('command line: ledger and history', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-balance-cli-'));
    writeFileSync(file('export.json'), JSON.stringify(exported));
    writeFileSync(
      file('bad.json'),
      JSON.stringify([exported[0], { ...exported[1], at: 'yesterday' }, { ...exported[2], available: '12,34' }]),
    );
    const store = openHistory({ folder, now: () => noon });
    for (const reading of readings) recordRows(store, [{ account: idOf('work'), unit: 'USD', reading }]);
    store.close();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('prints the ledger of an export', async () => {
    const { code, stdout } = await runCli([
      'ledger',
      '--readings',
      file('export.json'),
      '--json',
      '--now',
      new Date(noon).toISOString(),
      '--tz',
      'UTC',
    ]);
    const [ledger] = JSON.parse(stdout) as readonly (LedgerJson | undefined)[];
    assert.equal(code, 0);
    assert.ok(ledger);
    assert.deepEqual(
      ledger.events.map(({ kind, amount, atLeast }) => [kind, amount, atLeast]),
      [
        ['spend', '20.00', false],
        ['topUp', '10.00', true],
        ['spend', '5.00', false],
      ],
    );
    assert.deepEqual(ledger.spend, { today: '5.00', '7d': '25.00', '30d': '25.00', cycle: '5.00' });
  });

  it('names each bad row, and prints nothing', async () => {
    const { code, stdout, stderr } = await runCli(['ledger', '--readings', file('bad.json'), '--json']);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /Reading 2: "at".*\n.*Reading 3: "available"/);
  });

  for (const source of ['export.json', 'history.sqlite']) {
    it(`prints the readings of ${source} as CSV and JSON`, async () => {
      const csv = await runCli(['history', 'work', '--file', file(source), '--csv']);
      assert.equal(csv.stdout.split('\r\n')[1], `work,USD,${new Date(noon - 3 * day).toISOString()},100.00,,,,,`);
      const json = await runCli(['history', '--file', file(source), '--json', '--days', '1', '--now', new Date(noon).toISOString()]);
      assert.deepEqual(
        (JSON.parse(json.stdout) as readonly { readonly available: string }[]).map(({ available }) => available),
        ['90.00', '85.00'],
      );
      const before = new Date(noon - 2 * day);
      const past = await runCli(['history', '--file', file(source), '--json', '--days', '5', '--now', before.toISOString()]);
      const times = (JSON.parse(past.stdout) as readonly { readonly at: string }[]).map(({ at }) => Date.parse(at));
      assert.ok(times.length > 0 && times.every((at) => at <= before.getTime()), 'what is later is of no day before');
    });
  }

  it('knows nothing of what was spent before the first reading of all', async () => {
    const first = new Date(noon - 3 * day).toISOString();
    const { stdout } = await runCli(['ledger', '--readings', file('export.json'), '--now', first, '--tz', 'UTC']);
    assert.match(stdout, /spent: today not known, 7 days not known, 30 days not known, /);
  });

  it('says what is wrong with a file, and changes nothing', async () => {
    const [away, key] = [file('nowhere'), 'sk-0123456789abcdefMARKED'];
    const sentence = (name: string): string =>
      `The history ${name} does not exist: "watch" and "import-log" make it in the folder that the configuration names; the editor exports one.\n`;
    for (const words of [
      ['history', away],
      ['history', '--file', away],
      ['ledger', away],
      ['statement', '2026-10', away],
    ])
      assert.deepEqual(await runCli(words), { code: 1, stdout: '', stderr: sentence(away) }, words.join(' '));
    assert.equal((await runCli(['ledger', key])).stderr, sentence('that was named'));
    assert.match((await runCli(['history'])).stderr, /needs a path/);
    assert.match((await runCli(['ledger', '--readings', file('export.json'), '--tz', 'Mars/Olympus'])).stderr, /time zone/);
  });
});
