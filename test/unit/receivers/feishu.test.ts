import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import { feishu, feishuSignature } from '../../receivers/feishu';
import type { Answer } from '../../receivers/receiver';
import { replyField } from '../../receivers/replyField';
import type { Shown } from '../../receivers/shown';

const target = `/open-apis/bot/v2/hook/${feishu.settings.token}`;
const send = (body: unknown, receiver = feishu, now = 0) => askReceiver(receiver, { target, body, now });
const codeOf = (answer: Answer): readonly unknown[] => replyField('code', answer);
const text = (said: string): object => ({ msg_type: 'text', content: { text: said } });
const card = (tag: string, content: string, title = 't'): object => ({
  msg_type: 'interactive',
  card: { header: { title: { tag: 'plain_text', content: title } }, elements: [{ tag: 'div', text: { tag, content } }] },
});
const drawn = (body: unknown): Shown => {
  const { shown, body: answer } = send(body);
  assert.ok(shown, answer);
  return shown;
};

describe('the Feishu receiver', () => {
  it('signs as the guide does', () => {
    assert.equal(feishuSignature('1599360473', 'demo'), 'l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=');
  });

  // @see https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot.md
  it('takes what the guide sends', () => {
    const post = {
      zh_cn: {
        title: '项目更新通知',
        content: [
          [
            { tag: 'text', text: '项目有更新: ' },
            { tag: 'a', text: '请查看', href: 'http://www.example.com/' },
          ],
        ],
      },
    };
    assert.deepEqual(codeOf(send(text('request example'))), [200, 0]);
    assert.deepEqual(drawn({ msg_type: 'post', content: { post } }).links, ['http://www.example.com/']);
    assert.equal(drawn({ msg_type: 'post', content: { post: { zh_cn: { content: [[{ tag: 'at', user_id: 'all' }]] } } } }).notified, true);
  });

  it('refuses with 200', () => {
    assert.deepEqual(codeOf(send({ content: { text: 'a' } })), [200, 19002]);
    assert.deepEqual(codeOf(send('{')), [200, 9499]);
    assert.deepEqual(codeOf(send('{', feishu.with({ badRequestStatus: 400 }))), [400, 9499]);
    assert.deepEqual(codeOf(send(text('a'.repeat(20_480)))), [200, 9499]);
    assert.deepEqual(codeOf(send({ msg_type: 'text', content: { words: 'a' } })), [200, 9499]);
    assert.deepEqual(codeOf(askReceiver(feishu, { target: '/open-apis/bot/v2/hook/other', body: text('a') })), [200, 19001]);
    assert.deepEqual(codeOf(send(text('a'), feishu.with({ isAddressAllowed: false }))), [200, 19022]);
    assert.equal(askReceiver(feishu, { target: '/open-apis/bot/hook', body: {} }).status, 404);
    assert.deepEqual(codeOf(askReceiver(feishu, { target, body: text('a'), earlier: [1, 2, 3, 4, 5], now: 6 })), [200, 11232]);
  });

  it('checks signature and clock, in seconds and in the body', () => {
    const signed = feishu.with({ secret: 'demo' });
    const at = 1_599_360_473;
    const body = { ...text('a'), timestamp: String(at), sign: feishuSignature(String(at), 'demo') };
    assert.deepEqual(codeOf(send(body, signed, at * 1000)), [200, 0]);
    assert.deepEqual(codeOf(send(body, signed, (at + 3600) * 1000)), [200, 0]);
    assert.deepEqual(codeOf(send(body, signed, (at + 3601) * 1000)), [200, 19021]);
    assert.deepEqual(codeOf(send(body, signed, (at - 3601) * 1000)), [200, 19021]);
    assert.deepEqual(codeOf(send({ ...body, timestamp: at }, signed, at * 1000)), [200, 19021]);
    assert.deepEqual(codeOf(send({ ...body, sign: 'other' }, signed, at * 1000)), [200, 19021]);
    assert.deepEqual(codeOf(send(text('a'), signed, at * 1000)), [200, 19021]);
  });

  it('looks for keywords in texts and titles', () => {
    const asked = feishu.with({ keywords: ['balance', 'credit'] });
    assert.deepEqual(codeOf(send(text('no word'), asked)), [200, 19024]);
    assert.deepEqual(codeOf(send(text('a balance'), asked)), [200, 0]);
    assert.deepEqual(codeOf(send(card('plain_text', 'x', 'credit'), asked)), [200, 0]);
    assert.deepEqual(codeOf(send(card('plain_text', 'credit', 'x'), asked)), [200, 19024]);
  });

  it('draws plain_text as written', () => {
    const label = '*x* <at user_id="all">all</at> <at id=all></at> [a](https://b.example) :OK: 😀';
    assert.deepEqual(drawn(card('plain_text', label)), { text: `t\n${label}`, notified: false, links: [], marks: ['heading'] });
  });

  it('calls by <at> in texts and in Markdown', () => {
    assert.equal(drawn(text('<at user_id="all">所有人</at>')).notified, true);
    assert.equal(drawn(text('<at user_id="ou_1"></at>')).notified, true);
    assert.equal(drawn(card('lark_md', '<at id=all></at>')).notified, true);
    assert.equal(drawn(card('lark_md', '<at email=a@b.example></at>')).notified, true);
    assert.equal(drawn(text('<\u200bat user_id="all">all</at>')).notified, false);
  });

  for (const [content, mark] of [
    ['**x**', 'bold'],
    ['*x*', 'italic'],
    ['~~x~~', 'strike'],
    ['[a](https://b.example)', 'link'],
    ['<a href="https://b.example">a</a>', 'link'],
    ['<font color="red">x</font>', 'colour'],
    ['<text_tag color="blue">x</text_tag>', 'tag'],
    [':OK:', 'emoji'],
    ['- x', 'list'],
    ['`x`', 'code'],
  ] as const)
    it(`finds the ${mark} of ${content}`, () => assert.deepEqual(drawn(card('lark_md', content)).marks, ['heading', mark]));

  it('reads numbered entities for marks', () => {
    assert.deepEqual(drawn(card('lark_md', '&#42;x&#42; &lt;at')).text, 't\n*x* <at');
  });
});
