import assert from 'node:assert/strict';
import { startSmtpReceiver, type SmtpReceiver } from '../../../receivers/smtpReceiver';
import { smtpRefusals, type SmtpSettings } from '../../../receivers/smtpSettings';
import { mailTo, sendNow } from '../../../support/mails';
import { trusting } from '../../../support/trusting';

const two = [
  { name: '', address: 'team@example.com' },
  { name: 'Who, left', address: 'left@example.com' },
];

describe('a mail that is handed in', () => {
  let receiver: SmtpReceiver;
  const open = async (settings: Partial<SmtpSettings> = {}, implicitTls = false): Promise<void> => {
    receiver = await startSmtpReceiver({ settings, implicitTls });
  };
  const send = (mail = mailTo(receiver.port)) => trusting(receiver.certificate, () => sendNow(mail));
  const saidOf = (code: string): readonly string[] => receiver.replies().filter((line) => line.startsWith(code));
  afterEach(() => receiver.stop());

  it('is taken, within TLS, under the login, and the server is told goodbye', async () => {
    await open();
    assert.deepEqual(await send(), { kind: 'accepted', missed: [] });
    const [mail] = receiver.received();
    assert.deepEqual(
      [mail?.isSecure, mail?.user, mail?.from, mail?.to, mail?.shown.text],
      [true, 'alerts@example.com', 'alerts@example.com', ['team@example.com'], 'API balances: all is well\nWork: $44.00'],
    );
    const { from, to, date, 'message-id': id, 'auto-submitted': submitted } = mail?.message.headers ?? {};
    assert.deepEqual(
      [from, to, date, id, submitted],
      ['API Balance <alerts@example.com>', 'team@example.com', 'Tue, 14 Nov 2023 22:13:20 +0000', '<abc@example.com>', 'auto-generated'],
    );
    assert.equal(receiver.replies().at(-1), '221 2.0.0 Bye');
  });
  it('is taken with TLS from the first byte', async () => {
    await open({}, true);
    assert.deepEqual(await send(mailTo(receiver.port, { security: 'tls' })), { kind: 'accepted', missed: [] });
  });
  for (const mechanism of ['PLAIN', 'LOGIN'] as const)
    it(`logs in by ${mechanism}, also with a password beyond ASCII`, async () => {
      await open({ mechanisms: [mechanism], users: { 'alerts@example.com': 'ma:de@üp 密' } });
      const login = { user: 'alerts@example.com', password: 'ma:de@üp 密' };
      assert.deepEqual(await send(mailTo(receiver.port, { login })), { kind: 'accepted', missed: [] });
    });
  it('is taken without a login in clear text on this machine, where TLS is not asked for', async () => {
    await open({ needsTls: false, needsLogin: false });
    assert.deepEqual(await sendNow(mailTo(receiver.port, { security: 'none', login: null })), { kind: 'accepted', missed: [] });
    assert.equal(receiver.received()[0]?.isSecure, false);
  });
  it('is taken for all recipients but one, who is named', async () => {
    await open({ recipients: ['team@example.com'] });
    assert.deepEqual(await send(mailTo(receiver.port, {}, { to: two })), {
      kind: 'accepted',
      missed: [{ address: 'left@example.com', code: 550, status: '5.1.1' }],
    });
    assert.deepEqual(receiver.received()[0]?.to, ['team@example.com']);
  });
  for (const [name, step] of [
    ['wrongLogin', 'login'],
    ['loginBusy', 'login'],
    ['senderRefused', 'sender'],
    ['unknownRecipient', 'recipients'],
    ['greylisted', 'recipients'],
    ['spam', 'message'],
    ['mailboxFull', 'message'],
    ['closing', 'greeting'],
  ] as const) {
    it(`is refused as the server says: ${name}`, async () => {
      await open();
      const refusal = smtpRefusals[name];
      receiver.set(refusal);
      const [code, status] = refusal.reply.split(' ');
      assert.deepEqual(await send(), { kind: 'refused', step, code: Number(code), status });
      assert.equal(receiver.received().length, 0);
    });
  }
  it('is not sent where the password is wrong', async () => {
    await open();
    const answer = await send(mailTo(receiver.port, { login: { user: 'alerts@example.com', password: 'other' } }));
    assert.deepEqual(answer, { kind: 'refused', step: 'login', code: 535, status: '5.7.8' });
  });
  it('is not sent, and no login either, where no TLS is offered', async () => {
    await open({ offersTls: false, needsTls: false });
    assert.deepEqual(await send(), { kind: 'refused', step: 'encryption', code: 502, status: '5.5.1' });
    assert.deepEqual([saidOf('235'), saidOf('334'), receiver.received()], [[], [], []]);
  });
  for (const [name, security] of [
    ['STARTTLS', 'startTls'],
    ['offered TLS', 'offered'],
    ['TLS from the first byte', 'tls'],
  ] as const)
    it(`is not sent, and no login either, to a server that nobody vouches for: ${name}`, async () => {
      await open({ needsTls: false }, security === 'tls');
      assert.deepEqual(await sendNow(mailTo(receiver.port, { security })), { kind: 'proxyOrTls' });
      assert.deepEqual([saidOf('235'), saidOf('334'), receiver.received()], [[], [], []]);
    });
  it('is not sent to a server whose certificate is of another name', async () => {
    await open();
    // The same machine by a name that the certificate does not have.
    assert.deepEqual(await send(mailTo(receiver.port, { host: '::ffff:127.0.0.1' })), { kind: 'proxyOrTls' });
    assert.deepEqual([saidOf('235'), receiver.received()], [[], []]);
  });
  it('is not sent where it is larger than the server takes', async () => {
    await open({ mostBytes: 300 });
    assert.deepEqual(await send(mailTo(receiver.port, {}, { text: 'long '.repeat(100) })), { kind: 'tooLarge' });
  });
  it('is not sent where nobody listens', async () => {
    await open();
    const { port } = receiver;
    await receiver.stop();
    assert.deepEqual(await sendNow(mailTo(port)), { kind: 'unreachable', isClosed: true });
  });
  it('is not sent where the connection ends at once', async () => {
    await open();
    receiver.set('down');
    assert.deepEqual(await send(), { kind: 'unreachable' });
  });
  it('is not sent to a server that begins in clear text where TLS is expected', async () => {
    await open();
    assert.deepEqual(await send(mailTo(receiver.port, { security: 'tls' })), { kind: 'proxyOrTls' });
  });
  it('is text, whatever is in it: dots, long lines, line ends in a name, marks and signs of every kind', async () => {
    await open();
    const text = ['.', '..', '.QUIT', `x${'y'.repeat(2000)}`, '余额 😀', '=?utf-8?B?eA==?=', '/etc/passwd', 'https://example.com/'].join(
      '\n',
    );
    const subject = '余额 is low\r\nBcc: other@example.com\r\n\r\n.\r\nQUIT';
    const from = { name: 'A, "B"\r\nBcc: c@d.example', address: 'alerts@example.com' };
    assert.deepEqual(await send(mailTo(receiver.port, {}, { text: `${text}\n`, subject, from })), { kind: 'accepted', missed: [] });
    const [mail] = receiver.received();
    assert.equal(mail?.message.text, text);
    assert.equal(mail.message.headers['bcc'], undefined);
    assert.deepEqual(mail.to, ['team@example.com']);
    assert.match(mail.message.subject, /^余额 is low/);
  });
});
