import assert from 'node:assert/strict';
import { mailAddress, securityOf } from '../../../src/core/notify/mailAddress';
import { mailboxes } from '../../../src/core/notify/mailboxes';

const none = new Map();

describe('the address of a mail server', () => {
  for (const [url, expected] of [
    ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, isTls: false, user: null, password: null, query: none }],
    ['smtps://Mail.Example.com', { host: 'mail.example.com', port: 465, isTls: true, user: null, password: null, query: none }],
    ['smtp://mail.example.com:465', { host: 'mail.example.com', port: 465, isTls: true, user: null, password: null, query: none }],
    ['smtps://a:b@mail.example.com:2465/', { host: 'mail.example.com', port: 2465, isTls: true, user: 'a', password: 'b', query: none }],
    [' smtp://a@b.example:p%40s%3As@h:25 ', { host: 'h', port: 25, isTls: false, user: 'a@b.example', password: 'p@s:s', query: none }],
    ['smtp://a%40b.example@h', { host: 'h', port: 587, isTls: false, user: 'a@b.example', password: null, query: none }],
    ['smtp://[::1]:1025', { host: '[::1]', port: 1025, isTls: false, user: null, password: null, query: none }],
    [
      'smtp://a:b@h?from=a%40b.example&to=c+d@e.example,f@g.example',
      {
        ...{ host: 'h', port: 587, isTls: false, user: 'a', password: 'b' },
        query: new Map([
          ['from', 'a@b.example'],
          ['to', 'c+d@e.example,f@g.example'],
        ]),
      },
    ],
  ] as const)
    it(`is read: ${url}`, () => assert.deepEqual(mailAddress(url), { ok: true, address: expected }));
  for (const [url, fault] of [
    ['https://example.com', 'notAnAddress'],
    ['mail.example.com:587', 'notAnAddress'],
    ['smtp://h:0', 'notAnAddress'],
    ['smtp://h:65536', 'notAnAddress'],
    // What a lenient parser would send a password to.
    ['smtp://a:p@ss@h', 'notEncoded'],
    ['smtp://a:p/ss@h', 'notEncoded'],
    ['smtp://a:p#ss@h', 'notEncoded'],
    ['smtp://a:p?ss@h', 'notEncoded'],
    ['smtp://a:b@h:25@evil.example', 'notEncoded'],
    ['smtp://a:b@h/evil', 'notEncoded'],
    ['smtp://a:%zz@h', 'notEncoded'],
    ['smtp://', 'notEncoded'],
    ['smtp://a b@h', 'notEncoded'],
    ['smtp://h?tls=no', 'notEncoded'],
    ['smtp://h?from', 'notEncoded'],
    ['smtp://:b@h', 'noUser'],
  ] as const)
    it(`is refused: ${url}`, () => assert.deepEqual(mailAddress(url), { ok: false, fault }));

  it('is asked for TLS everywhere but on this machine', () => {
    const securityAt = (url: string, hasLogin: boolean): string => {
      const read = mailAddress(url);
      assert.ok(read.ok);
      return securityOf(read.address, hasLogin);
    };
    for (const hasLogin of [true, false]) {
      assert.equal(securityAt('smtp://mail.example.com', hasLogin), 'startTls');
      assert.equal(securityAt('smtp://mail.example.com:25', hasLogin), 'startTls');
      assert.equal(securityAt('smtp://localhost.example.com', hasLogin), 'startTls');
      assert.equal(securityAt('smtps://127.0.0.1', hasLogin), 'tls');
    }
    for (const host of ['127.0.0.1', 'localhost', '[::1]'])
      assert.deepEqual([securityAt(`smtp://${host}`, true), securityAt(`smtp://${host}`, false)], ['offered', 'none']);
  });
});

describe('who sends and receives mail', () => {
  it('is read as people write it', () => {
    assert.deepEqual(mailboxes('a@b.example'), [{ name: '', address: 'a@b.example' }]);
    assert.deepEqual(mailboxes(' Team <a@b.example>, "Left, Who" <c+d@e.example> ,<f@g.example>,'), [
      { name: 'Team', address: 'a@b.example' },
      { name: 'Left, Who', address: 'c+d@e.example' },
      { name: '', address: 'f@g.example' },
    ]);
    assert.deepEqual(mailboxes('余额 <ü@b.example>'), [{ name: '余额', address: 'ü@b.example' }]);
  });
  it('is one person each: nothing is read for another address than is meant', () => {
    for (const text of [
      '',
      ' , ',
      'a',
      'a@',
      '@b.example',
      'a@b@c.example',
      'a b@c.example',
      'a@b.example c@d.example',
      'a@b.example; c@d.example',
      '"a@b.example" c@d.example',
      '"a@evil.example"@b.example',
      'x <a@b.example> <c@d.example>',
      'x <a@b.example',
      '"x <a@b.example>',
      'a(b)@c.example',
      'a@b.example\r\nRCPT TO:<c@d.example>',
      '<>',
      Array.from({ length: 101 }, (_, index) => `a${index}@b.example`).join(','),
    ])
      assert.equal(mailboxes(text), null, text);
    assert.equal(mailboxes(Array.from({ length: 100 }, (_, index) => `a${index}@b.example`).join(','))?.length, 100);
  });
  it('takes no long time, whatever is in it', () => {
    for (const text of ['"'.repeat(50_000), '<'.repeat(50_000), ' '.repeat(50_000), 'a '.repeat(50_000), ','.repeat(50_000)])
      assert.equal(mailboxes(text), null);
  });
});
