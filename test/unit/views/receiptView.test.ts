import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Snapshot } from '../../../src/core/model/snapshot';
import { unit } from '../../../src/core/money/money';
import { receiptJson, receiptMarkdown } from '../../../src/core/views/receiptView';
import { exact, factsOf, held, hour, readingOf, start } from '../../support/accounts';
import { awkwardLabels } from '../../support/labels';
import { displayAt } from '../../support/surfaces';

const host = 'api.deepseek.com';
const usd = unit('USD');
const reading = readingOf([held('CNY', '110.000001', { paid: '100', granted: '10.000001' }), held('USD', null)], {
  caps: [{ unit: usd, limit: exact('20'), remaining: exact('13.5'), resets: 'daily' }],
  spend: [{ unit: usd, window: 'month', amount: exact('0.0042') }],
});
const failed: Partial<Snapshot> = { reading, error: { kind: 'timeout', host }, checkedAt: start + hour };
const markdown = (snapshot: Partial<Snapshot>, label = 'Work', now = start) =>
  receiptMarkdown(factsOf(snapshot, { label }), displayAt(now));

function rowsOf(text: string): ReadonlyMap<string, string> {
  const cells = [...text.matchAll(/^\| (.*?) +\| (.*?) +\| .*\|$/gm)].map(
    ([, name = '', value = '']) => [name.trim(), value.trim()] as const,
  );
  return new Map(cells);
}

describe('receiptMarkdown', () => {
  it('has every fact, and amounts to the last digit', () => {
    const rows = rowsOf(markdown({ reading, checkedAt: start }));
    const expected = {
      Provider: 'DeepSeek',
      Account: 'Work',
      Site: 'global',
      Host: 'api.deepseek.com',
      State: 'OK',
      'Threshold CNY': '30.00 CNY',
      'Balance CNY': '110.000001 CNY',
      '– Paid': '100.00 CNY',
      '– Granted': '10.000001 CNY',
      'Balance USD': 'unknown',
      'Key cap': '13.50 USD left of 20.00 USD',
      'Spent this month (UTC)': '0.0042 USD',
    };
    for (const [name, value] of Object.entries(expected)) assert.equal(rows.get(name), value, name);
    assert.equal(rows.get('Reported at'), rows.get('Last check'));
  });
  it('tells the time of the number from that of a check that failed', () => {
    const text = markdown(failed, 'Work', start + hour);
    const rows = rowsOf(text);
    assert.notEqual(rows.get('Reported at'), rows.get('Last check'));
    assert.equal(rows.get('Balance CNY'), '110.000001 CNY');
    assert.match(text, /^> .*did not answer in time/m);
  });
  // incident 7
  it('tells the time of a balance that was carried over', () => {
    const merged = readingOf([held('CNY', '31', {}, start + hour), held('USD', '500')], {
      at: start + hour,
      problems: [{ kind: 'unexpectedResponse', host }],
    });
    assert.match(
      rowsOf(markdown({ reading: merged }, 'Work', start + hour)).get('Balance USD') ?? '',
      /^500\.00 USD, reported at .*20\d\d/,
    );
  });
  it('tells the time of the number that stands for the account, not that of an answer without it', () => {
    const at = (snapshot: Partial<Snapshot>): string | undefined => rowsOf(markdown(snapshot, 'Work', start + hour)).get('Reported at');
    const carried = readingOf([held('CNY', '31')], { at: start + hour, problems: [{ kind: 'serverError', host }] });
    assert.equal(at({ reading: carried }), at({ reading: readingOf([held('CNY', '31')]) }));
    assert.notEqual(at({ reading: carried }), at({ reading: { ...carried, balances: [] } }));
  });
  it('has no number before the first check', () => {
    const rows = rowsOf(markdown({}));
    assert.equal(rows.get('State'), 'Not checked yet');
    assert.ok(![...rows.keys()].some((name) => /Balance|Reported at|Last check/.test(name)));
  });

  for (const label of [...awkwardLabels, 'two\nlines', 'tab\tand   blanks']) {
    it(`is one table whatever the label: ${JSON.stringify(label)}`, () => {
      const lines = markdown({ reading }, label)
        .split('\n')
        .filter((line) => line.startsWith('|'));
      const expected = markdown({ reading })
        .split('\n')
        .filter((line) => line.startsWith('|')).length;
      assert.equal(lines.length, expected);
      for (const line of lines) assert.equal(line.match(/(?<!\\)(?:\\\\)*\|/g)?.length, 4, line);
      const account = lines.find((line) => line.includes('Account')) ?? '';
      assert.doesNotMatch(account, /(?<!\\)[[\]<>`*_#]/, 'nothing in it is markup');
    });
  }
});

describe('receiptJson', () => {
  const Decimal = z
    .string()
    .regex(/^-?\d+(\.\d+)?$/)
    .nullable();
  const Balances = z.array(
    z.strictObject({ unit: z.string(), available: Decimal, parts: z.array(z.strictObject({ kind: z.string(), amount: Decimal })) }),
  );
  const Receipt = z.strictObject({
    reason: z.string().nullable(),
    at: z.iso.datetime().nullable(),
    account: z.string(),
    provider: z.string(),
    site: z.string(),
    state: z.string(),
    balances: Balances,
    caps: z.array(z.strictObject({ unit: z.string(), limit: Decimal, remaining: Decimal, resets: z.string() })),
    spend: z.array(z.strictObject({ unit: z.string(), window: z.string(), amount: Decimal })),
    error: z.strictObject({ kind: z.string(), message: z.string() }).nullable(),
    lastKnown: Balances.optional(),
    older: z.array(z.strictObject({ unit: z.string(), reportedAt: z.iso.datetime() })).optional(),
    host: z.string(),
    reportedAt: z.iso.datetime().nullable(),
    checkedAt: z.iso.datetime().nullable(),
    source: z.literal('provider'),
  });
  const json = (snapshot: Partial<Snapshot>, now = start) => Receipt.parse(JSON.parse(receiptJson(factsOf(snapshot), displayAt(now))));

  it('has exact decimals, and null where nothing is known', () => {
    const receipt = json({ reading, checkedAt: start });
    assert.deepEqual(receipt.balances, [
      {
        unit: 'CNY',
        available: '110.000001',
        parts: [
          { kind: 'paid', amount: '100.00' },
          { kind: 'granted', amount: '10.000001' },
        ],
      },
      { unit: 'USD', available: null, parts: [] },
    ]);
    assert.deepEqual(
      [receipt.caps, receipt.spend],
      [[{ unit: 'USD', limit: '20.00', remaining: '13.50', resets: 'daily' }], [{ unit: 'USD', window: 'month', amount: '0.0042' }]],
    );
    assert.deepEqual([receipt.state, receipt.error, receipt.reportedAt, receipt.host], ['ok', null, new Date(start).toISOString(), host]);
  });
  it('keeps the last reading apart from a check that failed', () => {
    const { state, balances, lastKnown, error, reportedAt, checkedAt } = json(failed, start + hour);
    assert.deepEqual(
      { state, balances, error: error?.kind, reportedAt, checkedAt },
      {
        state: 'failed',
        balances: [],
        error: 'timeout',
        reportedAt: new Date(start).toISOString(),
        checkedAt: new Date(start + hour).toISOString(),
      },
    );
    assert.equal(lastKnown?.[0]?.available, '110.000001');
  });
  // incident 7
  it('gives the time of a balance that was carried over, not that of the check', () => {
    const merged = readingOf([held('CNY', '110')], { at: start + hour, problems: [{ kind: 'serverError', host }] });
    const { reportedAt, older } = json({ reading: merged, checkedAt: start + hour }, start + hour);
    assert.deepEqual(
      { reportedAt, older },
      { reportedAt: new Date(start).toISOString(), older: [{ unit: 'CNY', reportedAt: new Date(start).toISOString() }] },
    );
  });
  it('hides amounts where they are hidden, and nothing else', () => {
    const text = receiptJson(factsOf({ reading, checkedAt: start }), { ...displayAt(start), hidden: true });
    assert.doesNotMatch(text, /"(110|10\.000001|20\.00|13\.50|0\.0042)/);
    assert.match(text, /"unit": "CNY",\n\s+"available": "••••"/);
  });
  it('says the state of the balance that the person pinned', () => {
    const both = { reading: readingOf([held('CNY', '110'), held('USD', '1')]), checkedAt: start };
    const of = (pinnedUnit: string): unknown => JSON.parse(receiptJson(factsOf(both, { pinnedUnit }), displayAt(start)));
    assert.deepEqual(
      [of('CNY'), of('USD')].map((receipt) => z.looseObject({ state: z.string() }).parse(receipt).state),
      ['ok', 'low'],
    );
  });
  it('has nothing before the first check', () => {
    const { state, balances, reportedAt, checkedAt } = json({});
    assert.deepEqual({ state, balances, reportedAt, checkedAt }, { state: 'unknown', balances: [], reportedAt: null, checkedAt: null });
  });
});
