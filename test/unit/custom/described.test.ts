import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDefinition, type Definition } from '../../../src/core/custom/definition';
import { endpointOf } from '../../../src/core/custom/endpoint';
import { find } from '../../../src/core/custom/pointer';
import { presets } from '../../../src/core/custom/presets';
import { readAnswer } from '../../../src/core/custom/readAnswer';
import { shapeOf } from '../../../src/core/custom/shape';
import { parseJson } from '../../../src/core/text/json';
import { toDecimal } from '../../../src/core/money/money';
import { serviceKeyReason } from '../../../src/core/provider/serviceKey';

const least = {
  url: 'https://api.example.com/v1/balance?select=a',
  secretHeaders: { Authorization: 'Bearer {apiKey}' },
  amount: '/balance',
  unit: 'USD',
};
const definitionOf = (change: object = {}): Definition => {
  const read = readDefinition({ ...least, ...change });
  assert.ok(read.ok, JSON.stringify(read));
  return read.definition;
};
const said = (change: object, json: string): string => {
  const { balances = [], problems = [] } = readAnswer(definitionOf(change), parseJson(json));
  const [balance] = balances;
  return balance?.available === undefined || balance.available === null
    ? (problems[0]?.field ?? '')
    : `${toDecimal(balance.available, balance.unit)} ${balance.unit}`;
};

describe('a description of one’s own endpoint', () => {
  for (const [what, change, reason] of [
    ['no address', { url: undefined }, '"url" is missing'],
    ['http', { url: 'http://api.example.com' }, '"url" must be an https address without user name and password'],
    ['a password in the address', { url: 'https://a:b@api.example.com' }, '"url" must be an https address without user name and password'],
    ['the key in the address', { url: 'https://api.example.com?key={apiKey}' }, '"url" must not hold the key: addresses end up in logs'],
    [
      'a key in the address',
      { url: 'https://api.example.com?k=sk-0123456789abcdef' },
      '"url" looks like it holds a key; keys go into "secretHeaders" as {apiKey}',
    ],
    [
      'a key in a plain header',
      { headers: { 'x-key': 'eyJhbGciOiJIUzI1NiJ9.e30.x' } },
      '"headers" looks like it holds a key; keys go into "secretHeaders" as {apiKey}',
    ],
    [
      'a key in a secret header',
      { secretHeaders: { 'x-key': '{apiKey} sk-0123456789abcdef' } },
      '"secretHeaders" looks like it holds a key; keys go into "secretHeaders" as {apiKey}',
    ],
    [
      'a secret header without the key',
      { secretHeaders: { 'x-key': 'abc' } },
      '"secretHeaders" must have {apiKey}, or another name in braces, where the secret goes',
    ],
    ['a header that nobody may set', { headers: { Host: 'other.example' } }, '"headers" names a header that may not be set'],
    ['a line break in a header', { headers: { 'x-a': 'a\r\nb: c' } }, '"headers" must be plain text'],
    [
      'no pointer',
      { amount: 'balance' },
      '"amount" must be a JSON pointer such as /data/balance, or a sum or difference of some such as "/bought - /used"',
    ],
    ['a number for a unit', { unit: 7 }, '"unit" must be a unit such as "USD", or {"pointer": "/currency"}'],
    ['another scale', { scale: '1/0' }, '"scale" must be a decimal such as "0.01", or a fraction such as "1/500000"'],
    ['a field that is not known', { script: 'x' }, 'the description has a field that is not known'],
    ['another method', { method: 'DELETE' }, '"method" must be one of "GET", "POST"'],
    ['a list for a good answer', { success: { pointer: '/ok', equals: [] } }, '"success" must hold text, a number, true or false'],
    ['an object for no limit', { noLimit: [{}] }, '"noLimit" must hold text, a number, true or false'],
    ['no amount', { amount: undefined }, '"amount" is missing'],
    ['a number for an address', { url: 7 }, '"url" has the wrong type'],
  ] as const) {
    it(`with ${what} is refused by its field`, () => {
      const read = readDefinition({ ...least, ...change });
      assert.ok(!read.ok);
      assert.ok(read.reasons.includes(reason), read.reasons.join('; '));
    });
  }

  it('puts the key into its headers alone', () => {
    const request = endpointOf(definitionOf({ method: 'POST', body: '{}', headers: { 'X-A': 'b' } })).request({ apiKey: 'sk-1' });
    assert.deepEqual(request, {
      method: 'POST',
      path: '/v1/balance?select=a',
      headers: { 'content-type': 'application/json', 'x-a': 'b', authorization: 'Bearer sk-1' },
      body: '{}',
    });
  });

  it('is what each preset is, with a place for the key', () => {
    for (const { name, definition } of presets) {
      const read = readDefinition(definition);
      assert.ok(read.ok, name);
      assert.ok(Object.keys(read.definition.secretHeaders).length > 0);
    }
  });

  it('never carries the key of an account', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^sk-[a-z0-9]{16}$/),
        (key) => !readDefinition({ ...least, url: `https://api.example.com/?k=${key}` }).ok && !readDefinition({ ...least, body: key }).ok,
      ),
    );
  });
});

describe('an answer as it was described', () => {
  for (const [what, change, json, expected] of [
    ['a number’s own digits', {}, '{"balance": 0.30}', '0.30 USD'],
    ['text', {}, '{"balance": "1,234.50"}', '1234.50 USD'],
    ['cents', { scale: '0.01' }, '{"balance": 1850}', '18.50 USD'],
    ['a fraction', { scale: '1/500000' }, '{"balance": 50000000000}', '100000.00 USD'],
    ['an inverted sign', { sign: 'inverted' }, '{"balance": -10}', '10.00 USD'],
    ['a unit of the answer', { unit: { pointer: '/c' } }, '{"balance": 5, "c": "eur"}', '5.00 EUR'],
    ['a unit that is no money', { unit: { pointer: '/c' } }, '{"balance": 5, "c": "credits"}', '5 credits'],
    ['a wrong pointer', { amount: '/data/balance' }, '{"balance": 5}', '/data/balance: there is no "data"'],
    [
      'a pointer into text',
      { amount: '/balance/x' },
      '{"balance": "5"}',
      '/balance/x: there is text where an object with "x" was expected',
    ],
    [
      'a list where an object was expected',
      {},
      '[{"balance": 5}]',
      '/balance: there is a list where "balance" was expected; begin with /0 for its first row',
    ],
    ['no row', { amount: '/0/balance' }, '[]', '/0/balance: no row: the list is empty'],
    ['two rows', { amount: '/0/balance' }, '[{"balance": 5}, {"balance": 6}]', 'more than one row: 2'],
    ['a row too far', { amount: '/3/balance' }, '[{"balance": 5}]', '/3/balance: the list has 1 rows, and no 3'],
    ['null', {}, '{"balance": null}', '/balance: null that is not an amount'],
    ['true', {}, '{"balance": true}', '/balance: true or false that is not an amount'],
    ['an object', {}, '{"balance": {}}', '/balance: an object that is not an amount'],
    ['a decimal comma', {}, '{"balance": "12,34"}', '/balance: text that is not an amount'],
    ['more than can be shown', {}, '{"balance": 9007199255}', '/balance: a number that is larger than can be shown exactly'],
    ['more than anybody has', {}, '{"balance": "1e999999"}', '/balance: text that is larger than can be shown exactly'],
    ['a quota that is more, and whose worth is not', { scale: '1/500000' }, '{"balance": 4400000000000001}', '8800000000.000002 USD'],
    ['a unit that is none', { unit: { pointer: '/c' } }, '{"balance": 5, "c": 7}', '/c: a number that is not a unit'],
    ['an error beside a number', { error: '/error' }, '{"balance": 5, "error": {"message": "x"}}', '/error: the answer reports an error'],
    ['an empty error', { error: '/error' }, '{"balance": 5, "error": null}', '5.00 USD'],
    ['no success', { success: { pointer: '/code', equals: 0 } }, '{"balance": 5, "code": 20000}', '/code: the answer is no success'],
    ['success as a number', { success: { pointer: '/code', equals: 0 } }, '{"balance": 5, "code": 0}', '5.00 USD'],
    ['success as text', { success: { pointer: '/code', equals: '200' } }, '{"balance": 5, "code": "200"}', '5.00 USD'],
    ['success as true', { success: { pointer: '/code', equals: true } }, '{"balance": 5, "code": true}', '5.00 USD'],
    ['no time', { at: '/at' }, '{"balance": 5, "at": "soon"}', '/at: text that is no time'],
    ['a part that cannot be read', { parts: { paid: '/paid' } }, '{"balance": 5}', '/paid: there is no "paid"'],
  ] as const) {
    it(`${what}: ${expected}`, () => assert.equal(said(change, json), expected));
  }

  it('tells when the amount was true, in each of its forms', () => {
    for (const [json, at] of [
      ['"2026-11-22T09:00:00Z"', Date.UTC(2026, 10, 22, 9)],
      ['"2026-11-22 10:00:00+01"', Date.UTC(2026, 10, 22, 9)],
      ['1795338000', 1_795_338_000_000],
      ['1795338000123', 1_795_338_000_123],
    ] as const) {
      assert.equal(readAnswer(definitionOf({ at: '/at' }), parseJson(`{"balance": 5, "at": ${json}}`)).balances?.[0]?.at, at);
    }
  });
  it('follows pointers as RFC 6901 says', () => {
    const json = { 'a/b': { 'm~n': [1, 2] }, '': 0 };
    assert.deepEqual(
      [find(json, '/a~1b/m~0n/1'), find(json, '/'), find(json, '')],
      [
        { ok: true, value: 2 },
        { ok: true, value: 0 },
        { ok: true, value: json },
      ],
    );
    assert.ok(!find({}, '/__proto__').ok && !find({}, '/toString').ok, 'nothing that the answer does not hold');
  });
});

describe('the shape of an answer', () => {
  it('has names, kinds and counts of rows, and no value', () => {
    assert.equal(
      shapeOf(parseJson('[{"balance": "12.34", "name": "Ann", "n": 1, "ok": true, "none": null, "list": []}]')),
      '[  (1 row)\n  /0  {\n    "balance": text (a number)\n    "name": text\n    "n": number\n    "ok": true or false\n    "none": null\n    "list": [ ]  (no row)\n  }\n]',
    );
  });
  it('masks names that are data', () => {
    for (const name of ['ann@example.com', 'sk-0123456789abcdef', 'user 1234567', 'eyJabcdefghijkl'])
      assert.ok(!shapeOf({ [name]: 1 }).includes(name), name);
  });
  it('shows no value of any answer', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.stringMatching(/^MARKED-[a-z0-9]{8}$/), (json, marked) => {
        const spoiled = JSON.parse(JSON.stringify({ a: json, b: marked, c: [marked, { d: marked }] })) as unknown;
        return !shapeOf(spoiled).includes(marked);
      }),
    );
  });
});

describe('keys that pass by row-level security', () => {
  const token = (claims: object): string =>
    `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify(claims)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}.signature`;
  it('are refused, whatever their form', () => {
    for (const key of ['sb_secret_sandbox0123', token({ role: 'service_role', iss: 'supabase' })])
      assert.match(serviceKeyReason(key) ?? '', /passes by row-level security/);
  });
  it('others are not', () => {
    for (const key of ['sb_publishable_sandbox', token({ role: 'anon' }), 'eyJbroken.x.y', 'eyJ.!.x', 'sk-anything'])
      assert.equal(serviceKeyReason(key), undefined);
  });
});
