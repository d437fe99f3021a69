import assert from 'node:assert/strict';
import { unitOfFamily } from '../../../src/core/metrics/unitOfFamily';
import { unit } from '../../../src/core/money/money';
import { foreignTexts } from '../../support/foreignTexts';

describe('a unit in the name of a family', () => {
  it('is the code of a currency, or a plain small word', () => {
    const named = ['USD', 'CNY', 'JPY', 'credits', 'points', 'tokens', 'characters', 'quota'];
    assert.deepEqual(
      named.map((name) => unitOfFamily(unit(name))),
      ['usd', 'cny', 'jpy', 'credits', 'points', 'tokens', 'characters', 'quota'],
    );
  });

  it('is none for what could be taken for another, or for a word of the format', () => {
    for (const name of [
      'usd',
      'Usd',
      'DIEM',
      'XNO',
      '积分',
      '1K tokens',
      'credit-s',
      'at_least',
      'abc',
      '%',
      'hour',
      'total',
      'info',
      'bucket',
    ])
      assert.equal(unitOfFamily(unit(name)), undefined, name);
  });

  it('is different for different units, whatever they are called', () => {
    const names = [...foreignTexts, ...Intl.supportedValuesOf('currency').flatMap((code) => [code, code.toLowerCase(), `${code}s`])];
    const units = names.filter((name) => name.trim() !== '').map((name) => unitOfFamily(unit(name)));
    const named = units.filter((one) => one !== undefined);
    assert.equal(new Set(named).size, named.length);
    for (const one of named) assert.match(one, /^[a-z]+$/);
  });
});
