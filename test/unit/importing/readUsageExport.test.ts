import assert from 'node:assert/strict';
import { atOnce } from '../../../src/core/history/inSteps';
import { readUsageExport, type ReadUsageExport } from '../../../src/core/importing/readUsageExport';
import { unitPaidIn } from '../../../src/core/importing/unitPaidIn';
import { usageExportText } from '../../../src/core/importing/usageExportText';
import { unit } from '../../../src/core/money/money';
import { english } from '../../../src/core/text/translate';
import { dayMs } from '../../../src/core/time/durations';
import { idOf } from '../../support/ids';
import { total } from '../../support/pastReadings';

// The tables as their readers and people who pasted them show them:
// https://github.com/OpenMinis/MinisSkills/pull/60, and others of which the search for their columns tells.
const older = 'user_id,utc_date,model,api_key_name,api_key,type,price,amount';
const newer = 'user_id,start_time_iso,end_time_iso,model,api_key_name,api_key,type,price,amount';
const olderCosts = 'user_id,utc_date,model,wallet_type,cost,currency';
const newerCosts = 'user_id,start_time_iso,end_time_iso,model,wallet_type,cost,currency';
const cny = unit('CNY');

const read = (lines: readonly string[], unitOfAccount = cny as typeof cny | null, end = '\n'): ReadUsageExport =>
  atOnce(readUsageExport(lines.join(end), unitOfAccount));
const partsOf = (result: ReadUsageExport) => {
  assert.ok(result.ok, JSON.stringify(result));
  return result.parts;
};
const faultOf = (result: ReadUsageExport): string => (result.ok ? 'none' : usageExportText(result.fault, english));
const row = (type: string, price: string, amount: string, model = 'deepseek-v4-flash', date = '2026-06-03'): string =>
  `u,${date},${model},laptop,sk-b6d90***52b1,${type},${price},${amount}`;

describe('a table of usage that the console exports', () => {
  it('is read exactly: each price times its count, added up, rounded once', () => {
    const parts = partsOf(
      read([
        older,
        row('output_tokens', '0.00000028', '3102'),
        row('request_count', '', '54'),
        row('input_cache_hit_tokens', '0.0000000028', '6656'),
        row('input_cache_miss_tokens', '0.00000014', '3874'),
      ]),
    );
    const from = Date.UTC(2026, 5, 3);
    // 0.00086856 + 0.0000186368 + 0.00054236 = 0.0014295568
    assert.deepEqual(parts, [
      { from, to: from + dayMs, unit: 'CNY', model: 'deepseek-v4-flash', key: 'laptop', amount: 1430, requests: 54, atLeast: true },
    ]);
  });
  it('has a name for a key, which is not shown where it looks like the key itself', () => {
    const line = row('output_tokens', '0.00000028', '3102').replace('laptop', 'sk-MARKEDKEY0123456789abcdef');
    assert.deepEqual(
      partsOf(read([older, line])).map(({ key }) => key),
      [null],
    );
  });
  it('has two prices for one kind of token, of peak hours and others', () => {
    const peak = [row('output_tokens', '0.0000135', '1000000'), row('output_tokens', '0.000027', '500000')];
    assert.deepEqual(
      partsOf(read([older, ...peak])).map(({ amount }) => amount),
      [27_000_000],
    );
  });
  it('has a mark at its beginning, lines as of Windows, dates without dashes and names in quotes', () => {
    const lines = [older, 'u,20260725,deepseek-v4-pro,"Team, ""A""",sk-x,output_tokens,0.000006,200', ''];
    const [part] = partsOf(read(lines, cny, '\r\n'));
    assert.deepEqual([part?.from, part?.key, part?.amount], [Date.UTC(2026, 6, 25), 'Team, "A"', 1200]);
  });
  it('names its stretches of time since August: days of whoever exported, or hours', () => {
    const day = 'u,2026-08-02T00:00:00+08:00,2026-08-03T00:00:00+08:00,deepseek-v4-pro,Cherry,sk-x,output_tokens,0.000006,1890';
    const hour = 'u,2026-08-03T08:00:00+08:00,2026-08-03T09:00:00+08:00,deepseek-v4-pro,Cherry,sk-x,request_count,,2';
    assert.deepEqual(
      partsOf(read([newer, day, hour])).map(({ from, to, amount, requests, atLeast }) => [from, to, amount, requests, atLeast]),
      [
        [Date.UTC(2026, 7, 1, 16), Date.UTC(2026, 7, 2, 16), 11_340, null, true],
        [Date.UTC(2026, 7, 3, 0), Date.UTC(2026, 7, 3, 1), 0, 2, true],
      ],
    );
  });
  it('tells costs by model with their currency, of what was paid and of what was given together', () => {
    const parts = partsOf(
      read(
        [newerCosts, ...['Paid,0.032532,CNY', 'Granted,0.1,CNY'].map((end) => `u,2026-08-02T00:00:00Z,2026-08-03T00:00:00Z,m,${end}`)],
        null,
      ),
    );
    assert.deepEqual(
      parts.map(({ unit: name, key, amount, requests }) => [name, key, amount, requests]),
      [['CNY', null, 132_532, null]],
    );
    assert.equal(partsOf(read([olderCosts, 'u,2026-08-02,m,Paid,1.5,USD'], cny))[0]?.unit, 'USD');
  });
  it('is a bound in its last day, which may have been running', () => {
    const bounds = partsOf(read([older, row('output_tokens', '1', '1'), row('output_tokens', '1', '1', 'm', '2026-06-04')]));
    assert.deepEqual(
      bounds.map(({ atLeast }) => atLeast === true),
      [false, true],
    );
  });
  it('takes columns in any order, and needs no user', () => {
    const [part] = partsOf(read(['amount,price,type,model,utc_date', '2,0.5,output_tokens,m,2026-06-03']));
    assert.deepEqual([part?.amount, part?.key], [1_000_000, null]);
  });

  describe('is refused whole', () => {
    const good = row('output_tokens', '0.5', '1');
    const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
      ['with other columns', ['date,model,tokens', '2026-06-03,m,1'], /columns are not those of amount/],
      ['of another provider', ['start_time,end_time,start_time_iso,end_time_iso', '1,2,3,4'], /columns are not those of amount/],
      ['as a picture', ['\u0089PNG'], /columns are not those of amount/],
      ['as the archive that it comes in', ['PK\u0003\u0004\u0014'], /It is a ZIP: unpack it first/],
      ['with a count that has a comma and no quotes', [older, good, row('output_tokens', '0.000004', '500,000')], /Line 3 is not as/],
      ['with a cost that has a comma and no quotes', [olderCosts, 'u,2026-08-02,m,Paid,1,234.56,CNY'], /Line 2 is not as/],
      ['with a cell too few', [older, good.replace(',laptop', '')], /Line 2 is not as/],
      ['without a row', [older, '', ''], /no usage in it/],
      ['with a line twice', [older, good, good], /Line 3 stands there twice/],
      ['with a date that is none', [older, row('output_tokens', '1', '1', 'm', '2026-02-30')], /Line 2 is not as/],
      ['with a price that is none', [older, row('output_tokens', '1,5x', '1')], /Line 2 is not as/],
      ['with tokens and no price', [older, row('output_tokens', '', '1')], /Line 2 is not as/],
      ['with fewer tokens than none', [older, row('output_tokens', '1', '-1')], /Line 2 is not as/],
      ['with a line that is cut', [older, good, 'u,2026-06-03,m'], /Line 3 is not as/],
      ['with a currency that there is not', [olderCosts, 'u,2026-06-03,m,Paid,1,QQQ'], /Line 2 is not as/],
      ['with a time without a zone', [newer, 'u,2026-08-02T00:00:00,2026-08-03T00:00:00,m,k,s,output_tokens,1,1'], /Line 2 is not as/],
      ['with more than there is', [older, row('output_tokens', '1000000', '1000000')], /more than any account spends/],
      [
        'of days and hours together',
        [
          newer,
          ...['02T00:00:00Z,2026-08-03T00:00:00Z', '02T05:00:00Z,2026-08-02T06:00:00Z'].map(
            (time) => `u,2026-08-${time},m,k,s,output_tokens,1,1`,
          ),
        ],
        /overlap/,
      ],
    ];
    for (const [what, lines, sentence] of cases) it(what, () => assert.match(faultOf(read(lines)), sentence));
    it('without a currency, of an account that has several', () => assert.match(faultOf(read([older, good], null)), /names no currency/));
  });

  it('is in the one unit that an account pays in', () => {
    const line = (name: string, left: number) => ({ account: idOf('a'), unit: name, reading: total(0, left) });
    assert.equal(unitPaidIn([line('CNY', 5), line('USD', 0)]), 'CNY');
    assert.equal(unitPaidIn([line('CNY', 5), line('USD', 1)]), null);
    assert.equal(unitPaidIn([]), null);
  });
});
