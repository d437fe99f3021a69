import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import type { Answer } from '../../receivers/receiver';
import { replyField } from '../../receivers/replyField';
import type { Shown } from '../../receivers/shown';
import { telegram } from '../../receivers/telegram';

const { token, chatId } = telegram.settings;
const target = `/bot${token}/sendMessage`;
const send = (body: object, receiver = telegram) => askReceiver(receiver, { target, body: { chat_id: chatId, ...body } });
const said = (answer: Answer): readonly unknown[] => replyField('description', answer);
const html = (text: string) => send({ text, parse_mode: 'HTML' });
const drawn = (body: object): Shown => {
  const { shown, body: answer } = send(body);
  assert.ok(shown, answer);
  return shown;
};

describe('the Telegram receiver', () => {
  it('answers with the message', () => {
    const { status, body } = send({ text: 'a' });
    assert.deepEqual([status, body.startsWith('{"ok":true')], [200, true]);
  });

  it('takes a query or a form as well, and the name of the method in any case', () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal(
      askReceiver(telegram, { target: `/bot${token}/SENDMESSAGE?chat_id=${chatId}&text=a`, body: '', method: 'GET' }).status,
      200,
    );
    assert.equal(askReceiver(telegram, { target, body: `chat_id=${chatId}&text=a`, headers: form }).status, 200);
    assert.equal(send({ chat_id: Number(chatId), text: 'a' }).status, 200);
  });

  it('refuses in the words of the server', () => {
    assert.deepEqual(said(askReceiver(telegram, { target: '/other', body: {} })), [404, 'Not Found']);
    assert.deepEqual(said(askReceiver(telegram, { target: `/bot${token}/other`, body: {} })), [404, 'Not Found: method not found']);
    assert.deepEqual(said(askReceiver(telegram, { target: '/bot2:other/sendMessage', body: {} })), [401, 'Unauthorized']);
    assert.deepEqual(said(askReceiver(telegram, { target: '/botother/sendMessage', body: {} })), [
      401,
      'Unauthorized: invalid token specified',
    ]);
    assert.deepEqual(said(send({ chat_id: '', text: 'a' })), [400, 'Bad Request: chat_id is empty']);
    assert.deepEqual(said(send({ chat_id: '-7', text: 'a' })), [400, 'Bad Request: chat not found']);
    assert.deepEqual(said(send({})), [400, 'Bad Request: message text is empty']);
    assert.deepEqual(said(send({ text: 'a', parse_mode: 'BBCode' })), [400, 'Bad Request: unsupported parse_mode']);
    assert.deepEqual(said(send({ text: 'a' }, telegram.with({ state: 'blocked' }))), [403, 'Forbidden: bot was blocked by the user']);
    assert.deepEqual(said(send({ text: 'a' }, telegram.with({ state: 'kicked' }))), [403, 'Forbidden: bot was kicked from the group chat']);
  });

  it('names the new id of a group that became a supergroup', () => {
    const moved = telegram.with({ migratedTo: '-1001234567890' });
    const { status, body } = send({ text: 'a' }, moved);
    assert.deepEqual([status, body.includes('"parameters":{"migrate_to_chat_id":-1001234567890}')], [400, true]);
    assert.equal(send({ chat_id: '-1001234567890', text: 'a' }, moved).status, 200);
  });

  it('counts code points after parsing, and bytes before it', () => {
    assert.equal(send({ text: 'a'.repeat(4096) }).status, 200);
    assert.deepEqual(said(send({ text: 'a'.repeat(4097) })), [400, 'Bad Request: message is too long']);
    assert.equal(send({ text: '😀'.repeat(4096) }).status, 200);
    assert.equal(html(`<b>${'a'.repeat(4096)}</b>`).status, 200);
    assert.deepEqual(said(send({ text: 'a'.repeat(32_769) })), [400, 'Bad Request: text is too long']);
  });

  it('says in the header and in the body when to come again', () => {
    const late = askReceiver(telegram, { target, body: { chat_id: chatId, text: 'a' }, earlier: [0], now: 1 });
    assert.deepEqual([late.status, late.headers['retry-after'], late.body.includes('"retry_after":1')], [429, '1', true]);
  });

  for (const [text, why] of [
    ['<x>a</x>', 'Unsupported start tag "x" at byte offset 0'],
    ['余额 <@everyone> a', 'Unsupported start tag "@everyone" at byte offset 7'],
    ['<b>a', 'Can\'t find end tag corresponding to start tag "b"'],
    ['a</b>', 'Unexpected end tag at byte offset 1'],
    ['<b>a</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
    ['a < b', 'Unsupported start tag "" at byte offset 2'],
    ['<b', 'Unclosed start tag at byte offset 0'],
    ['<span>a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'],
  ] as const)
    it(`cannot parse ${text}`, () => assert.deepEqual(said(html(text)), [400, `Bad Request: can't parse entities: ${why}`]));

  for (const [text, seen, marks] of [
    ['<b>x</b>', 'x', ['bold']],
    ['<i>x</i>', 'x', ['italic']],
    ['<u>x</u>', 'x', ['underline']],
    ['<s>x</s>', 'x', ['strike']],
    ['<code>x</code>', 'x', ['code']],
    ['<pre>x</pre>', 'x', ['code']],
    ['<tg-spoiler>x</tg-spoiler>', 'x', ['spoiler']],
    ['<span class="tg-spoiler">x</span>', 'x', ['spoiler']],
    ['<blockquote>x</blockquote>', 'x', ['quote']],
    ['<a href="https://a.example/">x</a>', 'x', ['link']],
    ['#x', '#x', ['hashtag']],
    ['/x', '/x', ['command']],
    ['$USD', '$USD', ['cashtag']],
    ['<tg-time unix="1">x</tg-time>', 'x', ['timestamp']],
  ] as const)
    it(`finds what ${text} is`, () => {
      const shown = drawn({ text, parse_mode: 'HTML' });
      assert.deepEqual([shown.text, shown.marks], [seen, marks]);
    });

  it('finds mentions and addresses without any markup', () => {
    assert.equal(drawn({ text: 'ask @all now' }).notified, true);
    assert.equal(drawn({ text: '<a href="tg://user?id=1">x</a>', parse_mode: 'HTML' }).notified, true);
    assert.deepEqual(drawn({ text: 'https://a.example/b' }).links, ['https://a.example/b']);
    assert.deepEqual(drawn({ text: 'see api.openai.com' }).links, ['http://api.openai.com']);
    assert.deepEqual(drawn({ text: 'a@b.example' }).links, ['mailto:a@b.example']);
    assert.equal(drawn({ text: '@\u200ball and a@ b' }).notified, false);
  });

  it('finds none of them within <code>, and reads entities', () => {
    const label = '*x* <@everyone> @all [a](b) #y /z https://a.example 😀';
    const escaped = label.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    assert.deepEqual(drawn({ text: `<code>${escaped}</code>`, parse_mode: 'HTML' }), {
      text: label,
      notified: false,
      links: [],
      marks: ['code'],
    });
  });

  it('refuses Markdown in which one character was forgotten', () => {
    const markdown = (text: string) => send({ text, parse_mode: 'MarkdownV2' });
    assert.equal(markdown('a\\. *b*').status, 200);
    assert.deepEqual(said(markdown('a. b')), [
      400,
      "Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
    ]);
    assert.equal(markdown('a *b').status, 400);
    assert.deepEqual(markdown('*b* [c](https://d.example)').shown?.marks, ['bold', 'link']);
  });
});
