import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import type { Answer } from '../../receivers/receiver';
import { replyField } from '../../receivers/replyField';
import type { Shown } from '../../receivers/shown';
import { teams } from '../../receivers/teams';

const { path, query } = teams.settings;
const target = `${path}?${new URLSearchParams(query).toString()}`;
const card = (body: readonly unknown[], more = {}): object => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: { type: 'AdaptiveCard', version: '1.4', body, ...more },
    },
  ],
});
const block = (text: string): object => ({ type: 'TextBlock', text });
const run = (text: string, more = {}): object => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...more }] });
const send = (body: unknown, to = target) => askReceiver(teams, { target: to, body });
const errorOf = (answer: Answer): readonly unknown[] => replyField('error', answer);
const drawn = (...body: readonly unknown[]): Shown => {
  const { shown } = send(card(body));
  assert.ok(shown);
  return shown;
};

describe('the Teams receiver', () => {
  it('accepts with nothing in the answer', () => {
    const { status, body, shown } = send(card([run('a')]));
    assert.deepEqual([status, body, shown?.text], [202, '', 'a']);
  });

  it('accepts what nobody will see', () => {
    for (const body of [
      { text: 'a' },
      card([]),
      card([run('a')], { version: '1.5' }),
      card([{ type: 'Other' }]),
      card([run('a'.repeat(24_000))]),
    ]) {
      const { status, shown } = send(body);
      assert.deepEqual([status, shown], [202, null]);
    }
  });

  it('refuses an address that lost its query', () => {
    const message = 'The request must be authenticated only by Shared Access scheme.';
    assert.deepEqual(errorOf(send(card([run('a')]), path)), [401, { code: 'DirectApiAuthorizationRequired', message }]);
    assert.equal(send(card([run('a')]), target.replace('sig=made-up', 'sig=other')).status, 401);
    assert.equal(send(card([run('a')]), '/other').status, 404);
    assert.equal(send('{').status, 400);
    assert.equal(askReceiver(teams, { target, body: card([run('a')]), earlier: [0, 1, 2, 3], now: 4 }).status, 429);
  });

  it('draws a run as written', () => {
    const label = '*x* **y** [a](b) {{DATE(2017-02-14T06:08:00Z)}} <at>all</at> 😀';
    assert.deepEqual(drawn(run(label)), { text: label, notified: false, links: [], marks: [] });
    assert.deepEqual(drawn(run('a', { weight: 'Bolder' })).marks, ['bold']);
    assert.deepEqual(drawn(run('a', { selectAction: { type: 'Action.OpenUrl', url: 'https://b.example' } })).links, ['https://b.example']);
  });

  // @see https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features
  for (const [text, mark] of [
    ['This is some **bold** text', 'bold'],
    ['This is some _italic_ text', 'italic'],
    ['- Bullet', 'list'],
    ['1. Numbered', 'numbered list'],
    ['Check out [Adaptive Cards](https://adaptivecards.io)', 'link'],
    ['{{DATE(2017-02-14T06:00:00Z, SHORT)}}', 'timestamp'],
    ['{{TIME(2017-02-14T06:00:00Z)}}', 'timestamp'],
  ] as const)
    it(`finds the ${mark} of ${text}`, () => assert.deepEqual(drawn(block(text)).marks, [mark]));

  it('leaves headings and functions in a wrong form as they are', () => {
    assert.equal(drawn(block('# a {{DATE()}} {{ DATE(2017-02-14T06:00:00Z)}}')).text, '# a {{DATE()}} {{ DATE(2017-02-14T06:00:00Z)}}');
    assert.deepEqual(drawn(block('\\*x\\* \\[a](b)')).marks, []);
  });

  it('calls whom the card names', () => {
    const entities = [{ type: 'mention', text: '<at>Ada</at>', mentioned: { id: '1', name: 'Ada' } }];
    assert.equal(send(card([block('<at>Ada</at>')], { msteams: { entities } })).shown?.notified, true);
    assert.equal(drawn(block('<at>Ada</at>')).notified, false);
  });
});
