import assert from 'node:assert/strict';
import { deliveryOf } from '../../../src/core/notify/delivery';
import { deliveryText } from '../../../src/core/notify/deliveryText';
import { triedMail } from '../../../src/core/notify/mailVerdict';
import type { MailStep } from '../../../src/core/notify/outgoingMail';
import { english } from '../../../src/core/text/translate';
import { start } from '../../support/accounts';

const refused = (step: MailStep, reply: string) => {
  const [code = '', status = null] = reply.split(' ');
  return triedMail({ kind: 'refused', step, code: Number(code), status });
};

describe('a mail server’s word', () => {
  for (const [step, reply, reason] of [
    // https://www.rfc-editor.org/rfc/rfc4954#section-6
    ['login', '535 5.7.8', 'login'],
    ['login', '534 5.7.9', 'login'],
    ['login', '538 5.7.11', 'notEncrypted'],
    ['login', '538', 'notEncrypted'],
    ['sender', '530 5.7.0', 'login'],
    // Microsoft 365 without passwords.
    ['message', '550 5.7.30', 'login'],
    ['login', '535 5.7.139', 'login'],
    // A server that offers no login.
    ['login', '503 5.5.1', 'login'],
    ['login', '504 5.5.4', 'login'],
    // https://www.rfc-editor.org/rfc/rfc3207#section-4
    ['encryption', '502 5.5.1', 'notEncrypted'],
    ['sender', '553 5.7.1', 'sender'],
    ['sender', '550', 'sender'],
    ['sender', '552 5.3.4', 'tooLong'],
    ['recipients', '550 5.1.1', 'recipients'],
    ['recipients', '551', 'recipients'],
    ['recipients', '553', 'recipients'],
    ['recipients', '554 5.7.1', 'recipients'],
    ['recipients', '552 5.2.2', 'quota'],
    ['recipients', '552', 'quota'],
    ['recipients', '556 5.1.10', 'recipients'],
    ['message', '552', 'tooLong'],
    ['message', '554 5.2.3', 'tooLong'],
    ['message', '554 5.7.1', 'policy'],
    ['message', '550 5.7.26', 'policy'],
    ['message', '554', 'policy'],
    // https://support.google.com/a/answer/3726730
    ['message', '550 5.4.5', 'quota'],
    ['greeting', '554 5.7.1', 'ipNotAllowed'],
    ['greeting', '554', 'gone'],
    ['greeting', '521', 'gone'],
  ] as const)
    it(`${reply} at ${step}: refused, ${reason}`, () =>
      assert.deepEqual(refused(step, reply), { kind: 'refused', reason, code: reply, status: null }));
  for (const [step, reply, reason] of [
    ['greeting', '421 4.3.2', 'busy'],
    ['encryption', '454 4.7.0', 'busy'],
    ['login', '454 4.7.0', 'busy'],
    ['recipients', '450', 'busy'],
    ['recipients', '451 4.7.1', 'busy'],
    ['message', '452 4.2.2', 'quota'],
    // What nodemailer says of it too: a new connection begins in the right order.
    ['message', '503 5.5.1', 'busy'],
  ] as const)
    it(`${reply} at ${step}: tried again, ${reason}`, () =>
      assert.deepEqual(refused(step, reply), { kind: 'busy', reason, code: reply, waitMs: 60_000, status: null }));

  it('that is no word: whoever is not reached is tried again, and whoever is not trusted is not', () => {
    assert.deepEqual(
      (['unreachable', 'timeout', 'proxyOrTls'] as const).map((kind) => triedMail({ kind })),
      [true, true, false].map((passes) => ({ kind: 'silent', passes })),
    );
    assert.deepEqual(triedMail({ kind: 'noMailServer' }), { kind: 'unclear', passes: true, status: null });
  });
  it('of recipients that are left out while others get it: taken, and who they are', () => {
    const missed = ['a', 'b', 'c', 'd'].map((name) => ({ address: `${name}@example.com`, code: 550, status: '5.1.1' }));
    const delivery = deliveryOf(triedMail({ kind: 'accepted', missed }), 0, start);
    assert.equal(
      deliveryText(delivery, 'mail.example.com', 'configuration', english),
      'Posted to mail.example.com, but it refused 4 of the recipients (code 550 5.1.1): check a@example.com, b@example.com, c@example.com, …',
    );
    assert.equal(delivery.kind, 'posted');
    assert.deepEqual(deliveryOf(triedMail({ kind: 'accepted', missed: [] }), 0, start), { kind: 'posted' });
  });
  it('in a sentence, with the one thing to do', () => {
    const textOf = (tried: ReturnType<typeof triedMail>) =>
      deliveryText(deliveryOf(tried, 0, start), 'mail.example.com', 'configuration', english);
    assert.match(textOf(refused('login', '535 5.7.8')), /refused the message \(code 535 5\.7\.8\).*check user name and password/);
    assert.match(textOf(refused('encryption', '502')), /offers no encryption/);
    assert.match(textOf(triedMail({ kind: 'tooLarge' })), /refused the message, so nothing was posted\. The message is too long/);
    assert.match(textOf(refused('recipients', '451 4.7.1')), /takes no messages now \(code 451 4\.7\.1\)/);
    assert.match(textOf(triedMail({ kind: 'proxyOrTls' })), /No trusted connection/);
    assert.match(textOf(triedMail({ kind: 'noMailServer' })), /did not confirm/);
  });
});
