import assert from 'node:assert/strict';
import { mergeReading } from '../../../src/core/model/mergeReading';
import type { Balance, Reading } from '../../../src/core/model/reading';
import type { ProviderError } from '../../../src/core/model/providerError';
import { held, hour, readingOf, start } from '../../support/accounts';

const later = start + hour;
const outage: ProviderError = { kind: 'serverError', host: 'api.example.com' };

function next(balances: readonly Balance[], problems: readonly ProviderError[] = []): Reading {
  return readingOf(balances, { at: later, problems });
}

// incident 7
describe('mergeReading', () => {
  const cny = held('CNY', '110');
  const usd = held('USD', '5');
  const newCny = held('CNY', '100', {}, later);
  const newUsd = held('USD', '4', {}, later);
  const rows: readonly {
    readonly what: string;
    readonly before: Reading | null;
    readonly after: Reading;
    readonly balances: readonly Balance[];
  }[] = [
    { what: 'the first reading is taken as it is', before: null, after: next([newCny]), balances: [newCny] },
    { what: 'a whole answer replaces everything', before: readingOf([cny, usd]), after: next([newCny]), balances: [newCny] },
    { what: 'a whole answer without money leaves nothing old behind', before: readingOf([cny]), after: next([]), balances: [] },
    { what: 'a failed part keeps the balance, at its own time', before: readingOf([cny]), after: next([], [outage]), balances: [cny] },
    {
      what: 'an unreadable amount keeps the last one of its unit',
      before: readingOf([cny, usd]),
      after: next([newCny, held('USD', null, {}, later)], [outage]),
      balances: [newCny, usd],
    },
    {
      what: 'a row that cannot be told keeps the unit that is missing',
      before: readingOf([cny, usd]),
      after: next([newCny], [outage]),
      balances: [newCny, usd],
    },
    {
      what: 'an unreadable amount that never was known stays unknown',
      before: readingOf([cny]),
      after: next([newCny, held('USD', null, {}, later)], [outage]),
      balances: [newCny, held('USD', null, {}, later)],
    },
    { what: 'an unknown balance is not worth keeping', before: readingOf([held('USD', null)]), after: next([], [outage]), balances: [] },
    {
      what: 'what was renewed is new although something else failed',
      before: readingOf([cny, usd]),
      after: next([newUsd, newCny], [outage]),
      balances: [newUsd, newCny],
    },
    {
      what: 'nothing of one unit stands in for another',
      before: readingOf([usd]),
      after: next([held('CNY', null, {}, later)], [outage]),
      balances: [held('CNY', null, {}, later), usd],
    },
  ];
  for (const { what, before, after, balances } of rows) {
    it(what, () => assert.deepEqual(mergeReading(before, after), { ...after, balances }));
  }

  it('keeps a balance through two partial failures at its first time', () => {
    const once = mergeReading(readingOf([cny]), next([], [outage]));
    const twice = mergeReading(once, { ...next([], [outage]), at: later + hour });
    assert.deepEqual(twice.balances, [cny]);
  });
});
