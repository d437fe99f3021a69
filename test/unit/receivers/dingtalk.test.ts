import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import { dingtalk, dingtalkSignature } from '../../receivers/dingtalk';
import type { Answer } from '../../receivers/receiver';
import { replyField } from '../../receivers/replyField';
import type { Shown } from '../../receivers/shown';

const target = '/robot/send?access_token=made-up';
const text = (content: string): object => ({ msgtype: 'text', text: { content } });
const markdown = (said: string): object => ({ msgtype: 'markdown', markdown: { title: 't', text: said } });
const send = (body: unknown, receiver = dingtalk, to = target, now = 0) => askReceiver(receiver, { target: to, body, now });
const codeOf = (answer: Answer): readonly unknown[] => replyField('errcode', answer);
const drawn = (body: unknown): Shown => {
  const { shown, body: answer } = send(body);
  assert.ok(shown, answer);
  return shown;
};

describe('the DingTalk receiver', () => {
  it('signs as the guide does', () => {
    assert.equal(dingtalkSignature('1599360473000', 'SECdemo'), 'tGWkA5eQOQNCNPDgphtxIoNLO+/gD8Lcb705KQoRzeY=');
  });

  it('says zero as a number or as a text', () => {
    assert.deepEqual(codeOf(send(text('a'))), [200, 0]);
    assert.deepEqual(codeOf(send(text('a'), dingtalk.with({ zero: '0' }))), [200, '0']);
  });

  it('refuses with 200', () => {
    assert.deepEqual(codeOf(send(text('a'), dingtalk, '/robot/send?access_token=other')), [200, 300_005]);
    assert.deepEqual(codeOf(askReceiver(dingtalk, { target, body: text('a'), method: 'GET' })), [200, 43_002]);
    assert.deepEqual(codeOf(askReceiver(dingtalk, { target, body: 'a', headers: { 'content-type': 'text/plain' } })), [200, 43_004]);
    assert.deepEqual(codeOf(send({ text: { content: 'a' } })), [200, 40_035]);
    assert.deepEqual(codeOf(send({ msgtype: 'other' })), [200, 400_105]);
    assert.deepEqual(codeOf(send({ msgtype: 'markdown', markdown: { text: 'a' } })), [200, 430_103]);
    assert.deepEqual(codeOf(send(text('a'.repeat(20_000)))), [200, 460_101]);
    assert.deepEqual(codeOf(send(text('a'), dingtalk.with({ state: 'busy' }))), [200, -1]);
    assert.deepEqual(codeOf(send(text('a'), dingtalk.with({ state: 'stopped' }))), [200, 400_102]);
    assert.deepEqual(codeOf(send(text('a'), dingtalk.with({ isAddressAllowed: false }))), [200, 310_000]);
    assert.equal(send(text('a'), dingtalk, '/other').status, 404);
  });

  it('checks signature and clock, in milliseconds and in the address, encoded once', () => {
    const signed = dingtalk.with({ secret: 'SECdemo' });
    const at = 1_599_360_473_000;
    const sign = dingtalkSignature(String(at), 'SECdemo');
    const to = (one: string): string => `${target}&timestamp=${at}&sign=${one}`;
    assert.deepEqual(codeOf(send(text('a'), signed, to(encodeURIComponent(sign)), at)), [200, 0]);
    assert.deepEqual(codeOf(send(text('a'), signed, to(encodeURIComponent(sign)), at + 3_600_001)), [200, 310_000]);
    assert.deepEqual(codeOf(send(text('a'), signed, to(encodeURIComponent(encodeURIComponent(sign))), at)), [200, 310_000]);
    assert.deepEqual(codeOf(send(text('a'), signed, to(sign), at)), [200, 310_000], 'a bare + is a space');
    assert.deepEqual(codeOf(send(text('a'), signed, target, at)), [200, 310_000]);
  });

  it('looks for a keyword in all that is said', () => {
    const asked = dingtalk.with({ keywords: ['balance'] });
    assert.deepEqual(codeOf(send(text('none'), asked)), [200, 310_000]);
    assert.deepEqual(codeOf(send(text('a balance'), asked)), [200, 0]);
    assert.deepEqual(codeOf(send({ msgtype: 'markdown', markdown: { title: 'balance', text: 'a' } }, asked)), [200, 0]);
  });

  it('is shut for ten minutes after twenty in one', () => {
    const twenty = Array.from({ length: 20 }, (_, at) => at * 1000);
    const ask = (earlier: readonly number[], now: number, receiver = dingtalk) =>
      askReceiver(receiver, { target, body: text('a'), earlier, now });
    assert.deepEqual(codeOf(ask(twenty, 20_000)), [200, 410_100]);
    assert.deepEqual(codeOf(ask([...twenty, 20_000], 120_000)), [200, 410_100]);
    assert.deepEqual(codeOf(ask([...twenty, 20_000], 620_000)), [200, 0]);
    assert.deepEqual(codeOf(ask(twenty.slice(1), 20_000)), [200, 0]);
    assert.deepEqual(codeOf(ask(twenty, 20_000, dingtalk.with({ throttle: 130_101 }))), [200, 130_101]);
    assert.deepEqual(codeOf(ask(twenty, 20_000, dingtalk.with({ throttle: 'firewall' }))), [200, undefined]);
  });

  it('calls by `at` alone', () => {
    assert.equal(drawn(text('@all @13800000000')).notified, false);
    assert.equal(drawn({ ...text('a'), at: { isAtAll: true } }).notified, true);
    assert.equal(drawn({ ...text('a'), at: { atMobiles: ['13800000000'], isAtAll: false } }).notified, true);
    assert.equal(drawn({ ...text('a'), at: { isAtAll: false } }).notified, false);
  });

  it('draws texts as written', () => {
    const label = '*x* <@everyone> @all [a](b) # y 😀';
    assert.deepEqual(drawn(text(label)), { text: label, notified: false, links: [], marks: [] });
  });

  for (const [said, mark] of [
    ['**x**', 'bold'],
    ['*x*', 'italic'],
    ['# x', 'heading'],
    ['> x', 'quote'],
    ['- x', 'list'],
    ['1. x', 'numbered list'],
    ['[a](https://b.example)', 'link'],
    ['![a](https://b.example)', 'image'],
    ['<font color="red">x</font>', 'colour'],
  ] as const)
    it(`finds the ${mark} of ${said}`, () => assert.deepEqual(drawn(markdown(said)).marks, [mark]));
});
