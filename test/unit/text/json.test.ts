import assert from 'node:assert/strict';
import fc from 'fast-check';
import { JsonNumber, parseJson } from '../../../src/core/text/json';

describe('parseJson', () => {
  // incident 9
  for (const digits of [
    '12.340000001',
    '0.1',
    '1e999',
    '0E-6176',
    '-0',
    '-31.15',
    '123456789012345678901234567890',
    '110.00',
    '1E+3',
    '0.30000000000000004',
  ]) {
    it(`keeps the digits of ${digits}`, () => assert.deepEqual(parseJson(`{"a":[${digits}]}`), { a: [new JsonNumber(digits)] }));
  }

  it('leaves everything else as it is', () => {
    assert.deepEqual(parseJson('{"a":"1","b":true,"c":null,"d":{"e":[]}}'), { a: '1', b: true, c: null, d: { e: [] } });
    assert.equal(parseJson('"Api key is invalid"'), 'Api key is invalid');
  });

  it('takes the last of two fields of one name, as JSON.parse does', () =>
    assert.deepEqual(parseJson('{"a":1,"a":2.50}'), { a: new JsonNumber('2.50') }));

  it('gives no object a foreign prototype', () => {
    const parsed = parseJson('{"__proto__":{"available":5}}');
    assert.equal(Object.getPrototypeOf(parsed), Object.prototype);
    assert.equal(Reflect.get(Object.prototype, 'available'), undefined);
  });

  for (const text of ['', '{', '[1,]', '01', '.5', '0x10', 'NaN', 'Infinity', '{"a":1}x', "{'a':1}", '1,2', '\u00a01']) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => parseJson(text), SyntaxError));
  }

  it('keeps the digits of every number that can be written', () => {
    const written = fc
      .tuple(fc.bigInt(), fc.option(fc.nat()), fc.option(fc.integer({ min: -9999, max: 9999 })))
      .map(([whole, fraction, exponent]) => `${whole}${fraction === null ? '' : `.${fraction}`}${exponent === null ? '' : `e${exponent}`}`);
    fc.assert(fc.property(written, (text) => assert.deepEqual(parseJson(text), new JsonNumber(text))));
  });
});
