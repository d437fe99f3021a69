import assert from 'node:assert/strict';
import { drawMail, readMail } from '../../receivers/mailMessage';

const mail = (...lines: readonly string[]) => readMail(Buffer.from(lines.join('\r\n')));

describe('a mail that was received', () => {
  it('has its subject unfolded and its words decoded', () => {
    const { subject, headers } = mail(
      'From: a@b.example',
      'Subject: =?UTF-8?Q?Balance_=E4=BD=99?=',
      ' =?UTF-8?Q?=E9=A2=9D?= is low',
      '',
      'x',
    );
    assert.deepEqual([subject, headers['from']], ['Balance 余额 is low', 'a@b.example']);
  });

  // @see https://www.rfc-editor.org/rfc/rfc2045#section-6.7
  it('is read as quoted-printable', () => {
    const { text } = mail(
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'a =3D b =E4=BD=',
      '=99=E9=A2=9D  ',
      'c',
    );
    assert.equal(text, 'a = b 余额\nc');
  });

  it('is read as base64, in the charset it names', () => {
    const coded = Buffer.from('caf\xe9 $3', 'latin1').toString('base64');
    assert.equal(mail('Content-Type: text/plain; charset="iso-8859-1"', 'Content-Transfer-Encoding: base64', '', coded).text, 'café $3');
  });

  it('is read as it is in eight bits', () => assert.equal(mail('Subject: a', '', '余额').text, '余额'));

  it('shows its plain part, and says that there is HTML', () => {
    const both = mail(
      'Subject: s',
      'Content-Type: multipart/alternative; boundary="b 1"',
      '',
      'not shown',
      '--b 1',
      'Content-Type: text/plain',
      '',
      'plain',
      '--b 1',
      'Content-Type: text/html',
      '',
      '<b>x</b>',
      '--b 1--',
      '',
    );
    assert.deepEqual([both.text, both.html], ['plain', '<b>x</b>']);
    assert.deepEqual(drawMail(both).marks, ['HTML', 'subject']);
  });

  it('is drawn as written, with its addresses to click', () => {
    const label = '*x* <@everyone> @all [a](b) 😀';
    assert.deepEqual(drawMail(mail('Subject: s', '', label)), { text: `s\n${label}`, notified: false, links: [], marks: ['subject'] });
    assert.deepEqual(drawMail(mail('Subject: s', '', 'see https://a.example/b')).links, ['https://a.example/b']);
  });
});
