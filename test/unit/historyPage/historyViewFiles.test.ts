import assert from 'node:assert/strict';
import { historyCsv, historyJson } from '../../support/historyText';
import { readHistoryJson } from '../../../src/core/history/historyJson';
import type { HistoryRow } from '../../../src/core/history/historyRow';
import { readMessage, readSaved } from '../../../src/core/historyPage/pageMessages';
import { money, noon, parts, total } from '../../support/pastReadings';
import { yearOfHistory } from '../../support/yearOfHistory';
import { idOf } from '../../support/ids';

const rows: readonly HistoryRow[] = [
  { account: idOf('work'), unit: 'CNY', reading: parts(noon, 100, 10.000001) },
  { account: idOf('work'), unit: 'USD', reading: total(noon + 1500, -0.0042) },
  { account: idOf('other'), unit: 'points', reading: total(noon, 1500) },
];

describe('historyJson', () => {
  it('reads back what it wrote, to the last digit', () => {
    for (const some of [rows, [], yearOfHistory(noon).slice(0, 500)])
      assert.deepEqual(readHistoryJson(historyJson(some)), { ok: true, rows: some });
  });
  it('has decimal strings, ISO times, and the parts that are known', () => {
    assert.deepEqual(JSON.parse(historyJson(rows)), [
      { account: 'work', unit: 'CNY', at: '2026-01-12T12:00:00.000Z', available: '110.000001', paid: '100.00', granted: '10.000001' },
      { account: 'work', unit: 'USD', at: '2026-01-12T12:00:01.500Z', available: '-0.0042' },
      { account: 'other', unit: 'points', at: '2026-01-12T12:00:00.000Z', available: '1500' },
    ]);
  });
  it('takes a byte order mark', () => assert.equal(readHistoryJson(`\uFEFF${historyJson(rows)}`).ok, true));
  it('takes all or none, and names each bad row', () => {
    const good = { account: 'a', unit: 'USD', at: '2026-01-12T12:00:00Z', available: '1.00' };
    const read = readHistoryJson(
      JSON.stringify([good, { ...good, available: 'NaN' }, good, { ...good, at: 'yesterday' }, { unit: 'USD' }]),
    );
    assert.deepEqual(read.ok ? [] : read.problems.map((text) => text.slice(0, 10)), ['Reading 2:', 'Reading 4:', 'Reading 5:']);
  });
  for (const text of ['', '{', '{}', '"x"', 'null', '[1]', '[[]]'])
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(readHistoryJson(text).ok, false));
});

describe('historyCsv', () => {
  it('is RFC 4180 with a byte order mark, a unit column and ISO times', () => {
    assert.equal(
      historyCsv(rows),
      '\uFEFFaccount,unit,at,available,paid,granted,cap,limit,epoch\r\nwork,CNY,2026-01-12T12:00:00.000Z,110.000001,100.00,10.000001,,,\r\nwork,USD,2026-01-12T12:00:01.500Z,-0.0042,,,,,\r\nother,points,2026-01-12T12:00:00.000Z,1500,,,,,\r\n',
    );
  });
  it('quotes what would break a row', () => {
    const [, line] = historyCsv([{ account: idOf('a,b'), unit: 'x "y"', reading: total(noon, 1) }]).split('\r\n');
    assert.equal(line, '"a,b","x ""y""",2026-01-12T12:00:00.000Z,1,,,,,');
  });
  it('never writes an amount as a float', () => {
    assert.match(
      historyCsv([
        { account: idOf('a'), unit: 'USD', reading: { at: noon, epoch: 0, available: money(0.000001), paid: null, granted: null } },
      ]),
      /,0\.000001,/,
    );
  });
});

describe('messages of the page', () => {
  it('are those of the protocol', () => {
    const known = [
      { kind: 'ready', pixels: 800 },
      { kind: 'resized', pixels: 1 },
      { kind: 'select', change: { range: { kind: 'own', from: '2026-01-01', to: '2026-01-31' } } },
      { kind: 'select', change: { account: 'a', unit: '', of: '' } },
      { kind: 'overview', change: { unit: null } },
      { kind: 'explained', change: { way: 'model' } },
      { kind: 'zoom', span: null },
      { kind: 'zoom', span: { from: 1, to: 2 } },
      { kind: 'note', account: 'work', unit: 'CNY', of: 'balance', at: 5, text: 'x' },
      { kind: 'export', what: 'days', format: 'csv', span: { from: 1, to: 2 } },
      { kind: 'picture', base64: 'AAAA' },
      { kind: 'import' },
      { kind: 'addAccount' },
      { kind: 'check' },
    ];
    for (const message of known) assert.deepEqual(readMessage(message), message);
  });
  it('and nothing else', () => {
    const wrong = [
      null,
      'ready',
      {},
      { kind: 'run', command: 'x' },
      { kind: 'ready' },
      { kind: 'ready', pixels: -1 },
      { kind: 'ready', pixels: 1e9 },
      { kind: 'zoom', span: { from: 2, to: 1 } },
      { kind: 'zoom', span: { from: NaN, to: 1 } },
      { kind: 'export', what: 'days', format: '../x', span: { from: 1, to: 2 } },
      { kind: 'export', what: 'days', format: 'csv', span: { from: 2, to: 1 } },
      { kind: 'picture', base64: '<svg>' },
      { kind: 'note', at: 1, text: 'x'.repeat(501) },
      { kind: 'select', change: { range: { kind: '2y' } } },
      { kind: 'select', change: { range: { kind: 'own', from: '2026-02-31', to: 'x' } } },
      { kind: 'explained', change: {} },
      { kind: 'overview', change: { per: 'hour' } },
    ];
    for (const message of wrong) assert.equal(readMessage(message), undefined, JSON.stringify(message));
  });
  it('a saved page is used, and anything else is a fresh start', () => {
    const saved = { account: 'a', unit: 'USD', of: 'spend', range: { kind: '1y' } };
    assert.deepEqual(readSaved(saved), saved);
    for (const state of [undefined, null, 7, {}, { account: 7 }, { tab: 'elsewhere' }]) assert.deepEqual(readSaved(state), {});
  });
});
