import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import { decodeWords } from '../../receivers/decodeWords';
import { ntfy } from '../../receivers/ntfy';
import type { Answer } from '../../receivers/receiver';
import { replyField } from '../../receivers/replyField';

const send = (body: unknown, receiver = ntfy, headers = {}) => askReceiver(receiver, { target: '/', body, headers });
const codeOf = (answer: Answer): readonly unknown[] => replyField('code', answer);

describe('the ntfy receiver', () => {
  // @see https://docs.ntfy.sh/publish/#publish-as-json
  it('takes the JSON of the documentation', () => {
    const sent = {
      topic: 'mytopic',
      message: 'Disk space is low at 5.1 GB',
      title: 'Low disk space alert',
      tags: ['warning', 'cd'],
      priority: 4,
    };
    const { status, body, shown } = send({ ...sent, click: 'https://homecamera.lan/' });
    assert.deepEqual(
      [status, body.includes('"id":"'), shown?.text, shown?.links],
      [200, true, 'Low disk space alert\nDisk space is low at 5.1 GB', ['https://homecamera.lan/']],
    );
  });

  it('refuses as the server does', () => {
    assert.deepEqual(codeOf(send('{')), [400, 40_024]);
    assert.deepEqual(codeOf(send({ topic: 'a', priority: 'high' })), [400, 40_024]);
    assert.deepEqual(codeOf(send({ topic: 'a b', message: 'c' })), [400, 40_009]);
    assert.deepEqual(codeOf(send({ message: 'c' })), [400, 40_009]);
    assert.deepEqual(codeOf(send({ topic: 'docs', message: 'c' })), [400, 40_010]);
    assert.deepEqual(codeOf(send({ topic: 'a', message: 'c', priority: 6 })), [400, 40_007]);
    assert.deepEqual(codeOf(send({ topic: 'a', message: 'a'.repeat(8192) })), [413, 41_303]);
    assert.deepEqual(codeOf(askReceiver(ntfy, { target: '/a/b/c', body: '' })), [404, 40_401]);
    const locked = ntfy.with({ allowed: ['Bearer tk_made_up'], topics: ['mine'] });
    assert.deepEqual(codeOf(send({ topic: 'mine', message: 'a' }, locked)), [403, 40_301]);
    assert.deepEqual(codeOf(send({ topic: 'mine', message: 'a' }, locked, { authorization: 'Bearer other' })), [401, 40_101]);
    assert.deepEqual(codeOf(send({ topic: 'theirs', message: 'a' }, locked, { authorization: 'Bearer tk_made_up' })), [403, 40_301]);
    assert.equal(send({ topic: 'mine', message: 'a' }, locked, { authorization: 'Bearer tk_made_up' }).status, 200);
  });

  it('has two limits, and names no time for either', () => {
    const sixty = Array.from({ length: 60 }, () => 0);
    const ask = (earlier: readonly number[], now: number, receiver = ntfy) =>
      askReceiver(receiver, { target: '/', body: { topic: 'a', message: 'b' }, earlier, now });
    assert.deepEqual(codeOf(ask(sixty, 4999)), [429, 42_901]);
    assert.equal(ask(sixty, 4999).headers['retry-after'], undefined);
    assert.equal(ask(sixty, 5000).status, 200);
    const few = ntfy.with({ dailyMessages: 2 });
    assert.deepEqual(codeOf(ask([1, 2], 3, few)), [429, 42_908]);
    assert.equal(ask([1, 2], 86_400_000, few).status, 200);
  });

  it('makes a file of what is too long', () => {
    const long = { topic: 'a', message: '余'.repeat(1366) };
    assert.match(send(long).shown?.text ?? '', /You received a file/);
    assert.deepEqual(codeOf(send(long, ntfy.with({ takesAttachments: false }))), [400, 40_014]);
    assert.doesNotMatch(send({ topic: 'a', message: '余'.repeat(1365) }).shown?.text ?? '', /file/);
  });

  it('shows JSON that was sent to a topic as it is', () => {
    const sent = { topic: 'mytopic', message: 'a' };
    assert.equal(askReceiver(ntfy, { target: '/mytopic', body: sent }).shown?.text, JSON.stringify(sent));
  });

  it('reads encoded words in headers', () => {
    const headers = { title: '=?UTF-8?B?5L2Z6aKd?=', 'content-type': 'text/plain' };
    assert.equal(askReceiver(ntfy, { target: '/mytopic', body: 'a', headers }).shown?.text, '余额\na');
    assert.equal(decodeWords('=?ISO-8859-1?Q?Andr=E9?= =?ISO-8859-1?Q?_Pirard?='), 'André Pirard');
    assert.equal(decodeWords('=?utf-8?B?5L2Z?= =?utf-8?B?6aKd?= a'), '余额 a');
  });

  it('is plain, unless Markdown was asked for', () => {
    const label = '*x* <@everyone> @all [a](b) 😀';
    assert.deepEqual(send({ topic: 'a', message: label }).shown, { text: label, notified: false, links: [], marks: [] });
    assert.deepEqual(send({ topic: 'a', message: '**x** [a](https://b.example)', markdown: true }).shown?.marks, ['bold', 'link']);
  });
});
