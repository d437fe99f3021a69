import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLog, type LogOptions, type ReadLog } from '../../../src/core/importing/readLog';
import { asAccountId } from '../../../src/core/model/accountId';
import { toDecimal, unit } from '../../../src/core/money/money';

const ten = Date.UTC(2026, 10, 20, 10);
const now = Date.UTC(2027, 0, 1);
const plain: LogOptions = {
  account: asAccountId('work'),
  named: null,
  unit: null,
  ofProvider: [unit('USD')],
  timeZone: null,
  clock: null,
  pattern: null,
  now,
};
const read = (text: string, more: Partial<LogOptions> = {}): ReadLog => readLog(text, { ...plain, ...more });

/** Of each row the account, the minutes since ten, the amount and the unit. */
function rowsOf(log: ReadLog): readonly string[] {
  assert.ok(log.ok, JSON.stringify(log));
  return log.rows.map(({ account, unit: name, reading: { at, available } }) =>
    [account, (at - ten) / 60_000, toDecimal(available, unit(name)), name].join(' '),
  );
}
function whyOf(text: string, more: Partial<LogOptions> = {}): string {
  const log = read(text, more);
  if (!log.ok) return log.undecided.why;
  assert.deepEqual(log.rows, []);
  return log.unread.map(({ why }) => why).join(' ');
}

const [cny, cnyOrUsd] = [[unit('CNY')], [unit('CNY'), unit('USD')]];
const shanghai = { timeZone: 'Asia/Shanghai' };

/** Lines of others, and what they say. Each shape has its source. */
const taken: readonly (readonly [line: string, says: string, more?: Partial<LogOptions>])[] = [
  // `echo "$(date -Is) $(curl … | jq …)"`, in its variants: https://www.gnu.org/software/coreutils/manual/html_node/Options-for-date.html
  ['2026-11-20T10:00:00Z 12.34', 'work 0 12.34 USD'],
  ['2026-11-20T18:00:00+08:00 12.34', 'work 0 12.34 USD'],
  ['2026-11-20T18:00:00+0800\t12.34', 'work 0 12.34 USD'],
  ['2026-11-20 10:00:00 UTC balance: $12.34', 'work 0 12.34 USD'],
  ['2026-11-20 10:00:00 balance=12.34 USD', 'work 0 12.34 USD', { timeZone: 'UTC' }],
  ['2026-11-20 10:00 Balance is 12.34 USD.', 'work 0 12.34 USD', { timeZone: 'UTC' }],
  ['[2026-11-20 18:00:00+08:00] kimi: ¥49.58', 'work 0 49.58 CNY', { ofProvider: cny }],
  ['[2026-11-20 18:00:00+08:00] kimi: ¥49.58', 'work 0 49.58 CNY', { ofProvider: cnyOrUsd }],
  ['[2026-11-20 18:00:00] kimi 余额: 49.58元', 'work 0 49.58 CNY', { ...shanghai, ofProvider: cnyOrUsd }],
  ['2026/11/20 18:00:00 CST 可用余额=49.58 RMB', 'work 0 49.58 CNY', { ...shanghai, ofProvider: cnyOrUsd }],
  ['Fri Nov 20 10:00:00 UTC 2026 12.34', 'work 0 12.34 USD'],
  ['Fri 20 Nov 2026 10:00:00 AM UTC: 12.34', 'work 0 12.34 USD'],
  ['Fri, 20 Nov 2026 11:00:00 +0100 - balance: 12.34', 'work 0 12.34 USD'],
  ['Nov 20, 2026 12:05:00 PM UTC 12.34', 'work 125 12.34 USD'],
  ['Fri Nov 20 05:00:00 EST 2026 12.34', 'work 0 12.34 USD', { timeZone: 'America/New_York' }],
  // `date +%s`
  ['1795168800 12.34', 'work 0 12.34 USD'],
  ['1795168800,12.34', 'work 0 12.34 USD'],
  ['1795168800123 12.34', 'work 0.00205 12.34 USD'],
  ['1795168800.123 12.34', 'work 0 12.34 USD'],
  // Python's logging: https://docs.python.org/3/library/logging.html#logging.Formatter.formatTime
  ['2026-11-20 10:00:00,123 INFO balance_check: remaining 12.34 USD', 'work 0 12.34 USD', { timeZone: 'UTC' }],
  ['2026-11-20T10:00:00.123456Z level=info msg="balance" balance=12.34 used=87.66 limit=100', 'work 0 12.34 USD'],
  ['2026-11-20T10:00:00Z balance_usd=12.34', 'work 0 12.34 USD', { ofProvider: [] }],
  ['2026-11-20T10:00:00Z host cron[812]: openrouter $12.34 left of 100', 'work 0 12.34 USD'],
  ['balance 12.34 USD at 2026-11-20T10:00:00Z', 'work 0 12.34 USD'],
  ['2026-11-20T10:00:00Z USD 12.34', 'work 0 12.34 USD', { ofProvider: [] }],
  ['2026-11-20T10:00:00Z 12.34USD', 'work 0 12.34 USD', { ofProvider: [] }],
  ['2026-11-20T10:00:00Z -$3.20', 'work 0 -3.20 USD'],
  ['2026-11-20T10:00:00Z 1,234.56', 'work 0 1234.56 USD'],
  ['2026-11-20T10:00:00Z 1.234,56 EUR', 'work 0 1234.56 EUR'],
  ['2026-11-20T10:00:00Z 12,5 €', 'work 0 12.50 EUR'],
  ['2026-11-20T10:00:00Z 1e-05', 'work 0 0.00001 USD'],
  ['2026-11-20T10:00:00Z 49.589400000000001', 'work 0 49.5894 USD'],
  ['2026-11-20 12.34', 'work -60 12.34 USD', { timeZone: 'UTC', clock: { hour: 9, minute: 0 } }],
  ['2026-11-20T10:00:00Z 1500', 'work 0 1500 credits', { unit: unit('credits') }],
  // `jq -c`
  ['{"time":"2026-11-20T10:00:00Z","balance":12.34}', 'work 0 12.34 USD'],
  ['{"timestamp":1795168800,"available_balance":"12.34","currency":"CNY"}', 'work 0 12.34 CNY'],
  ['{"@timestamp":"2026-11-20T10:00:00Z","level":"info","remaining":12.340000000000001,"limit":100}', 'work 0 12.34 USD'],
  // Tables
  ['time,balance\n2026-11-20T10:00:00Z,12.34', 'work 0 12.34 USD'],
  ['date;time;balance (EUR)\n2026-11-20;10:00;12,34', 'work 0 12.34 EUR', { timeZone: 'UTC' }],
  ['timestamp\taccount\tbalance\tunit\n2026-11-20T10:00:00Z\twork\t12.34\tUSD', 'work 0 12.34 USD'],
  ['"checked_at","available"\n"2026-11-20 10:00:00Z","1,234.56"', 'work 0 1234.56 USD'],
  ['2026-11-20T10:00:00Z,work,12.34,USD', 'work 0 12.34 USD'],
  ['2026-11-20T10:00:00Z;12,34;EUR', 'work 0 12.34 EUR'],
];

/** Lines that are not read, and why. */
const refused: readonly (readonly [line: string, why: string, more?: Partial<LogOptions>])[] = [
  ['03/04/2026 10:00:00 12.34', 'ambiguousDate', { timeZone: 'UTC' }],
  ['03.04.2026 10:00 12.34', 'ambiguousDate', { timeZone: 'UTC' }],
  ['20/11/2026 10:00:00 12.34', 'ambiguousDate', { timeZone: 'UTC' }],
  ['Nov 20 10:00:00 host cron[812]: balance 12.34', 'noYear', { timeZone: 'UTC' }],
  ['curl: (6) Could not resolve host: api.example.com', 'noTime'],
  ['12.34', 'noTime'],
  ['2026-11-20 10:00:00 12.34', 'noZone'],
  ['Fri Nov 20 10:00:00 CST 2026 12.34', 'noZone'],
  ['2026-11-20 12.34', 'noTimeOfDay', { timeZone: 'UTC' }],
  ['2026-02-30T10:00:00Z 12.34', 'noSuchTime'],
  ['2026-11-20T25:00:00Z 12.34', 'noSuchTime'],
  ['2026-03-29 02:30:00 12.34', 'noSuchTime', { timeZone: 'Europe/Berlin' }],
  ['2026-10-25 02:30:00 12.34', 'noSuchTime', { timeZone: 'Europe/Berlin' }],
  ['2999-11-20T10:00:00Z 12.34', 'future'],
  // Amounts with a comma that nobody put in quotes
  ['time,balance\n2026-11-20T10:00:00Z,1,234.56', 'otherCells'],
  ['time,balance,unit\n2026-11-20T10:00:00Z,12,34,EUR', 'otherCells'],
  ['time,balance,unit\n2026-11-20T10:00:00Z,12.34', 'otherCells'],
  ['2026-11-20T10:00:00Z null', 'noAmount'],
  ['2026-11-20T10:00:00Z', 'noAmount'],
  ['2026-11-20T10:00:00Z HTTP 401', 'notABalance'],
  ['2026-11-20T10:00:00Z 12.34 3.21', 'severalAmounts'],
  ['2026-11-20T10:00:00Z kimi 12.34 claude 3.21', 'severalAmounts'],
  ['2026-11-20T10:00:00Z 1,234', 'ambiguousAmount'],
  ['2026-11-20T10:00:00Z 1.2.3', 'ambiguousAmount'],
  ['2026-11-20T10:00:00Z 1.234,56 EUR\n2026-11-20T11:00:00Z 1.234', 'ambiguousAmount', { unit: unit('USD') }],
  ['2026-11-20T10:00:00Z usage=3.21', 'notABalance'],
  ['2026-11-20T10:00:00Z spent today: $3.21', 'notABalance'],
  ['2026-11-20T10:00:00Z balance 12%', 'notABalance'],
  ['2026-11-20T10:00:00Z ¥49.58', 'noUnit', { ofProvider: [] }],
  ['2026-11-20T10:00:00Z ¥49.58', 'otherUnit', { unit: unit('USD') }],
  ['2026-11-20T10:00:00Z 12.34', 'noUnit', { ofProvider: cnyOrUsd }],
  ['2026-11-20T10:00:00Z 12.34 EUR', 'otherUnit', { unit: unit('USD') }],
  ['{"time":"2026-11-20T10:00:00Z","balance":null}', 'noAmount'],
  ['{"time":"2026-11-20T10:00:00Z","balance":12,"available":11}', 'severalAmounts'],
  ['{"time":"2026-11-20T10:00:00Z","balance":', 'noAmount'],
  ['2026-11-20T10:00:00Z 12.34', 'noAccount', { account: null }],
];

describe('a log of others', () => {
  for (const [line, says, more] of taken)
    it(`says by ${line.replaceAll(/\s/g, ' ')}: ${says}`, () => assert.deepEqual(rowsOf(read(line, more)), [says]));
  for (const [line, why, more] of refused) {
    it(`says nothing by ${line.replaceAll(/\s/g, ' ')}: ${why}`, () =>
      assert.ok(whyOrRest(line, more).includes(why), whyOrRest(line, more)));
  }
  it('is read line by line, whatever ends one, and what is no line is passed over', () => {
    const log = read('# balances\r\n\r\n2026-11-20T10:00:00Z 3\r\nfailed\r\n2026-11-20T11:00:00Z 2\r\n');
    assert.deepEqual(rowsOf(log), ['work 0 3.00 USD', 'work 60 2.00 USD']);
    assert.deepEqual(log.ok && log.unread, [{ line: 4, why: 'noTime' }]);
  });
  it('of several accounts gives those of the one that is meant', () => {
    const text = '2026-11-20T10:00:00Z kimi: 3\n2026-11-20T10:00:00Z Claude: 4\n2026-11-20T11:00:00Z kimi: 2\n';
    assert.deepEqual(rowsOf(read(text, { account: asAccountId('kimi') })), ['kimi 0 3.00 USD', 'kimi 60 2.00 USD']);
    assert.deepEqual(rowsOf(read(text, { named: 'claude' })), ['work 0 4.00 USD']);
    assert.deepEqual(read(text), { ok: false, undecided: { line: 2, why: 'severalNames' } });
    assert.deepEqual(read(text, { named: 'openai' }), { ok: false, undecided: { line: 1, why: 'noSuchName' } });
  });
  it('does not take words such as a state for names', () => {
    assert.deepEqual(rowsOf(read('2026-11-20T10:00:00Z balance 12.34 OK\n2026-11-20T11:00:00Z WARN balance 2.00 low')), [
      'work 0 12.34 USD',
      'work 60 2.00 USD',
    ]);
  });
  it('does not take what an amount is called for a name, nor how things stand for a name or a unit', () => {
    const [kimi, named] = [
      { account: asAccountId('kimi'), unit: unit('CNY'), ofProvider: [] },
      { unit: unit('CNY'), ofProvider: [] },
    ];
    for (const [first, second, more = {}] of [
      ['49.58', 'balance=58.58 used=12.00'],
      ['balance=49.58 used=87.66', 'balance=58.58 limit=12.00'],
      ['balance=49.58', 'available_balance=58.58 voucher_balance=46.58 cash_balance=12.00'],
      ['balance: 49.58', 'balance: 58.58, topped_up: 12.00, granted: 46.58'],
      ['kimi balance: 49.58 CNY', 'kimi balance: 58.58 CNY (cash 12.00, voucher 46.58)', kimi],
      ['kimi balance: 49.58 CNY', 'kimi balance: 58.58 CNY of 100 granted, 41.42 used', kimi],
      ['OK 49.58', 'LOW 58.58', named],
      ['OK 49.58', '58.58 LOW', named],
      ['49.58,OK', '58.58,LOW', named],
      ['healthy 49.58', 'EXHAUSTED 58.58', named],
      ['49.58 CNY ok', '58.58 CNY critical', named],
      ['BAL 49.58', 'BAL 58.58 MAX 100', named],
      ['balance=49.58 status=200', 'balance=58.58'],
    ] as const) {
      const log = read(`2026-11-20T10:00:00Z ${first}\n2026-11-20T11:00:00Z ${second}`.replaceAll(/Z (\S+,)/g, 'Z,$1'), more);
      const amounts = log.ok ? log.rows.map(({ reading, unit: of }) => [toDecimal(reading.available, unit(of)), of]) : log;
      const of = 'unit' in more ? 'CNY' : 'USD';
      assert.deepEqual(amounts, [
        ['49.58', of],
        ['58.58', of],
      ]);
      assert.deepEqual(log.ok && [log.left, log.unread], [0, []], second);
    }
  });
  it('tells what could be of another account, a unit or a part, and reads none of it', () => {
    const [first, now_] = ['2026-11-20T10:00:00Z kimi 49.58', '2026-11-20T11:00:00Z'];
    // Names of plans are words of amounts, too.
    assert.deepEqual(read(`${first}\n${now_} balance 3 kimi code`), { ok: false, undecided: { line: 2, why: 'severalNames' } });
    assert.equal(whyOf(`${now_} cash_balance=12.00`), 'notABalance');
    assert.equal(whyOf(`${now_} MAX 12.00`), 'notABalance');
    assert.equal(whyOf(`${now_} kimi 58.58 (cash 12.00)`), 'severalAmounts');
    assert.equal(whyOf(`${now_} 3.58 BTC`, { unit: unit('CNY') }), 'otherUnit');
    for (const line of ['GPT 3.58', '3.58 GPT', 'BTC 3.58']) assert.equal(whyOf(`${now_} ${line}`), 'noUnit', line);
    assert.deepEqual(rowsOf(read(`${now_} BTC 3.58`, { unit: unit('BTC') })), ['work 60 3.58 BTC']);
    assert.deepEqual(rowsOf(read(`${now_} PTS 3`, { ofProvider: [unit('PTS')] })), ['work 60 3 PTS']);
  });
  it('throws nothing whatever stands in it, and takes no amount but one that stands there', () => {
    const pieces = taken.flatMap(([line]) => line.match(/[^\s,;]+|[\s,;]/g) ?? []);
    const line = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 5 })), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), (lines) => {
        const text = lines.map((words) => words.join(' ')).join('\n');
        const log = read(text, { timeZone: 'Asia/Shanghai', clock: { hour: 9, minute: 0 }, unit: unit('USD') });
        for (const { reading } of log.ok ? log.rows : []) {
          const digits = String(Math.abs(reading.available)).replace(/0+$/, '');
          assert.ok(text.replace(/\D/g, '').includes(digits.replace(/^0+/, '')) || /[eE]|49\.5894/.test(text), text);
          assert.ok(reading.at <= now);
        }
      }),
      { numRuns: 2000 },
    );
  });
  it('does not look for long at a line that is one in name only', () => {
    for (const piece of ['"', '1,', '1.', ',', '2026-', 'a=1 ', '[1]', '"",', 'Nov 20 ', '{"a":']) {
      const log = read(
        `2026-11-20T10:00:00Z ${piece.repeat(9_000 / piece.length)}\n2026-11-20T10:00:00Z ${piece.repeat(9_000)}\n2026-11-20T10:00:00Z 3`,
      );
      assert.ok(!log.ok || log.rows.length <= 2);
    }
  });
  it('is read by a pattern of the person alone, where there is one', () => {
    const pattern = /^(?<day>\d\d)\.(?<month>\d\d)\.(?<year>\d{4}) (?<hour>\d\d)h (?<account>\w+) (?<amount>[\d.]+)/u;
    const log = read('20.11.2026 10h kimi 12.34 77\n2026-11-20T10:00:00Z 12.34', { pattern, timeZone: 'UTC' });
    assert.deepEqual(rowsOf(log), ['work 0 12.34 USD']);
    assert.deepEqual(log.ok && log.unread, [{ line: 2, why: 'noMatch' }]);
  });
});

function whyOrRest(line: string, more: Partial<LogOptions> = {}): string {
  const log = read(line, more);
  return line.includes('\n') && log.ok ? log.unread.map(({ why }) => why).join(' ') : whyOf(line, more);
}
