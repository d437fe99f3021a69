import assert from 'node:assert/strict';
import { nearestName } from '../../../src/core/text/nearestName';

describe('the known name that a mistyped one resembles', () => {
  const known = ['label', 'provider', 'lowBalance', 'key', 'site', 'baseUrl', 'json'];
  for (const [typed, name, why] of [
    ['lable', 'label', 'two letters swapped'],
    ['lbael', 'label', 'two letters swapped in the middle'],
    ['kye', 'key', 'a short name with two letters swapped'],
    ['jsno', 'json', 'the last two swapped'],
    ['proivder', 'provider', 'swapped in a longer one'],
    ['LOWBALANCE', 'lowBalance', 'in other capitals'],
    ['lowbalnace', 'lowBalance', 'capitals and a swap'],
    ['labe', 'label', 'a letter left out'],
    ['labell', 'label', 'one added'],
    ['lagel', 'label', 'one changed'],
    ['provdier', 'provider', 'a swap'],
    ['porvidre', 'provider', 'two swaps'],
  ] as const)
    it(`${typed}: ${name}, ${why}`, () => assert.equal(nearestName(typed, known), name));

  for (const [typed, why] of [
    ['', 'nothing was typed'],
    ['yke', 'three letters turned round are no swap'],
    ['lalbe1', 'a swap and one more are too far for a short name'],
    ['😀', 'a sign of two code units'],
  ] as const)
    it(`"${typed}": none, ${why}`, () => assert.equal(nearestName(typed, known), undefined));

  it('the nearest of several, and of equally near ones the first', () => {
    assert.equal(nearestName('tiem', ['item', 'time', 'timer']), 'item');
    assert.equal(nearestName('tiem', ['time', 'item', 'timer']), 'time');
    assert.equal(nearestName('anything', []), undefined);
  });
});
