import assert from 'node:assert/strict';
import { SmtpSession } from '../../receivers/smtpSession';
import { smtpDefaults, smtpRefusals, type SmtpRefusal, type SmtpSettings } from '../../receivers/smtpSettings';

const session = (changed: Partial<SmtpSettings> = {}, isSecure = true, refusal: SmtpRefusal | null = null): SmtpSession =>
  new SmtpSession({ ...smtpDefaults, ...changed }, isSecure, () => refusal);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const plain = `AUTH PLAIN ${base64('\0alerts@example.com\0made-up')}`;
const codes = (of: SmtpSession, ...lines: readonly string[]): readonly string[] =>
  lines.map((line) => of.command(line).lines.join('|').slice(0, 3));

describe('an SMTP session', () => {
  it('takes a transaction in its order', () => {
    const one = session();
    assert.match(one.greeting().lines.join(), /^220 /);
    const lines = ['EHLO a.example', plain, 'MAIL FROM:<alerts@example.com>', 'RCPT TO:<team@example.com>', 'DATA'];
    assert.deepEqual(codes(one, ...lines), ['250', '235', '250', '250', '354']);
    const { reply, envelope } = one.message(Buffer.from('Subject: a\r\n\r\nb\r\n'));
    assert.match(reply.lines.join(), /^250 /);
    assert.deepEqual(envelope, {
      from: 'alerts@example.com',
      to: ['team@example.com'],
      user: 'alerts@example.com',
      isSecure: true,
      parameters: [],
    });
    assert.deepEqual(codes(one, 'QUIT'), ['221']);
  });

  it('refuses another order', () => {
    assert.deepEqual(codes(session(), 'MAIL FROM:<a@b.example>'), ['503']);
    assert.deepEqual(codes(session(), 'EHLO a', 'MAIL FROM:<a@b.example>'), ['250', '530']);
    assert.deepEqual(codes(session(), 'EHLO a', plain, 'RCPT TO:<a@b.example>', 'DATA'), ['250', '235', '503', '503']);
    assert.deepEqual(codes(session(), 'EHLO a', plain, 'MAIL FROM:<a@b.example>', 'DATA', plain), ['250', '235', '250', '554', '503']);
    assert.deepEqual(codes(session(), 'EHLO a', plain, plain), ['250', '235', '503']);
    assert.deepEqual(codes(session(), 'EHLO a', plain, 'MAIL FROM:<a@b.example>', 'RSET', 'RCPT TO:<a@b.example>'), [
      '250',
      '235',
      '250',
      '250',
      '503',
    ]);
  });

  it('refuses what is not in its form', () => {
    const lines = [
      'MAIL FROM: <a@b.example>',
      'MAIL FROM:a@b.example',
      'MAIL FROM:<a@b.example> X=1',
      'MAIL FROM:<ü@b.example>',
      'MAIL FROM:<a@b.example> SIZE=9999999',
    ];
    assert.deepEqual(codes(session(), 'EHLO a', plain, ...lines).slice(2), ['501', '501', '555', '553', '552']);
    assert.deepEqual(codes(session(), 'EHLO', 'OTHER', 'a'.repeat(511), 'VRFY a', 'NOOP'), ['501', '500', '500', '252', '250']);
  });

  it('wants TLS before anything else, and offers it once', () => {
    const clear = session({}, false);
    const offered = clear.command('EHLO a').lines.join('\n');
    assert.match(offered, /STARTTLS/);
    assert.doesNotMatch(offered, /AUTH/);
    assert.deepEqual(codes(clear, plain, 'MAIL FROM:<a@b.example>', 'STARTTLS x', 'STARTTLS'), ['530', '530', '501', '220']);
    const secure = session();
    const within = secure.command('EHLO a').lines.join('\n');
    assert.doesNotMatch(within, /STARTTLS/);
    assert.match(within, /250[- ]AUTH PLAIN LOGIN$/m);
    assert.deepEqual(codes(secure, 'STARTTLS'), ['503']);
    assert.deepEqual(codes(session({ offersTls: false }, false), 'EHLO a', 'STARTTLS'), ['250', '502']);
  });

  // @see https://www.rfc-editor.org/rfc/rfc4954#section-4
  it('logs in by PLAIN and by LOGIN', () => {
    assert.deepEqual(codes(session(), 'EHLO a', 'AUTH PLAIN', plain.slice(11)), ['250', '334', '235']);
    assert.deepEqual(codes(session(), 'EHLO a', 'AUTH LOGIN', base64('alerts@example.com'), base64('made-up')), [
      '250',
      '334',
      '334',
      '235',
    ]);
    assert.deepEqual(codes(session(), 'EHLO a', `AUTH LOGIN ${base64('alerts@example.com')}`, base64('made-up')), ['250', '334', '235']);
    assert.deepEqual(codes(session(), 'EHLO a', `AUTH PLAIN ${base64('\0alerts@example.com\0other')}`), ['250', '535']);
    assert.deepEqual(codes(session(), 'EHLO a', 'AUTH PLAIN', '*'), ['250', '334', '501']);
    assert.deepEqual(codes(session(), 'EHLO a', 'AUTH PLAIN !', 'AUTH CRAM-MD5', 'AUTH'), ['250', '501', '504', '501']);
  });

  it('takes eight bits, and addresses beyond ASCII, where that was said', () => {
    const take = (parameters: string, body: string): string => {
      const one = session();
      codes(one, 'EHLO a', plain, `MAIL FROM:<a@b.example>${parameters}`, 'RCPT TO:<a@b.example>', 'DATA');
      return one.message(Buffer.from(body)).reply.lines.join().slice(0, 3);
    };
    assert.equal(take(' BODY=8BITMIME', 'Subject: a\r\n\r\n余额\r\n'), '250');
    assert.equal(take('', 'Subject: a\r\n\r\n余额\r\n'), '554');
    assert.equal(take('', 'Subject: a\r\n\r\na\nb\r\n'), '554', 'a bare line feed');
    assert.equal(take('', `Subject: a\r\n\r\n${'a'.repeat(999)}\r\n`), '500');
    assert.deepEqual(codes(session(), 'EHLO a', plain, 'MAIL FROM:<ü@b.example> SMTPUTF8', 'RCPT TO:<ö@b.example>').slice(2), [
      '250',
      '250',
    ]);
    assert.deepEqual(codes(session({ takes8Bit: false }), 'EHLO a', plain, 'MAIL FROM:<a@b.example> BODY=8BITMIME').slice(2), ['555']);
  });

  it('says no where it is told to', () => {
    const said = (refusal: SmtpRefusal, ...lines: readonly string[]): string | undefined =>
      codes(session({}, true, refusal), 'EHLO a', ...lines).at(-1);
    assert.equal(said(smtpRefusals.wrongLogin, plain), '535');
    assert.equal(said(smtpRefusals.senderRefused, plain, 'MAIL FROM:<a@b.example>'), '553');
    assert.equal(said(smtpRefusals.unknownRecipient, plain, 'MAIL FROM:<a@b.example>', 'RCPT TO:<a@b.example>'), '550');
    assert.equal(said(smtpRefusals.greylisted, plain, 'MAIL FROM:<a@b.example>', 'RCPT TO:<a@b.example>'), '451');
    assert.deepEqual(session({}, true, smtpRefusals.closing).greeting().then, 'close');
    assert.deepEqual(
      codes(session({ recipients: ['a@b.example'] }), 'EHLO a', plain, 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@b.example>').slice(3),
      ['550'],
    );
  });
});
