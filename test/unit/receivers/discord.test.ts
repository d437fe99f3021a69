import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import { discord } from '../../receivers/discord';
import type { Answer } from '../../receivers/receiver';
import { replyField } from '../../receivers/replyField';
import type { Shown } from '../../receivers/shown';

const target = `/api/v10/webhooks/${discord.settings.id}/${discord.settings.token}?wait=true`;
const send = (body: unknown, to = target, receiver = discord) => askReceiver(receiver, { target: to, body });
const codeOf = (answer: Answer): readonly unknown[] => replyField('code', answer);
const drawn = (content: string, more = {}): Shown => {
  const { shown } = send({ content, ...more });
  assert.ok(shown);
  return shown;
};

describe('the Discord receiver', () => {
  it('answers with the message, and with nothing where nobody waits', () => {
    assert.equal(send({ content: 'a' }).status, 200);
    assert.equal(send({ content: 'a' }, target.replace('?wait=true', '')).status, 204);
    assert.deepEqual(send({ content: '' }, target.replace('?wait=true', '')), { status: 204, headers: {}, body: '', shown: null });
  });

  it('refuses as documented', () => {
    assert.deepEqual(codeOf(send({ content: '' })), [400, 50006]);
    assert.deepEqual(codeOf(send({})), [400, 50006]);
    assert.deepEqual(codeOf(send('{')), [400, 50109]);
    assert.deepEqual(codeOf(send({ content: 'a'.repeat(2001) })), [400, 50035]);
    assert.deepEqual(codeOf(askReceiver(discord, { target, body: 'a', headers: { 'content-type': 'text/plain' } })), [400, 50035]);
    assert.deepEqual(codeOf(send({ content: 'a' }, target.replace(discord.settings.id, '7'))), [404, 10015]);
    assert.deepEqual(codeOf(send({ content: 'a' }, target.replace('made-up', 'other'))), [401, 50027]);
    assert.deepEqual(codeOf(send({ content: 'a' }, target, discord.with({ channel: 'forum' }))), [400, 220001]);
    assert.deepEqual(codeOf(send({ content: 'a' }, target, discord.with({ channel: 'archivedThread' }))), [400, 50083]);
    assert.deepEqual(codeOf(send({ content: 'a' }, target, discord.with({ channel: 'lockedThread' }))), [400, 160005]);
    assert.deepEqual(codeOf(send({ content: 'a bad word' }, target, discord.with({ blocks: /bad/ }))), [400, 200000]);
    assert.equal(askReceiver(discord, { target, body: {}, method: 'GET' }).status, 405);
    assert.equal(askReceiver(discord, { target, body: {}, headers: { 'user-agent': '' } }).status, 403);
  });

  it('counts code points, not UTF-16 units', () => {
    assert.equal(send({ content: '😀'.repeat(2000) }).status, 200);
    assert.equal(send({ content: '😀'.repeat(2001) }).status, 400);
  });

  it('takes a message in a forum by its thread', () => {
    const forum = discord.with({ channel: 'forum' });
    assert.equal(send({ content: 'a' }, `${target}&thread_id=5`, forum).status, 200);
    assert.equal(send({ content: 'a', thread_name: 'b' }, target, forum).status, 200);
  });

  it('throttles in seconds, and in milliseconds where the address has no version', () => {
    const earlier = [0, 1, 2, 3, 4];
    const late = askReceiver(discord, { target, body: { content: 'a' }, earlier, now: 500 });
    assert.deepEqual([late.status, late.headers['retry-after'], late.body.includes('"retry_after":1.5')], [429, '2', true]);
    const unversioned = askReceiver(discord, { target: target.replace('/v10', ''), body: { content: 'a' }, earlier, now: 500 });
    assert.deepEqual([unversioned.headers['retry-after'], unversioned.body.includes('"retry_after":1500')], ['1500', true]);
    assert.equal(askReceiver(discord, { target, body: { content: 'a' }, earlier, now: 2001 }).status, 200);
  });

  // @see https://docs.discord.com/developers/resources/message#allowed-mentions-object-allowed-mentions-examples
  it('calls whom the examples of the documentation call', () => {
    const here = '@here Hello <@&1234> and <@5678> 👋';
    assert.equal(drawn(here).notified, true, 'users, where a webhook says nothing');
    assert.equal(drawn(here, { allowed_mentions: { parse: [] } }).notified, false);
    assert.equal(drawn('@everyone', {}).notified, false);
    assert.equal(drawn('@everyone <@1234>', { allowed_mentions: { parse: ['everyone'], users: ['1234'] } }).notified, true);
    assert.equal(drawn('<@123>', { allowed_mentions: { users: ['123', '456'] } }).notified, true);
    assert.equal(drawn('<@123>', { allowed_mentions: { users: ['456'] } }).notified, false);
    assert.deepEqual(codeOf(send({ content: 'a', allowed_mentions: { parse: ['users'], users: ['1'] } })), [400, 50035]);
    assert.deepEqual(codeOf(send({ content: 'a', allowed_mentions: { parse: ['all'] } })), [400, 50035]);
  });

  for (const [content, mark] of [
    ['**x**', 'bold'],
    ['*x*', 'italic'],
    ['_x_', 'italic'],
    ['__x__', 'underline'],
    ['~~x~~', 'strike'],
    ['||x||', 'spoiler'],
    ['`x`', 'code'],
    ['# x', 'heading'],
    ['-# x', 'subtext'],
    ['> x', 'quote'],
    ['- x', 'list'],
    ['<t:0>', 'timestamp'],
    ['<t:0:R>', 'timestamp'],
    ['<#1>', 'channel'],
    ['</a b:1>', 'slash command'],
    ['<:a:1>', 'emoji'],
    ['<id:browse>', 'guild navigation'],
    ['[a](https://b.example)', 'link'],
    ['<https://b.example>', 'link'],
  ] as const)
    it(`finds the ${mark} of ${content}`, () => {
      assert.deepEqual(drawn(content).marks, [mark]);
      assert.notEqual(drawn(content).text, content);
    });

  it('draws as written what was escaped', () => {
    const label = '*x* <@everyone> @all [a](b) <!channel> <t:0> ~~y~~ ||z|| `c` 😀';
    const escaped = label.replaceAll(/[\\*_~`|>#[\]()<]/g, '\\$&');
    const shown = drawn(escaped, { allowed_mentions: { parse: [] } });
    assert.deepEqual(shown, { text: label, notified: false, links: [], marks: [] });
    assert.notDeepEqual(drawn(label).marks, []);
  });

  it('names the links that are there without any mark', () => {
    assert.deepEqual(drawn('see https://a.example/b there').links, ['https://a.example/b']);
    assert.deepEqual(drawn('**https://a.example/b_c_d**.').links, ['https://a.example/b_c_d']);
  });
});
