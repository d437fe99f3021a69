import assert from 'node:assert/strict';
import { errorKinds } from '../../../src/core/model/providerError';
import { english } from '../../../src/core/text/translate';
import { errorContext } from '../../../src/core/views/errorContext';
import { errorText } from '../../../src/core/views/errorText';
import type { TerminalSource } from '../../../src/core/views/terminalSource';
import { postgres } from '../../../src/providers';

const terminals: readonly (TerminalSource | undefined)[] = [
  undefined,
  { writtenIn: 'configuration', variable: 'DATABASE' },
  { writtenIn: 'configuration', variable: null, file: '/run/secrets/database' },
  { writtenIn: 'options', variable: 'DATABASE' },
  { writtenIn: 'options', variable: null },
];
const say = (error: Omit<Parameters<typeof errorText>[0], 'host'>, terminal?: TerminalSource): string =>
  errorText(
    { host: 'db.example.com:5432', ...error },
    { ...errorContext(postgres, { locale: 'en', t: english }), ...(terminal ? { terminal } : {}) },
  ).sentence;

describe('a failure of a database', () => {
  for (const kind of errorKinds)
    it(`speaks of databases, and not of HTTP: ${kind}`, () => {
      for (const terminal of terminals)
        for (const field of [undefined, 'no row']) {
          const sentence = say({ kind, ...(field === undefined ? {} : { field }) }, terminal);
          assert.doesNotMatch(sentence, /HTTP|NODE_EXTRA|base.?url|undefined|  /i, sentence);
          assert.match(sentence, /^\S.*[^.]\.$/);
        }
    });
  it('of its certificate names the one place that holds for databases', () => {
    for (const terminal of terminals) assert.match(say({ kind: 'proxyOrTls' }, terminal), /"sslrootcert" in (--|")definition/);
  });
  it('of another server in its connection string says that the two do not fit', () =>
    assert.match(say({ kind: 'originRefused' }), /names another server than db\.example\.com:5432, .*nothing was sent/));
  it('says why there is no amount in words of its own', () =>
    assert.match(say({ kind: 'unexpectedResponse', field: 'there is no such table' }), /gave no balance: there is no such table\./));
});
