import assert from 'node:assert/strict';
import fc from 'fast-check';
import { allowedByEnvironment, originsVariable } from '../../../src/core/accounts/environmentOrigins';
import { hostOf, originOf } from '../../../src/core/provider/origin';

const anyUrl = fc
  .tuple(
    fc.constantFrom('http', 'https', 'HTTPS', 'ftp', ''),
    fc.constantFrom('', 'user@', 'a:b@', '@'),
    fc.oneof(
      fc.constantFrom('localhost', '127.0.0.1', '[::1]', 'LOCALHOST.', '127.1', '2130706433', 'api.example.com'),
      fc.string({ maxLength: 8 }),
    ),
    fc.constantFrom('', ':443', ':80', ':8080', ':x'),
    fc.constantFrom('', '/', '/v1?x=1', '\\@evil.example', '#x'),
  )
  .map(([scheme, user, host, port, path]) => `${scheme}://${user}${host}${port}${path}`);

describe('originOf', () => {
  const accepted: readonly (readonly [baseUrl: string, origin: string])[] = [
    ['https://api.example.com', 'https://api.example.com'],
    ['https://api.example.com/v1/chat?x=1#y', 'https://api.example.com'],
    ['https://API.Example.com:443/', 'https://api.example.com'],
    ['https://api.example.com:8443', 'https://api.example.com:8443'],
    ['  https://api.example.com ', 'https://api.example.com'],
    ['http://localhost:8080/v1', 'http://localhost:8080'],
    ['http://127.0.0.1', 'http://127.0.0.1'],
    ['http://127.1.2.3:99', 'http://127.1.2.3:99'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://0x7f.1', 'http://127.0.0.1'],
    ['https://xn--80ak6aa92e.com', 'https://xn--80ak6aa92e.com'],
  ];
  for (const [baseUrl, origin] of accepted) it(`${baseUrl} is ${origin}`, () => assert.deepEqual(originOf(baseUrl), { ok: true, origin }));

  const refused: readonly (readonly [baseUrl: string, fault: string])[] = [
    ['http://api.example.com', 'notHttps'],
    ['http://localhost.example.com', 'notHttps'],
    ['http://127.0.0.1.example.com', 'notHttps'],
    ['http://192.168.1.5', 'notHttps'],
    ['http://10.0.0.1', 'notHttps'],
    ['http://[::2]', 'notHttps'],
    ['https://user@api.example.com', 'hasUserInfo'],
    ['https://:word@api.example.com', 'hasUserInfo'],
    ['https://api.example.com@evil.example', 'hasUserInfo'],
    ['http://a:b@localhost', 'hasUserInfo'],
    ['api.example.com', 'notAnAddress'],
    ['', 'notAnAddress'],
    ['https://', 'notAnAddress'],
    ['ftp://api.example.com', 'notAnAddress'],
    ['file:///etc/passwd', 'notAnAddress'],
    ['javascript:alert(1)', 'notAnAddress'],
    ['ws://localhost', 'notAnAddress'],
    ['localhost:8080', 'notAnAddress'],
  ];
  for (const [baseUrl, fault] of refused)
    it(`${baseUrl || 'nothing'} is refused: ${fault}`, () => assert.deepEqual(originOf(baseUrl), { ok: false, fault }));

  it('gives an origin that is its own origin, over https or on loopback', () => {
    fc.assert(
      fc.property(fc.oneof(anyUrl, fc.string()), (text) => {
        const read = originOf(text);
        if (!read.ok) return;
        assert.deepEqual(originOf(read.origin), read);
        assert.match(read.origin, /^(https:\/\/|http:\/\/(localhost|127\.|0\.0\.0\.0|\[::1?\]))/);
      }),
    );
  });
});

describe('hostOf', () => {
  for (const [origin, host] of [
    ['https://api.example.com', 'api.example.com'],
    ['http://127.0.0.1:8080', '127.0.0.1:8080'],
    ['', ''],
    ['nowhere', 'nowhere'],
  ] as const) {
    it(`${origin || 'nothing'} → ${host || 'nothing'}`, () => assert.equal(hostOf(origin), host));
  }
});

// incident 29
describe('allowedByEnvironment', () => {
  const local = 'http://127.0.0.1:8080';
  for (const [named, origin, allowed] of [
    [local, local, true],
    [`https://a.example, ${local}`, local, true],
    [undefined, local, false],
    ['', local, false],
    ['', '', false],
    ['http://127.0.0.1:8081', local, false],
    ['http://127.0.0.1', local, false],
    ['https://evil.example', 'https://evil.example', false],
    ['http://192.168.1.5', 'http://192.168.1.5', false],
    ['http://localhost.evil.example', 'http://localhost.evil.example', false],
    ['*', local, false],
  ] as const) {
    it(`${named ?? 'nothing'} ${allowed ? 'lets' : 'does not let'} a key go to ${origin || 'nowhere'}`, () =>
      assert.equal(allowedByEnvironment(origin, { [originsVariable]: named }), allowed));
  }
});
