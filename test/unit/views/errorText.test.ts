import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ErrorAction, ErrorContext } from '../../../src/core/views/errorAction';
import { errorText } from '../../../src/core/views/errorText';
import { errorKinds, isUnknown, type ProviderError, type ProviderErrorKind } from '../../../src/core/model/providerError';
import { english } from '../../../src/core/text/translate';
import type { TerminalSource } from '../../../src/core/views/terminalSource';
import { start } from '../../support/accounts';

const links = { keys: 'https://example.com/keys', billing: 'https://example.com/billing' };
const context: ErrorContext = { provider: 'Example', hasSites: false, links, locale: 'en', t: english };
const host = 'api.example.com';
const say = (error: Omit<ProviderError, 'host'>, of: Partial<ErrorContext> = {}) => errorText({ host, ...error }, { ...context, ...of });

const terminals = (['options', 'configuration'] as const).flatMap((writtenIn): readonly TerminalSource[] => [
  { writtenIn, variable: null },
  { writtenIn, variable: 'MY_KEY' },
  { writtenIn, variable: null, file: '/run/secrets/key' },
]);

const actions: Readonly<Record<ProviderErrorKind, ErrorAction>> = {
  missingKey: 'enterKey',
  unauthorized: 'replaceKey',
  forbidden: 'openKeys',
  insufficientScope: 'openKeys',
  notReported: 'seeDashboard',
  notSupported: 'seeDashboard',
  rateLimited: 'checkAgainLater',
  unreachable: 'checkNetwork',
  timeout: 'checkAgain',
  proxyOrTls: 'checkProxy',
  serverError: 'checkAgainLater',
  retired: 'seeDashboard',
  unexpectedResponse: 'showLog',
  originRefused: 'confirmOrigin',
};

describe('errorText', () => {
  for (const kind of errorKinds) {
    const variants: readonly Omit<ProviderError, 'host'>[] = [
      { kind },
      { kind, status: 402 },
      { kind, status: 503 },
      { kind, retryAt: start },
      { kind, field: 'data.limit' },
      { kind, field: '' },
    ];
    it(`${kind}: plain words with an end, and ${actions[kind]}`, () => {
      assert.equal(say({ kind }).action, actions[kind]);
      for (const variant of variants) {
        const { sentence } = say(variant);
        assert.match(sentence, /^[A-Z0-9a-z][^!{}\n]{20,}[^.]\.$/);
        assert.doesNotMatch(sentence, /undefined|null|NaN|\{|  /);
      }
    });
  }

  it('names the host of what the person described, which is no company with a name', () => {
    assert.match(say({ kind: 'unauthorized' }, { isDescribed: true }).sentence, /^api\.example\.com does not accept this key/);
    assert.match(say({ kind: 'unauthorized' }).sentence, /^Example does not accept this key/);
  });

  it('says something else for each kind', () =>
    assert.equal(new Set(errorKinds.map((kind) => say({ kind }).sentence)).size, errorKinds.length));

  // incident 4
  it('names the other sites where a provider has several', () => {
    assert.match(say({ kind: 'unauthorized' }, { hasSites: true }).sentence, /at api\.example\.com.*choose the site it was made for/);
    assert.doesNotMatch(say({ kind: 'unauthorized' }).sentence, /site/);
  });

  // incident 12
  it('tells until when to wait', () => {
    const retryAt = Date.UTC(2026, 0, 5, 10, 30);
    for (const kind of ['rateLimited', 'serverError'] as const)
      assert.match(say({ kind, retryAt }).sentence, /until Jan 5, 2026, \d{1,2}:\d\d/);
  });

  it('names what the person has in front of them: options that were typed, or fields of a file, and never the others', () => {
    for (const kind of errorKinds)
      for (const terminal of terminals)
        for (const hasSites of [true, false])
          for (const isDescribed of [true, false])
            for (const status of [undefined, 302]) {
              const error = { kind, hint: 'Name the one that is meant with "team".', ...(status === undefined ? {} : { status }) };
              const { sentence } = say(error, { terminal, hasSites, isDescribed });
              if (terminal.writtenIn === 'options') assert.doesNotMatch(sentence, /"/, sentence);
              else assert.doesNotMatch(sentence, / --/, sentence);
              assert.match(sentence, terminal.writtenIn === 'options' ? /--team/ : /"team"/);
            }
  });

  // incident 43
  it('sends someone without money to billing, and someone with the wrong key to the keys', () => {
    assert.deepEqual(
      [say({ kind: 'forbidden', status: 402 }).action, say({ kind: 'forbidden', status: 403 }).action],
      ['openBilling', 'openKeys'],
    );
  });

  it('opens no page, and names none, of what the person hosts: there is no dashboard of it', () => {
    for (const kind of errorKinds)
      for (const status of [200, 402])
        for (const of of [{}, ...terminals.map((terminal) => ({ terminal }))]) {
          const { action, sentence } = say({ kind, status }, { ...of, links: null });
          assert.ok(!['openKeys', 'openBilling', 'seeDashboard'].includes(action), kind);
          assert.doesNotMatch(sentence, /dashboard|billing|https:|  | $/);
        }
  });

  it('tells a redirect from a host that nobody allowed', () => {
    assert.match(say({ kind: 'originRefused', status: 302 }).sentence, /redirect/);
    assert.deepEqual(say({ kind: 'originRefused', status: 302 }).action, 'checkAddress');
    assert.match(say({ kind: 'originRefused' }).sentence, /another host/);
  });

  it('names the field that could not be read, else the status', () => {
    assert.match(say({ kind: 'unexpectedResponse', field: 'data.limit', status: 200 }).sentence, /\(data\.limit\)/);
    assert.match(say({ kind: 'unexpectedResponse', status: 418 }).sentence, /\(HTTP 418\)/);
  });

  // incident 33
  it('says nothing that a provider wrote: only kind, host, status, time and our own name of a field get in', () => {
    const withBody = (kind: ProviderErrorKind, marked: string) => ({
      kind,
      host,
      status: 401,
      body: marked,
      message: marked,
      cause: new Error(marked),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...errorKinds),
        fc.stringMatching(/^MARKED-[a-z0-9]{12}$/),
        (kind, marked) => !JSON.stringify(errorText(withBody(kind, marked), context)).includes(marked),
      ),
    );
  });

  it('calls only those kinds unknown in which the provider answered', () => {
    assert.deepEqual(errorKinds.filter(isUnknown), ['insufficientScope', 'notReported', 'notSupported', 'unexpectedResponse']);
  });
});
