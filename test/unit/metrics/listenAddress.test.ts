import assert from 'node:assert/strict';
import { namesLoopback, parseListen } from '../../../src/core/metrics/listenAddress';

describe('where a server is to listen', () => {
  const read: readonly (readonly [text: string, host: string, port: number, isLoopback: boolean])[] = [
    ['127.0.0.1:9464', '127.0.0.1', 9464, true],
    [' 127.0.0.1:9464 ', '127.0.0.1', 9464, true],
    ['9464', '127.0.0.1', 9464, true],
    [':9464', '127.0.0.1', 9464, true],
    ['localhost:1', 'localhost', 1, true],
    ['LOCALHOST:65535', 'localhost', 65_535, true],
    ['127.8.9.1:80', '127.8.9.1', 80, true],
    ['127.1:80', '127.0.0.1', 80, true],
    ['[::1]:9464', '::1', 9464, true],
    ['[0:0:0:0:0:0:0:1]:9464', '::1', 9464, true],
    ['[::ffff:127.0.0.1]:9464', '::ffff:7f00:1', 9464, true],
    ['0.0.0.0:9464', '0.0.0.0', 9464, false],
    ['[::]:9464', '::', 9464, false],
    ['10.1.2.3:9464', '10.1.2.3', 9464, false],
    ['[fd00::7]:9464', 'fd00::7', 9464, false],
    ['metrics.example.com:9464', 'metrics.example.com', 9464, false],
    ['localhost.example.com:9464', 'localhost.example.com', 9464, false],
    ['127.0.0.1.example.com:9464', '127.0.0.1.example.com', 9464, false],
  ];
  for (const [text, host, port, isLoopback] of read)
    it(text, () => assert.deepEqual(parseListen(text), { ok: true, address: { host, port, isLoopback } }));

  const refused = {
    notAPort: [
      '',
      ':',
      'localhost',
      '127.0.0.1',
      '127.0.0.1:',
      '[::1]',
      '[::1]:',
      'localhost:0',
      'localhost:65536',
      'localhost:-1',
      'a:0x50',
    ],
    notAHost: [
      '::1:9464',
      '[x]:9464',
      '[]:9464',
      'http://localhost:9464',
      'user@localhost:9464',
      'a b:9464',
      'a/b:9464',
      '256.1.1.1:80',
      '-a:80',
    ],
  } as const;
  for (const fault of ['notAPort', 'notAHost'] as const)
    for (const text of refused[fault]) it(`${fault}: "${text}"`, () => assert.deepEqual(parseListen(text), { ok: false, fault }));

  const names = [
    'localhost',
    'localhost:9464',
    'LocalHost:1',
    'localhost.',
    '127.0.0.1',
    '127.0.0.1:9464',
    '127.9.9.9',
    '[::1]',
    '[::1]:9464',
  ];
  for (const name of names) it(`${name} names this machine`, () => assert.equal(namesLoopback(name), true));
  const others = [
    '',
    ':9464',
    'example.com',
    'localhost.example.com',
    'example.com:127',
    '127.0.0.1.example.com',
    '127.0.0.1@example.com',
  ].concat(['example.com#localhost', '0.0.0.0', '10.0.0.1:9464', '[::]', '::1', 'localhost/x', 'local host', '[::1]x']);
  for (const name of others) it(`"${name}" does not`, () => assert.equal(namesLoopback(name), false));
});
