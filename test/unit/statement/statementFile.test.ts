import assert from 'node:assert/strict';
import { maxMicros, microsPerUnit } from '../../../src/core/money/money';
import { statementCsv } from '../../../src/core/statement/statementFile';
import { statementJson } from '../../../src/core/statement/statementJson';
import { made, lineOf } from '../../support/statements';
import { day, hour, noon, parts, total } from '../../support/pastReadings';

const head =
  'month,complete,account,label,unit,source,opening,openingDay,toppedUp,granted,adjusted,expired,spent,closing,closingDay,' +
  'bound,addsUp,reportedSpent,reportedBound,note';

function csvLines(csv: string): readonly string[] {
  assert.ok(csv.startsWith('\uFEFF') && csv.endsWith('\r\n'));
  assert.equal(csv.replaceAll('\r\n', '').search(/[\r\n]/), -1);
  const [first, ...lines] = csv.slice(1, -2).split('\r\n');
  assert.equal(first, head);
  return lines;
}

describe('a statement as CSV', () => {
  it('has a row for each balance, exact, with bounds in a column of their own', () => {
    const line = lineOf([parts(noon - 31 * day, 100, 5), parts(noon, 80, 5), parts(noon + hour, 110, 0)]);
    assert.deepEqual(csvLines(statementCsv(made('2026-01', [line]))), [
      '2026-01,true,work,work,USD,readings,105.00,2025-12-12,30.00,0.00,0.00,0.00,25.00,110.00,2026-01-12,about,true,,,' +
        '"opening as of 2025-12-12: changes since then count in this month; closing as of 2026-01-12"',
    ]);
  });
  it('keeps what is owed and what was taken back a number, and the smallest and largest amounts exact', () => {
    const most = maxMicros / microsPerUnit;
    const rows = csvLines(
      statementCsv(
        made('2026-01', [lineOf([total(noon, -3.18), total(noon + hour, -4)]), lineOf([total(noon, 0.000001)], 'UTC', 'small')]),
      ),
    ).map((row) => row.split(','));
    assert.deepEqual(
      rows.map((row) => [row[6], row[12], row[13]]),
      [
        ['0.000001', '0.00', '0.000001'],
        ['-3.18', '0.82', '-4.00'],
      ],
    );
    const large = csvLines(statementCsv(made('2026-01', [lineOf([total(noon, most), total(noon + hour, most - 1)])])))[0]?.split(',');
    assert.deepEqual([large?.[6], large?.[12], large?.[13]], ['9000000000.00', '1.00', '8999999999.00']);
  });
  for (const label of ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', " '=1", '|calc', '%0A', '\uff1d1'])
    it(`begins no formula with the label ${JSON.stringify(label)}`, () => {
      const [row = ''] = csvLines(statementCsv(made('2026-01', [{ ...lineOf([total(noon, 1)]), title: label }])));
      assert.match(row, /^2026-01,true,work,"?'/);
    });
  it('quotes what would end a cell or a line', () => {
    const [row = ''] = csvLines(statementCsv(made('2026-01', [{ ...lineOf([total(noon, 1)]), title: 'a "b", c;\nd' }])));
    assert.ok(row.startsWith('2026-01,true,work,"a ""b"", c; d",USD,'));
  });
  it('masks every amount where they are hidden', () => {
    const line = lineOf([total(noon - 31 * day, 123.45), total(noon, 98.76)]);
    const old = lineOf([total(noon - 31 * day, 55.5)], 'UTC', 'old');
    const text = statementCsv(made('2026-01', [line, old]), true);
    assert.doesNotMatch(text, /123|98\.76|24\.69|55\.5/);
    assert.match(text, /••••/);
  });
  it('has a row for what nobody looked at, without a figure', () => {
    const [row] = csvLines(statementCsv(made('2026-02', [lineOf([total(noon, 7)])])));
    assert.equal(
      row,
      '2026-02,true,work,work,USD,none,,,,,,,,,,,,,,"not checked in 2026-02; the last balance was 7.00 USD, on 2026-01-12"',
    );
  });
});

describe('a statement as JSON', () => {
  it('has the same rows, and sums', () => {
    const now = noon + 2 * day;
    const lines = ['a', 'b'].map((name) => lineOf([total(noon, 10), total(noon + hour, 9)], 'UTC', name));
    const json = statementJson(made('2026-01', lines, { now, today: Math.floor(now / day) }), 'UTC');
    assert.deepEqual([json.month, json.from, json.to, json.soFar], ['2026-01', '2026-01-01', '2026-01-31', new Date(now).toISOString()]);
    assert.deepEqual(
      json.rows.map(({ account, opening, spent, closing, addsUp }) => [account, opening, spent, closing, addsUp]),
      [
        ['a', '10.00', '1.00', '9.00', true],
        ['b', '10.00', '1.00', '9.00', true],
      ],
    );
    assert.deepEqual(json.sums, [
      {
        unit: 'USD',
        balances: {
          opening: '20.00',
          toppedUp: '0.00',
          granted: '0.00',
          adjusted: '0.00',
          expired: '0.00',
          spent: '2.00',
          closing: '18.00',
          bound: 'atLeast',
          addsUp: true,
        },
        reported: null,
        spent: null,
      },
    ]);
  });
});
