import assert from 'node:assert/strict';
import * as z from 'zod';
import { fetchTransport } from '../../../src/node/network/fetchTransport';
import { unit } from '../../../src/core/money/money';
import { english } from '../../../src/core/text/translate';
import { summaryMessage } from '../../../src/core/notify/summary';
import { factsOf, held, readingOf, start } from '../../support/accounts';
import { posting, type Posting } from '../../support/posting';
import { displayAt } from '../../support/surfaces';
import { services, startTeamReceiver, type Reply, type TeamReceiver } from '../../support/teamReceivers';
import { type WebhookFormat, channelAt, formatOf, messageBody, postAddress } from '../../support/channels';

const messageOf = (label: string, unitName = 'USD') => {
  const balance = { ...held('USD', '4.44'), unit: unit(unitName) };
  return summaryMessage([factsOf({ reading: readingOf([balance]), checkedAt: start }, { label })], displayAt(start));
};

describe('only the receiver’s own word is a delivery', () => {
  let receiver: TeamReceiver;
  afterEach(() => receiver.stop());
  const send = fetchTransport(globalThis.fetch, 'api-balance-test', { headersMs: 5000, wholeMs: 5000, bodyBytes: 4096 });
  const deliver = async (
    kind: keyof typeof services,
    path: string,
    format: WebhookFormat,
    ...first: readonly Reply[]
  ): Promise<Posting> => {
    receiver = await startTeamReceiver(services[kind]);
    receiver.first(...first);
    return posting(channelAt(`${receiver.origin}${path}`, format), messageOf('Work'), send);
  };
  const silent: readonly Reply[] = Array.from({ length: 6 }, () => ({ status: 200 }));
  const elsewhere: readonly Reply[] = Array.from({ length: 6 }, () => ({
    status: 200,
    body: '{"status":"captive"}',
    headers: { 'content-type': 'application/json' },
  }));

  // With `wait=true` Discord answers with the message it has kept, which has an id.
  it('Discord: a 200 without a message is none', async () =>
    assert.notEqual((await deliver('discord', '/api/webhooks/1/a', 'discord', ...elsewhere)).reason, null));
  it('Discord: an empty 200 is none', async () =>
    assert.notEqual((await deliver('discord', '/api/webhooks/1/a', 'discord', ...silent)).reason, null));
  // Its incoming webhooks say `ok`, and nothing else.
  it('Slack: a 200 without its "ok" is none', async () =>
    assert.notEqual((await deliver('slack', '/services/T1/B1/a', 'slack', ...elsewhere)).reason, null));

  const doubled = [1, 2, 4, 8, 16];
  const busy: readonly (readonly [kind: keyof typeof services, path: string, code: string, minutes: readonly number[]])[] = [
    ['feishu', '/open-apis/bot/v2/hook/busy', '11232', doubled],
    ['dingtalk', '/robot/send?access_token=busy', '-1', doubled],
    // It is shut for ten minutes.
    ['dingtalk', '/robot/send?access_token=often', '410100', [10, 10, 10, 10, 16]],
    ['wecom', '/cgi-bin/webhook/send?key=often', '45009', doubled],
  ];
  for (const [kind, path, code, minutes] of busy) {
    it(`${kind}: ${code} says "too often", with HTTP 200: it is tried again later`, async () => {
      const { reason, waited } = await deliver(kind, path, 'json');
      assert.ok(reason?.includes(`HTTP 200, code ${code}`));
      assert.deepEqual([receiver.received.length, waited], [6, minutes]);
    });
  }
  it('a receiver that answered 200 with more than is read was reached, and what is said is true', async () => {
    const { reason } = await deliver('slack', '/services/T1/B1/a', 'json', { status: 200, body: 'x'.repeat(5000) });
    assert.match(reason ?? '', /answered, but did not confirm the message/);
    assert.equal(receiver.received.length, 1, 'it may have taken it, so it is not posted twice');
  });
});

describe('each address gets the form that its service takes', () => {
  for (const url of ['https://hooks.slack.com/triggers/T1/2/abc', 'https://hooks.slack.com/workflows/T1/A1/2/abc']) {
    it(`${new URL(url).pathname}: a flat object of texts, as workflows want it`, () => {
      const format = formatOf(url);
      assert.ok(format);
      const { pathname: path, searchParams: query } = new URL(url);
      const reply = services.slackWorkflow({
        path,
        query,
        contentType: 'application/json',
        body: messageBody(messageOf('Work'), format, english),
      });
      assert.deepEqual(JSON.parse(reply.body ?? ''), { ok: true });
    });
  }
  // Without a version Discord answers as v6 did, whose waiting times were milliseconds.
  // https://discord.com/developers/docs/reference#api-versioning
  it('Discord: of a version whose waiting times are seconds', () =>
    assert.match(postAddress('https://discord.com/api/webhooks/1/a', 'discord'), /\/api\/v1\d\/webhooks/));
});

/** Blocks know no markup. */
const Texts = z.object({ text: z.string().optional(), content: z.string().optional() });

describe('text of others is read as it was written', () => {
  // https://discord.com/developers/docs/reference#message-formatting-formats
  for (const label of ['<t:0:R>', '<:name:1>', '</x:1>', '<id:browse>']) {
    it(`Discord: ${label}`, () => {
      const { content } = JSON.parse(messageBody(messageOf(label), 'discord', english)) as { content: string };
      assert.doesNotMatch(content, /(?<!\\)<[:/ti]/);
    });
  }
  // https://docs.slack.dev/messaging/formatting-message-text#emoji
  for (const format of ['discord', 'slack', 'slackWorkflow'] as const) {
    it(`${format}: :fire:, also where our own colon would end it`, () => {
      for (const label of [':fire:', ':fire', 'a:fire:']) {
        const { text = '', content = text } = Texts.parse(JSON.parse(messageBody(messageOf(label), format, english)));
        assert.doesNotMatch(content, /:fire:/);
      }
    });
    it(`${format}: a time of day stays as it is`, () => assert.match(messageBody(messageOf('at 18:51'), format, english), /at 18:51/));
  }
  it('Slack workflow: no marks, no mentions and no entities', () => {
    const body = messageBody(messageOf('*x* <!here> &lt; @all'), 'slackWorkflow', english);
    assert.doesNotMatch(body, /\*x|<!|&lt|@all/);
  });
});
