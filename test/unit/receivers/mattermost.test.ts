import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import { mattermost } from '../../receivers/mattermost';
import type { Answer } from '../../receivers/receiver';
import { replyField } from '../../receivers/replyField';
import type { Shown } from '../../receivers/shown';

const target = `/hooks/${mattermost.settings.id}`;
const send = (body: unknown, receiver = mattermost) => askReceiver(receiver, { target, body });
const idOf = (answer: Answer): readonly unknown[] => replyField('id', answer);
const drawn = (text: string, more = {}): Shown => {
  const { shown, body } = send({ text, ...more });
  assert.ok(shown, body);
  return shown;
};

describe('the Mattermost receiver', () => {
  // @see https://developers.mattermost.com/integrate/webhooks/incoming/
  it('takes what the documentation sends, as JSON or as a form', () => {
    const text = 'Hello, this is some text\nThis is more text. :tada:';
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = `payload=${encodeURIComponent(JSON.stringify({ text }))}`;
    assert.deepEqual([send({ text }).status, send({ text }).body], [200, 'ok']);
    assert.equal(askReceiver(mattermost, { target, body, headers: form }).body, 'ok');
    assert.deepEqual(drawn(text).marks, ['emoji']);
  });

  it('refuses as the server does', () => {
    assert.deepEqual(idOf(send('{')), [400, 'web.incoming_webhook.parse.app_error']);
    assert.deepEqual(idOf(send({ text: '' })), [400, 'web.incoming_webhook.text.app_error']);
    assert.deepEqual(idOf(askReceiver(mattermost, { target: '/hooks/other', body: { text: 'a' } })), [
      400,
      'web.incoming_webhook.invalid.app_error',
    ]);
    assert.equal(send({ text: 'a' }, mattermost.with({ state: 'disabled' })).status, 501);
    assert.equal(send({ text: 'a' }, mattermost.with({ state: 'channelLocked' })).status, 403);
    assert.equal(askReceiver(mattermost, { target, body: '', method: 'GET' }).status, 405);
  });

  for (const text of ['@channel', '@all', '@here', '@ada', '<!channel>', '<!here>', '<5fb5f7iw8tfrfcwssd1xmx3j7y> hi'])
    it(`calls by ${text}`, () => assert.equal(drawn(text).notified, true));

  it('calls nobody by <!everyone>, an address of mail, a name that was broken, or in silence', () => {
    assert.equal(drawn('<!everyone> a@b.example @\u200ball').notified, false);
    assert.equal(drawn('@channel', { silent: true }).notified, false);
  });

  for (const [text, mark] of [
    ['**x**', 'bold'],
    ['*x*', 'italic'],
    ['~~x~~', 'strike'],
    ['`x`', 'code'],
    ['#### x', 'heading'],
    ['> x', 'quote'],
    ['- x', 'list'],
    ['[a](https://b.example)', 'link'],
    ['<https://mattermost.example/|here>', 'link'],
    ['![a](https://b.example)', 'image'],
    ['| a | b |\n| - | - |', 'table'],
    ['#topic', 'hashtag'],
    ['~town-square', 'channel'],
    [':tada:', 'emoji'],
  ] as const)
    it(`finds the ${mark} of ${text}`, () => assert.deepEqual(drawn(text).marks, [mark]));

  it('reads a backslash before a mark, and no single stars for bold', () => {
    assert.deepEqual(drawn('\\*x\\* \\[a](b)'), { text: '*x* [a](b)', notified: false, links: [], marks: [] });
  });
});
