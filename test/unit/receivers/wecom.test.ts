import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import type { Answer } from '../../receivers/receiver';
import { replyField } from '../../receivers/replyField';
import type { Shown } from '../../receivers/shown';
import { wecom } from '../../receivers/wecom';

const target = `/cgi-bin/webhook/send?key=${wecom.settings.key}`;
const of = (msgtype: string, content: string, more = {}): object => ({ msgtype, [msgtype]: { content, ...more } });
const send = (body: unknown, to = target) => askReceiver(wecom, { target: to, body });
const codeOf = (answer: Answer): readonly unknown[] => replyField('errcode', answer);
const drawn = (body: unknown): Shown => {
  const { shown, body: answer } = send(body);
  assert.ok(shown, answer);
  return shown;
};

describe('the WeCom receiver', () => {
  it('refuses with 200', () => {
    assert.deepEqual(codeOf(send(of('text', 'a'))), [200, 0]);
    assert.deepEqual(codeOf(send(of('text', 'a'), '/cgi-bin/webhook/send?key=other')), [200, 93_000]);
    assert.deepEqual(codeOf(send(of('text', 'a'), '/cgi-bin/webhook/send')), [200, 93_000]);
    assert.deepEqual(codeOf(send(of('text', ''))), [200, 44_004]);
    assert.deepEqual(codeOf(send(of('other', 'a'))), [200, 40_008]);
    assert.deepEqual(codeOf(send('{')), [200, 40_008]);
    assert.deepEqual(codeOf(askReceiver(wecom, { target, body: '', method: 'GET' })), [200, 43_002]);
    const twenty = Array.from({ length: 20 }, () => 0);
    assert.deepEqual(codeOf(askReceiver(wecom, { target, body: of('text', 'a'), earlier: twenty, now: 59_999 })), [200, 45_009]);
    assert.deepEqual(codeOf(askReceiver(wecom, { target, body: of('text', 'a'), earlier: twenty, now: 60_000 })), [200, 0]);
  });

  it('counts UTF-8 bytes', () => {
    assert.deepEqual(codeOf(send(of('text', '余'.repeat(682)))), [200, 0]);
    assert.deepEqual(codeOf(send(of('text', '余'.repeat(683)))), [200, 40_058]);
    assert.deepEqual(codeOf(send(of('markdown_v2', 'a'.repeat(4096)))), [200, 0]);
    assert.deepEqual(codeOf(send(of('markdown_v2', 'a'.repeat(4097)))), [200, 40_058]);
  });

  it('calls by <@id> in texts and in Markdown, not in its second form, and by lists', () => {
    assert.equal(drawn(of('text', '<@zhangsan>')).notified, true);
    assert.equal(drawn(of('markdown', '<@zhangsan>')).notified, true);
    assert.equal(drawn(of('markdown_v2', '<@zhangsan>')).notified, false);
    assert.equal(drawn(of('text', '@all')).notified, false);
    assert.equal(drawn(of('text', 'a', { mentioned_list: ['@all'] })).notified, true);
  });

  for (const [kind, content, mark] of [
    ['markdown', '**x**', 'bold'],
    ['markdown', '*x*', 'italic'],
    ['markdown', '`x`', 'code'],
    ['markdown', '# x', 'heading'],
    ['markdown', '> x', 'quote'],
    ['markdown', '[a](https://b.example)', 'link'],
    ['markdown', '<font color="warning">x</font>', 'colour'],
    ['markdown_v2', '**x**', 'bold'],
    ['markdown_v2', '*x*', 'italic'],
    ['markdown_v2', '- x', 'list'],
    ['markdown_v2', '1. x', 'numbered list'],
    ['markdown_v2', '---', 'rule'],
    ['markdown_v2', '![a](https://b.example)', 'image'],
    ['markdown_v2', '| a | b |\n| --- | --- |', 'table'],
  ] as const)
    it(`finds the ${mark} of ${content} in ${kind}`, () => assert.deepEqual(drawn(of(kind, content)).marks, [mark]));

  it('has no colours in the second form, and no lists in the first', () => {
    assert.deepEqual(drawn(of('markdown_v2', '<font color="warning">x</font>')).marks, []);
    assert.deepEqual(drawn(of('markdown', '- x')).marks, []);
    assert.deepEqual(drawn(of('text', '*x* [a](b) # y')).marks, []);
  });
});
