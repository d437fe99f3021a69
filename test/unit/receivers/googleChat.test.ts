import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import { googleChat } from '../../receivers/googleChat';
import { objectOf } from '../../receivers/readBody';
import type { Answer } from '../../receivers/receiver';
import { replyField } from '../../receivers/replyField';
import type { Shown } from '../../receivers/shown';

const { space, key, token } = googleChat.settings;
const path = `/v1/spaces/${space}/messages`;
const target = `${path}?key=${key}&token=${token}`;
const send = (body: unknown, to = target, receiver = googleChat) => askReceiver(receiver, { target: to, body });
const statusOf = (answer: Answer): readonly unknown[] => {
  const [status, error] = replyField('error', answer);
  return [status, objectOf(error)?.['status']];
};
const drawn = (text: string, receiver = googleChat): Shown => {
  const { shown, body } = send({ text }, target, receiver);
  assert.ok(shown, body);
  return shown;
};

describe('the Google Chat receiver', () => {
  it('answers with the name of the message, or with an error', () => {
    assert.match(send({ text: 'a' }).body, /^\{"name":"spaces\//);
    assert.deepEqual(statusOf(send({ text: '' })), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(statusOf(send({ text: 'a', other: 1 })), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(statusOf(send('{')), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(statusOf(send({ text: 'a'.repeat(4097) })), [400, 'INVALID_ARGUMENT']);
    assert.deepEqual(statusOf(send({ text: '余'.repeat(10_667) }, target, googleChat.with({ mostCharacters: 40_000 }))), [
      400,
      'INVALID_ARGUMENT',
    ]);
    assert.deepEqual(statusOf(send({ text: 'a' }, path)), [403, 'PERMISSION_DENIED']);
    assert.deepEqual(statusOf(send({ text: 'a' }, `${path}?key=${key}&token=other`)), [401, 'UNAUTHENTICATED']);
    assert.deepEqual(statusOf(send({ text: 'a' }, target.replace(space, 'BBBB'))), [404, 'NOT_FOUND']);
    const sixty = Array.from({ length: 60 }, () => 0);
    assert.deepEqual(statusOf(askReceiver(googleChat, { target, body: { text: 'a' }, earlier: sixty, now: 1 })), [
      429,
      'RESOURCE_EXHAUSTED',
    ]);
  });

  // @see https://developers.google.com/workspace/chat/format-messages
  for (const [text, seen, marks] of [
    ['Your pizza delivery *has arrived*!', 'Your pizza delivery has arrived!', ['bold']],
    ['_hello_', 'hello', ['italic']],
    ['~hello~', 'hello', ['strike']],
    ['`hello`', 'hello', ['code']],
    ['- one', '• one', ['list']],
    ['* one', '• one', ['list']],
    ['<https://example.com|Example website>', 'Example website', ['link']],
    ['<users/all>', '@all', ['mention']],
    ['<users/123>', '{user 123}', ['mention']],
  ] as const)
    it(`finds what ${text} is`, () => {
      const shown = drawn(text);
      assert.deepEqual([shown.text, shown.marks], [seen, marks]);
    });

  it('reads entities, and no Markdown unless it is told to', () => {
    assert.deepEqual(drawn('&lt;users/all&gt; [a](b)'), { text: '<users/all> [a](b)', notified: false, links: [], marks: [] });
    assert.deepEqual(drawn('**x** [a](https://b.example)', googleChat.with({ syntax: 'markdown' })).marks, ['bold', 'link']);
    assert.equal(drawn('<users/all>').notified, true);
  });

  it('takes a zero-width space for what breaks a mark only where it is told so', () => {
    assert.deepEqual(drawn('*\u200bx*').marks, ['bold']);
    assert.deepEqual(drawn('*\u200bx*', googleChat.with({ zeroWidthDisarms: true })), {
      text: '*x*',
      notified: false,
      links: [],
      marks: [],
    });
  });
});
