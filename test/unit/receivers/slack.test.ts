import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import type { Shown } from '../../receivers/shown';
import { slack } from '../../receivers/slack';
import { slackWorkflow } from '../../receivers/slackWorkflow';

const send = (body: unknown, receiver = slack) => askReceiver(receiver, { target: slack.settings.path, body });
const said = ({ status, body }: { status: number; body: string }): readonly unknown[] => [status, body];
const drawn = (text: string, more = {}): Shown => {
  const { shown, body } = send({ text, ...more });
  assert.ok(shown, body);
  return shown;
};
const rich = (...elements: readonly unknown[]): unknown => [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];

describe('the Slack receiver', () => {
  it('says ok, and refuses in words', () => {
    assert.deepEqual(said(send({ text: 'a' })), [200, 'ok']);
    assert.deepEqual(said(send({ text: '' })), [400, 'no_text']);
    assert.deepEqual(said(send({ blocks: [] })), [400, 'no_text']);
    assert.deepEqual(said(send('{')), [400, 'invalid_payload']);
    assert.deepEqual(said(send({ text: 3 })), [400, 'invalid_payload']);
    assert.deepEqual(said(send({ text: 'a', blocks: [{ type: 'other' }] })), [400, 'invalid_blocks']);
    assert.deepEqual(said(send({ text: 'a', blocks: rich({ type: 'text', text: '' }) })), [400, 'invalid_blocks']);
    assert.deepEqual(said(askReceiver(slack, { target: '/services/T1/B1/other', body: {} })), [404, 'no_service']);
    assert.deepEqual(said(send({ text: 'a' }, slack.with({ state: 'archived' }))), [410, 'channel_is_archived']);
    assert.deepEqual(said(send({ text: 'a' }, slack.with({ state: 'revoked' }))), [400, 'invalid_token']);
    assert.deepEqual(said(send({ text: 'a' }, slack.with({ state: 'prohibited' }))), [403, 'action_prohibited']);
    assert.deepEqual(said(send({ text: 'a' }, slack.with({ state: 'rollupError' }))), [500, 'rollup_error']);
  });

  it('has a limit for each kind of block', () => {
    const section = (length: number): unknown => [{ type: 'section', text: { type: 'mrkdwn', text: 'a'.repeat(length) } }];
    assert.equal(send({ blocks: section(3000) }).status, 200);
    assert.equal(send({ blocks: section(3001) }).status, 400);
    assert.equal(send({ blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) }).status, 400);
  });

  it('says when to come again', () => {
    const late = askReceiver(slack, { target: slack.settings.path, body: { text: 'a' }, earlier: [1, 2, 3, 4, 5], now: 6 });
    assert.deepEqual([late.status, late.headers['retry-after']], [429, '5']);
  });

  for (const [text, seen, notified] of [
    ['<!channel>', '@channel', true],
    ['<!here|here>', '@here', true],
    ['<!everyone>', '@everyone', true],
    ['<!subteam^S1>', '{group S1}', true],
    ['<@U1>', '{user U1}', true],
    ['<#C1>', '{channel C1}', false],
    ['<!date^0^{date}|x>', '{time 0}', false],
    ['<https://a.example|b>', 'b', false],
    ['*x*', 'x', false],
    ['_x_', 'x', false],
    ['~x~', 'x', false],
    ['`x`', 'x', false],
    ['> x', 'x', false],
    ['&gt; x', 'x', false],
    [':tada:', '{tada}', false],
  ] as const)
    it(`finds what ${text} does`, () => {
      const shown = drawn(text);
      assert.deepEqual([shown.text, shown.notified, shown.marks.length > 0], [seen, notified, true]);
    });

  it('reads three entities and no backslash', () => {
    assert.deepEqual(drawn('&lt;!channel&gt; &amp;lt;').text, '<!channel> &lt;');
    assert.deepEqual(drawn('\\*x\\*').marks, ['bold']);
    assert.deepEqual(drawn('a*b*c x * y * z'), { text: 'a*b*c x * y * z', notified: false, links: [], marks: [] });
  });

  it('finds names and addresses where it is told to', () => {
    assert.equal(drawn('@channel').notified, false);
    assert.equal(drawn('@channel', { link_names: 1 }).notified, true);
    assert.deepEqual(drawn('see https://a.example').links, ['https://a.example']);
    const verbatim = [{ type: 'section', text: { type: 'mrkdwn', text: 'https://a.example', verbatim: true } }];
    assert.deepEqual(drawn('', { blocks: verbatim }).links, []);
  });

  it('draws rich text as written, and its elements as they are', () => {
    const label = '*x* <!channel> <@U1> [a](b) :tada: 😀';
    const shown = drawn('', { blocks: rich({ type: 'text', text: label }) });
    assert.deepEqual(shown, { text: label, notified: false, links: [], marks: [] });
    assert.deepEqual(drawn('', { blocks: rich({ type: 'text', text: 'a', style: { bold: true } }) }).marks, ['bold']);
    assert.equal(drawn('', { blocks: rich({ type: 'broadcast', range: 'channel' }) }).notified, true);
    assert.equal(drawn('', { blocks: rich({ type: 'user', user_id: 'U1' }) }).notified, true);
    assert.deepEqual(drawn('', { blocks: rich({ type: 'link', url: 'https://a.example', text: 'b' }) }).links, ['https://a.example']);
  });

  it('lets the fallback of blocks call as well', () => {
    assert.equal(drawn('<!channel>', { blocks: rich({ type: 'text', text: 'a' }) }).notified, true);
  });
});

describe('the Slack workflow receiver', () => {
  const { path } = slackWorkflow.settings;
  const ask = (body: unknown, receiver = slackWorkflow) => askReceiver(receiver, { target: path, body });

  // @see https://github.com/slackapi/node-slack-sdk/blob/main/packages/webhook/src/WebhookTrigger.test.ts
  it('says yes in three ways', () => {
    assert.deepEqual(said(ask({ text: 'a' })), [200, '{"ok":true}']);
    assert.deepEqual(said(ask({ text: 'a' }, slackWorkflow.with({ yes: 'empty' }))), [200, '']);
    assert.deepEqual(said(ask({ text: 'a' }, slackWorkflow.with({ yes: 'text' }))), [200, 'ok']);
  });

  it('refuses with 200, and shows nothing', () => {
    for (const body of [{ text: 3 }, { text: { a: 'b' } }, { other: 'a' }]) {
      const { status, body: answer, shown } = ask(body);
      assert.deepEqual([status, answer.startsWith('{"ok":false'), shown], [200, true, null]);
    }
  });
});
