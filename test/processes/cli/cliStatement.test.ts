import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportRow } from '../../../src/core/history/historyJson';
import type { HistoryRow } from '../../../src/core/history/historyRow';
import type { StatementJson } from '../../../src/core/statement/statementJson';
import { openHistory } from '../../../src/node/history/openHistory';
import { recordRows } from '../../support/historyRows';
import { idOf } from '../../support/ids';
import { parts, total } from '../../support/pastReadings';
import { writeReportedHistory } from '../../support/reportedHistory';
import { runCli } from '../../support/runCli';

const at = (text: string): number => Date.parse(`${text}Z`);
const now = '2026-12-03T09:00:00Z';
const row = (account: string, unit: string, reading: HistoryRow['reading']): HistoryRow => ({ account: idOf(account), unit, reading });
const rows: readonly HistoryRow[] = [
  row('work', 'USD', parts(at('2026-09-30T20:00'), 100, 0)),
  row('work', 'USD', parts(at('2026-10-02T08:00'), 88.5, 0)),
  row('work', 'USD', parts(at('2026-10-20T08:00'), 130, 5)),
  row('work', 'USD', parts(at('2026-10-31T22:30'), 120, 5)),
  row('work', 'USD', parts(at('2026-10-31T23:30'), 119, 5)),
  row('side', 'USD', total(at('2026-10-05T08:00'), 0.000001)),
  row('side', 'CNY', total(at('2026-10-05T08:00'), 9_000_000_000)),
  row('side', 'CNY', total(at('2026-10-05T10:00'), 8_999_999_999)),
  row('quiet', 'credits', total(at('2026-08-05T08:00'), 12)),
];

describe('command line: statement', () => {
  let folder = '';
  const file = (name: string): string => join(folder, name);
  const statement = (...args: readonly string[]) => runCli(['statement', ...args, '--now', now, '--tz', 'UTC']);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'api-balance-statement-'));
    writeFileSync(file('export.json'), JSON.stringify(rows.map(exportRow)));
    const sorted = [...rows].sort((a, b) => a.reading.at - b.reading.at);
    const store = openHistory({ folder, now: () => at('2026-12-01T00:00') });
    for (const one of sorted) recordRows(store, [one]);
    store.close();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const source of ['export.json', 'history.sqlite'])
    it(`prints the table of a month from ${source}, in 80 columns and with sums`, async () => {
      const { code, stdout, stderr } = await statement('2026-10', file(source));
      assert.deepEqual([code, stderr], [0, '']);
      assert.equal(
        stdout,
        `Statement of October 2026: 2026-10-01 to 2026-10-31, time zone UTC

CNY
Account        Opening  Topped up  Spent        Closing
side     9000000000.00  not known  ≥1.00  8999999999.00
* side: checked only on 2026-10-05

USD
Account     Opening  Topped up    Granted      Spent     Closing
side       0.000001  not known  not known  not known    0.000001
work         100.00     ≥41.50      ≥5.00     ≥22.50      124.00
----------------------------------------------------------------
Sum      100.000001     ≥41.50      ≥5.00     ≥22.50  124.000001
* side: checked only on 2026-10-05

* quiet: not checked in October 2026; the last balance was 12 credits, on
  2026-08-05

≥ At least: money or another key came between two checks, or days were not
checked or reported, so it may be more.
`,
      );
      for (const line of stdout.split('\n')) assert.ok(line.length <= 80, line);
    });

  it('is of the zone that is asked for, and of the last month that is over where none is', async () => {
    const berlin = await runCli([
      'statement',
      file('history.sqlite'),
      'work',
      '--now',
      '2026-11-03T09:00:00Z',
      '--tz',
      'Europe/Berlin',
      '--json',
    ]);
    const json = JSON.parse(berlin.stdout) as StatementJson;
    assert.deepEqual([json.month, json.timeZone, json.soFar], ['2026-10', 'Europe/Berlin', null]);
    assert.deepEqual(
      json.rows.map(({ account, unit, closing, closingDay, bound, addsUp }) => [account, unit, closing, closingDay, bound, addsUp]),
      [['work', 'USD', '125.00', '2026-10-31', 'atLeast', true]],
    );
    const running = await statement('2026-12', file('history.sqlite'));
    assert.match(running.stdout, /2026-12-01 to 2026-12-03 09:00 UTC so far/);
    assert.match(running.stdout, /No readings in this month\.\n\n(\* .+\n( {2}.+\n)?)+$/);
  });

  it('prints CSV as it is, with what is exact', async () => {
    const { code, stdout } = await statement('2026-10', 'work', 'quiet', file('history.sqlite'), '--csv');
    assert.equal(code, 0);
    assert.deepEqual(stdout.split('\r\n').slice(1), [
      '2026-10,true,work,work,USD,readings,100.00,2026-09-30,41.50,5.00,0.00,0.00,22.50,124.00,2026-10-31,atLeast,true,,,',
      '2026-10,true,quiet,quiet,credits,none,,,,,,,,,,,,,,"not checked in 2026-10; the last balance was 12 credits, on 2026-08-05"',
      '',
    ]);
  });

  it('has what providers report by UTC days, from a database', async () => {
    const own = join(folder, 'reported');
    writeReportedHistory(own, at('2026-11-15T12:00'), { spend: 'org', cap: 'capped' });
    const { stdout } = await statement('2026-10', join(own, 'history.sqlite'));
    assert.match(stdout, /^org +- +- +≥\d+\.\d\d +-$/m);
    assert.match(stdout, /\* org: as the provider reports it, in UTC days; 29 of 31 days reported/);
    assert.doesNotMatch(stdout, /capped/);
  });

  it('puts a table that has no room into lines', async () => {
    const name = 'an-account-whose-name-takes-more-room-than-a-table-has-beside-its-figures';
    writeFileSync(file('long.json'), JSON.stringify([exportRow(row(name, 'USD', total(at('2026-10-05T08:00'), 1)))]));
    const { stdout } = await statement('2026-10', file('long.json'));
    assert.match(stdout, new RegExp(`USD\n${name}\n {2}Opening +1\\.00\n {2}Topped up +not known\n`));
  });

  it('says what is wrong, and prints nothing', async () => {
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [['2026-13', file('history.sqlite')], /takes one month/],
      [['2026-9', file('history.sqlite')], /takes one month/],
      [['2026-09', '2026-10', file('history.sqlite')], /takes one month/],
      [['2026-10'], /needs a path/],
      [['2027-01', file('history.sqlite')], /^2027-01 has not begun\.$/m],
      [['2026-10', file('nowhere.sqlite')], /does not exist/],
      [['2026-10', 'other', file('history.sqlite')], /^The history has nothing of an account other\.$/m],
      [['2026-10', file('history.sqlite'), '--csv', '--json'], /not both/],
      [['2026-10', file('history.sqlite'), '--days', '3'], /--days/],
    ];
    for (const [args, said] of wrong) {
      const { code, stdout, stderr } = await statement(...args);
      assert.deepEqual([code, stdout], [1, ''], args.join(' '));
      assert.match(stderr, said);
    }
    const none = await statement('2024-01', file('history.sqlite'));
    assert.deepEqual([none.code, none.stderr], [0, '']);
    assert.match(none.stdout, /No readings in this month\.\n$/);
  });
});
