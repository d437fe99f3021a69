import assert from 'node:assert/strict';
import fc from 'fast-check';
import { capNames, ofCapName } from '../../../src/core/history/capName';
import { historyCsv, historyJson } from '../../support/historyText';
import { historyEntry } from '../../../src/core/history/historyEntry';
import { readHistoryJson } from '../../../src/core/history/historyJson';
import { capOwners, capResets, type Cap } from '../../../src/core/model/reading';
import { unit } from '../../../src/core/money/money';
import { day, past, start, units, work } from '../../support/historyRows';
import { idOf } from '../../support/ids';

const usd = unit('USD');
const cap = (owner: Cap['owner'], resets: Cap['resets'], limit: number): Cap => ({
  ...(owner ? { owner } : {}),
  unit: usd,
  resets,
  limit: units(limit),
  remaining: units(1),
});

describe('what one check gives to history', () => {
  it('a failure gives its kind alone', () => {
    assert.deepEqual(historyEntry(idOf('work'), 7, { ok: false, error: { kind: 'timeout', host: 'x' } }, start), {
      account: 'work',
      epoch: 7,
      at: start,
      outcome: 'timeout',
      rows: [],
      spend: [],
      days: [],
    });
  });
  it('an answer gives what is known in it, each under the epoch', () => {
    const { rows, spend, days } = historyEntry(
      idOf('work'),
      7,
      {
        ok: true,
        reading: {
          at: start,
          balances: [
            { unit: usd, available: units(5), parts: [], at: start - 1000 },
            { unit: unit('EUR'), available: null, parts: [], at: start },
          ],
          caps: [cap('plan', 'monthly', 9), { ...cap(undefined, 'daily', 9), remaining: null }],
          spend: [
            { unit: usd, window: 'day', amount: units(1) },
            { unit: usd, window: 'month', amount: null },
          ],
          days: [{ day: start - day, unit: usd, amount: units(2) }],
          callsRefused: false,
          problems: [],
        },
      },
      start,
    );
    assert.deepEqual(rows, [
      { ...work, reading: { ...past(start - 1000, 5), epoch: 7 } },
      { ...work, cap: 'plan monthly', reading: { ...past(start, 1), epoch: 7, limit: units(9) } },
    ]);
    assert.deepEqual(spend, [{ account: 'work', unit: usd, window: 'day', amount: units(1), epoch: 7, at: start }]);
    assert.deepEqual(
      days.map((one) => [one.day, one.amount]),
      [
        [start - day, units(2)],
        [start, units(1)],
      ],
    );
  });
  it('caps have names that do not depend on the order they come in, and say what they are', () => {
    const caps = fc.array(
      fc.tuple(fc.option(fc.constantFrom(...capOwners), { nil: undefined }), fc.constantFrom(...capResets), fc.integer({ min: 1, max: 9 })),
      { maxLength: 6 },
    );
    const shuffled = caps.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const named = (all: typeof one): readonly string[] =>
          capNames(all.map(([owner, resets, limit]) => cap(owner, resets, limit)))
            .map(([name, { limit }]) => `${name}: ${limit}`)
            .sort();
        assert.deepEqual(named(one), named(other));
        assert.equal(new Set(named(one)).size, one.length);
        for (const [name, { owner, resets }] of capNames(one.map(([owner, resets, limit]) => cap(owner, resets, limit))))
          assert.deepEqual(ofCapName(name), { ...(owner && owner !== 'key' ? { owner } : {}), resets });
      }),
    );
  });
  it('goes out and comes in again with its cap and its epoch', () => {
    const rows = [
      { ...work, reading: past(start, 5, 3, 2) },
      { ...work, reading: { ...past(start, 5), epoch: start - day } },
      { ...work, cap: 'key daily', reading: { ...past(start, 1), limit: units(9) } },
    ];
    assert.deepEqual(readHistoryJson(historyJson(rows)), { ok: true, rows });
    assert.equal(historyCsv(rows).split('\r\n')[3], 'work,USD,2026-01-01T00:00:00.000Z,1.00,,,key daily,9.00,');
    assert.deepEqual(
      readHistoryJson('[{ "account": "work", "unit": "USD", "at": "2026-01-01T00:00:00Z", "available": "5" }]'),
      { ok: true, rows: [{ ...work, reading: past(start, 5) }] },
      'an export of before',
    );
    assert.equal(
      readHistoryJson('[{ "account": "a", "unit": "USD", "at": "2026-01-01T00:00:00Z", "available": "5", "epoch": "x" }]').ok,
      false,
    );
  });
});
