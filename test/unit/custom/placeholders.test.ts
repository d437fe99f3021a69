import assert from 'node:assert/strict';
import { readAccountEntries } from '../../../src/core/accounts/accountEntries';
import { readConfig } from '../../../src/core/config/readConfig';
import { readDefinition } from '../../../src/core/custom/definition';
import { endpointOf } from '../../../src/core/custom/endpoint';
import { askEndpoint } from '../../../src/core/provider/askEndpoint';
import { english } from '../../../src/core/text/translate';
import * as providers from '../../../src/providers';
import { originAt } from '../../support/ids';

const of = (change: object): object => ({ url: 'https://api.example.com/v1', amount: '/a', unit: 'USD', ...change });
const withHeader = (value: string): object => of({ secretHeaders: { authorization: value } });
const reasonsOf = (definition: object): readonly string[] => {
  const read = readDefinition(definition);
  return read.ok ? [] : read.reasons;
};
const all = Object.values(providers);

describe('a place for a secret', () => {
  it('that names the key otherwise is refused, and the right name told', () => {
    for (const name of ['apikey', 'APIKEY', 'api_key', 'API_KEY', 'ApiKey'])
      assert.deepEqual(reasonsOf(withHeader(`Bearer {${name}}`)), [
        '"secretHeaders" has a name in braces that is not the key; "{apiKey}" may be meant',
      ]);
  });
  it('with other braces around it is refused, which would be sent', () => {
    for (const value of ['Bearer {{apiKey}}', 'Bearer ${apiKey}', '{apiKey} { userId }', '{apiKey} {user-id}', '{apiKey} {1st}'])
      assert.match(reasonsOf(withHeader(value)).join(), /braces that are no place for a secret/, value);
  });
  it('where nothing is put in is refused', () => {
    for (const change of [{ headers: { 'x-key': '{apiKey}' } }, { body: '{"token": "{apiKey}"}' }, { body: '{"token": "{API_KEY}"}' }])
      assert.match(reasonsOf(of(change)).join(), /would be sent with \{apiKey\} as it stands/, JSON.stringify(change));
    assert.match(reasonsOf(of({ url: 'https://api.example.com/{userId}' })).join(), /must not hold the key/);
  });
  it('is none in braces that mean themselves', () => {
    for (const change of [
      { body: '{"query": "{balance}"}' },
      { body: '{"a": {}, "b": {"c": 1}}' },
      { body: '{"query": "query { account { apiKey } }"}' },
      { headers: { 'x-filter': '{"team":7}', 'x-plain': '{}' } },
      { secretHeaders: { 'x-login': '{"key":"{apiKey}","user":{"id":"{userId}"}}' } },
      { url: 'https://api.example.com/v1?filter=%7B%22a%22%3A1%7D' },
      { secretHeaders: { 'dd-api-key': '{apiKey}', 'dd-application-key': '{appKey}' } },
    ])
      assert.deepEqual(reasonsOf(of(change)), [], JSON.stringify(change));
  });
  it('that a configuration says nothing of is a mistake of it, with its line and the name that may be meant', () => {
    const text = (value: string, secrets?: object): string =>
      JSON.stringify({ accounts: [{ id: 'own', provider: 'custom', key: 'env:OWN', definition: withHeader(value), secrets }] }, null, 1);
    const read = (value: string, secrets?: object): string => {
      const config = readConfig(text(value, secrets), { providers: all, kinds: [] });
      return config.ok ? '' : config.reasons.join('\n');
    };
    assert.match(
      read('Bearer {apiKye}'),
      /^line \d+, column \d+, accounts\[1\]\.definition: "secretHeaders" names \{apiKye\}, .*; "\{apiKey\}" may be meant$/,
    );
    assert.match(read('{apiKey} {userId}', { userID: 'env:ID' }), /names \{userId\}, .*; "\{userID\}" may be meant$/);
    assert.match(read('{apiKey} {team}'), /names \{team\}, and no "secrets" beside the definition say where it is$/);
    assert.equal(read('{apiKey} {userId}', { userId: 'env:ID' }), '');
  });
  it('without its secret is not sent, whoever asks', async () => {
    const read = readDefinition(withHeader('{apiKey} {userId}'));
    assert.ok(read.ok);
    for (const secrets of [{}, { userId: '' }, { userID: 'x' }]) {
      const target = { origin: originAt('https://api.example.com'), credentials: { apiKey: 'sk-sandbox', secrets } };
      const answer: unknown = await askEndpoint(endpointOf(read.definition), target, {
        send: () => assert.fail('nothing may be sent'),
        now: () => 0,
        signal: new AbortController().signal,
      });
      assert.deepEqual(answer, {
        ok: false,
        error: {
          kind: 'missingKey',
          host: 'api.example.com',
          hint: 'The description names {userId}, and no secret of that name is given.',
        },
      });
    }
  });
});

describe('an account whose description cannot be used', () => {
  const reasonsAt = (definition?: object): readonly string[] =>
    readAccountEntries([{ id: 'own', provider: 'custom', definition }], all, english).invalid.flatMap(({ reasons }) => reasons);
  it('is told each mistake of it, and nothing that is not so', () => {
    for (const [change, reason] of [
      [{ url: 'http://billing.example.com' }, /"url" must be an https address/],
      [{ ponter: '/a' }, /a field that is not known/],
      [{ amount: 'data.balance' }, /"amount" must be a JSON pointer/],
      [{ secretHeaders: { authorization: 'Bearer' } }, /"secretHeaders" must have \{apiKey\}/],
    ] as const) {
      const [said = '', ...more] = reasonsAt(of(change));
      assert.deepEqual(more, []);
      assert.match(said, reason);
      assert.match(said, /^"definition" cannot be used: /);
      assert.doesNotMatch(said, /must name the address/);
    }
    assert.deepEqual(reasonsAt(), ['"definition" must name the address that is asked.']);
  });
});
