import assert from 'node:assert/strict';
import * as channels from '../../../src/channels';
import { deliveryOf } from '../../../src/core/notify/delivery';
import { deliveryText } from '../../../src/core/notify/deliveryText';
import { kindOf } from '../../../src/core/notify/kindOf';
import { postTo, type Channel } from '../../../src/core/notify/postTo';
import type { SendMail } from '../../../src/core/notify/outgoingMail';
import { summaryMessage } from '../../../src/core/notify/summary';
import { targetFault, type TargetFault } from '../../../src/core/notify/targetFault';
import { english } from '../../../src/core/text/translate';
import { sendMail } from '../../../src/node/mail/sendMail';
import { startSmtpReceiver, type SmtpReceiver } from '../../receivers/smtpReceiver';
import { smtpRefusals, type SmtpSettings } from '../../receivers/smtpSettings';
import { factsOf, held, readingOf, start } from '../../support/accounts';
import { kinds } from '../../support/channels';
import { idOf } from '../../support/ids';
import { posting, type Posting } from '../../support/posting';
import { displayAt } from '../../support/surfaces';
import { trusting } from '../../support/trusting';
import { noSend } from '../../support/noSend';

const evil = '*x* <@everyone> [a](b) https://example.com www.example.com a@example.com\r\n.\r\nQUIT\u202e 😀';
const messageOf = (count: number, label: string) =>
  summaryMessage(
    Array.from({ length: count }, (_, index) =>
      factsOf({ reading: readingOf([held('USD', index === 0 ? '4.44' : '44')]), checkedAt: start }, { id: idOf(`a${index}`), label }),
    ),
    displayAt(start),
  );
const fields = { from: 'API Balance <alerts@example.com>', to: 'team@example.com, Left <left@example.com>' };

describe('a message as e-mail', () => {
  let receiver: SmtpReceiver;
  const open = async (settings: Partial<SmtpSettings> = {}): Promise<void> => void (receiver = await startSmtpReceiver({ settings }));
  const channel = (login = 'alerts@example.com:made-up@'): Channel => ({
    url: `smtp://${login}127.0.0.1:${receiver.port}`,
    kind: channels.email,
    fields,
  });
  const deliver = (to: Channel, count = 2, label = 'Work', mail: SendMail = sendMail()): Promise<Posting> =>
    trusting(receiver.certificate, () => posting(to, messageOf(count, label), noSend, mail));
  afterEach(() => receiver.stop());

  it('is taken once, and shows every account, who needs somebody first', async () => {
    await open();
    assert.deepEqual(await deliver(channel()), { reason: null, waited: [] });
    const [mail] = receiver.received();
    assert.equal(receiver.received().length, 1);
    assert.equal(mail?.message.subject, 'API balances: 1 needs money');
    assert.match(
      mail.message.text,
      /^API balances: 1 needs money · 2023-11-14 22:13 UTC\n[^\n]*Low[^\n]*Work: \$4\.44.*\n• .*Work: \$44\.00/,
    );
    assert.deepEqual([mail.message.html, mail.isSecure, mail.to], [null, true, ['team@example.com', 'left@example.com']]);
    assert.equal(mail.message.headers['auto-submitted'], 'auto-generated');
    assert.equal(mail.message.headers['date'], 'Tue, 14 Nov 2023 22:13:20 +0000');
    assert.match(mail.message.headers['message-id'] ?? '', /^<[a-z]+@example\.com>$/);
  });
  it('of a name: it can neither become a link, nor a header, nor end the message', async () => {
    await open();
    assert.equal((await deliver(channel(), 2, evil)).reason, null);
    const [mail] = receiver.received();
    assert.deepEqual([mail?.shown.links, mail?.shown.notified, mail?.shown.marks], [[], false, ['subject']]);
    assert.match(mail?.message.text ?? '', /Work|\*x\* <@/);
    assert.equal(receiver.received().length, 1);
    assert.match(mail?.message.text ?? '', /\$44\.00/);
  });
  it('of two hundred accounts is whole', async () => {
    await open();
    assert.equal((await deliver(channel(), 200, '账户 😀')).reason, null);
    assert.equal(receiver.received()[0]?.message.text.match(/账户 😀/g)?.length, 200);
  });
  it('is the same mail with each try, so that one that was taken twice shows once', async () => {
    await open();
    receiver.set(smtpRefusals.greylisted);
    const sent: string[] = [];
    const mail: SendMail = async (letter, signal) => {
      sent.push(letter.messageId);
      const answer = await sendMail()(letter, signal);
      if (sent.length === 3) receiver.set('ok');
      return answer;
    };
    const { reason, waited } = await deliver(channel(), 2, 'Work', mail);
    assert.deepEqual([reason, waited, sent.length, new Set(sent).size], [null, [1, 2, 4], 4, 1]);
    assert.equal(receiver.received()[0]?.message.headers['message-id'], sent[0]);
  });
  for (const [name, words] of [
    ['wrongLogin', /code 535 5\.7\.8.*check user name and password/],
    ['senderRefused', /code 553 5\.7\.1.*may not send as this sender/],
    ['unknownRecipient', /code 550 5\.1\.1.*check "to"/],
    ['spam', /code 554 5\.7\.1.*rules are against this message/],
  ] as const)
    it(`${name}: refused at once, and told without the address`, async () => {
      await open();
      receiver.set(smtpRefusals[name]);
      const { reason, waited } = await deliver(channel());
      assert.match(reason ?? '', words);
      assert.ok(!/made-up|127\.0\.0\.1|alerts@/.test(reason ?? ''), reason ?? '');
      assert.deepEqual(waited, []);
    });
  for (const fault of [smtpRefusals.closing, smtpRefusals.loginBusy, smtpRefusals.mailboxFull, 'down'] as const)
    it(`${typeof fault === 'string' ? fault : fault.reply}: passes, and it is tried again`, async () => {
      await open();
      receiver.set(fault);
      const { reason, waited } = await deliver(channel());
      assert.notEqual(reason, null);
      assert.deepEqual(waited, [1, 2, 4, 8, 16]);
    });
  it('of a server that nobody vouches for: nothing is posted, and it is not tried again', async () => {
    await open();
    const { reason, waited } = await posting(channel(), messageOf(1, 'Work'), noSend, sendMail());
    assert.match(reason ?? '', /No trusted connection/);
    assert.deepEqual([waited, receiver.received()], [[], []]);
  });
  it('that some recipients do not get says so', async () => {
    await open({ recipients: ['team@example.com'] });
    const signal = new AbortController().signal;
    const ports = { send: noSend, mail: sendMail(), hmac: () => '', now: () => start, t: english };
    const tried = await trusting(receiver.certificate, () => postTo(channel(), messageOf(1, 'Work'), ports, signal));
    assert.equal(
      deliveryText(deliveryOf(tried, 0, start), 'Channel team', 'configuration', english),
      'Posted to Channel team, but it refused 1 of the recipients (code 550 5.1.1): check left@example.com',
    );
  });
});

describe('where e-mail goes', () => {
  const ofFault = (fault: TargetFault | null): string | null => (fault === null ? null : fault.of === 'retired' ? fault.of : fault.fault);
  const faultOf = (url: string, more: Record<string, string> = {}): string | null =>
    ofFault(targetFault({ url, fields: { ...fields, ...more } }, channels.email));

  it('is known by its scheme', () => {
    for (const url of ['smtp://mail.example.com', 'smtps://a:b@hooks.slack.com', 'SMTP://h'])
      assert.equal(kindOf(url, kinds)?.id, 'email', url);
  });
  it('is wrong in ways that are told apart, before anything is sent', () => {
    assert.equal(faultOf('smtp://a:b@h'), null);
    assert.equal(faultOf('smtp://h'), null);
    assert.equal(faultOf('smtp://a@h', { password: 'p@ss word' }), null);
    assert.equal(faultOf('https://h'), 'notAnAddress');
    assert.equal(faultOf('smtp://a@h'), 'noPassword');
    assert.equal(faultOf('smtp://a:@h'), 'noPassword');
    assert.equal(faultOf('smtp://h', { password: 'b' }), 'noUser');
    assert.equal(faultOf('smtp://a:b@h', { password: 'b' }), 'passwordTwice');
    assert.equal(faultOf('smtp://a:b@h', { from: 'a@b.example, c@d.example' }), 'from');
    assert.equal(faultOf('smtp://a:b@h', { from: 'Alerts' }), 'from');
    assert.equal(faultOf('smtp://a:b@h', { to: 'team' }), 'to');
    assert.equal(ofFault(targetFault({ url: 'smtp://h', fields: {} }, channels.json)), 'notAnAddress');
  });
  it('may hold who sends and receives', () => {
    assert.deepEqual(channels.email.inAddress?.('smtp://a:b@h?from=a@b.example&to=c@d.example'), ['from', 'to', 'password']);
    assert.deepEqual(channels.email.inAddress('smtp://a@h?to=c@d.example'), ['to']);
    assert.deepEqual(channels.email.inAddress('smtp://h'), ['password']);
    assert.equal(targetFault({ url: 'smtp://h?from=a@b.example&to=c@d.example', fields: {} }, channels.email), null);
  });
});
