import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { entryFits } from '../../../src/core/shared/entryFits';
import { readHandedEntry } from '../../../src/core/shared/handedEntry';
import { micros } from '../../../src/core/money/money';
import { arbitraryEntry } from '../../support/arbitraryEntry';
import { idOf } from '../../support/ids';

const whole = { account: 'a', epoch: 0, at: 1, outcome: 'answered', rows: [], spend: [], days: [] };
const row = {
  unit: 'USD',
  cap: null,
  at: 1,
  epoch: 0,
  available: 5,
  paid: null,
  granted: null,
  limit: null,
  resetsAt: null,
  isImported: false,
};

describe('a check that is handed on', () => {
  it('fits, whatever a provider said', () => {
    fc.assert(fc.property(arbitraryEntry(), (entry) => entryFits({ place: 'p', entry })));
  });
  it('does not fit where a database could not hold it', () => {
    const [entry] = fc.sample(arbitraryEntry(fc.constant('a')), 1);
    assert.ok(entry);
    const reading = { at: 1, epoch: 0, available: micros(0), paid: null, granted: null };
    const rowOf = (account: string, unit: string, at = 1) => ({ account: idOf(account), unit, reading: { ...reading, at } });
    const fits = { ...entry, rows: [rowOf('a', 'USD')], spend: [], days: [] };
    assert.ok(entryFits({ place: 'p', entry: fits }));
    const unfit = [
      { at: 0.5 },
      { at: -1 },
      { at: Number.NaN },
      { at: 8.64e15 },
      { epoch: 2 ** 60 },
      { account: idOf('\ud800') },
      { rows: [rowOf('a', 'a\0')] },
      { rows: [rowOf('another', 'USD')] },
      { rows: [rowOf('a', 'USD', -1)] },
      { rows: [{ ...rowOf('a', 'USD'), resetsAt: 8.64e15 }] },
      { rows: [{ ...rowOf('a', 'USD'), cap: 'x'.repeat(2000) }] },
      { rows: Array.from({ length: 2000 }, () => rowOf('a', 'USD')) },
    ];
    for (const one of unfit) assert.equal(entryFits({ place: 'p', entry: { ...fits, ...one } }), false, JSON.stringify(one).slice(0, 200));
    assert.equal(entryFits({ place: 'p\0', entry: fits }), false);
  });
  it('is read whole, or not at all', () => {
    assert.deepEqual(readHandedEntry({ ...whole, rows: [row] })?.rows, [
      { account: 'a', unit: 'USD', reading: { at: 1, epoch: 0, available: 5, paid: null, granted: null } },
    ]);
    for (const broken of [
      null,
      {},
      { ...whole, outcome: 'aSuccessor' },
      { ...whole, rows: [{ ...row, available: 2 ** 60 }] },
      { ...whole, rows: [{ ...row, available: 0.5 }] },
      { ...whole, days: [{ day: 1, unit: ' ', amount: 1, epoch: 0, at: 1 }] },
      { ...whole, spend: [{ unit: 'USD', window: 'century', amount: 1, epoch: 0, at: 1 }] },
    ])
      assert.equal(readHandedEntry(broken), undefined, JSON.stringify(broken));
  });
});
