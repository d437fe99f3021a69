import assert from 'node:assert/strict';
import { toDecimal } from '../../../src/core/money/money';
import type { Reading } from '../../../src/core/model/reading';
import { spendableOf } from '../../../src/core/model/spendable';
import { cap, held, readingOf } from '../../support/accounts';

const spendable = (reading: Reading): readonly string[] =>
  spendableOf(reading).map(({ unit, available }) => (available === null ? `${unit} unknown` : `${unit} ${toDecimal(available, unit)}`));

describe('what can be spent', () => {
  const rows: readonly (readonly [what: string, reading: Reading, expected: readonly string[]])[] = [
    ['a balance, whatever the cap', readingOf([held('USD', '20')], { caps: [cap('3')] }), ['USD 20.00']],
    ['a balance that is not known, as such', readingOf([held('USD', null)], { caps: [cap('3')] }), ['USD unknown']],
    ['the least of the caps, where no balance is named', readingOf([], { caps: [cap('9'), cap('3'), cap(null)] }), ['USD 3.00']],
    [
      'nothing, where a fault hides the balance',
      readingOf([], { caps: [cap('3')], problems: [{ kind: 'serverError', host: 'api.example.com' }] }),
      [],
    ],
    ['nothing, where there is neither', readingOf([]), []],
  ];
  for (const [what, reading, expected] of rows) it(what, () => assert.deepEqual(spendable(reading), expected));
});
