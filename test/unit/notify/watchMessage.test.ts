import assert from 'node:assert/strict';
import * as z from 'zod';
import { oneLine } from '../../../src/core/text/plainText';
import { english } from '../../../src/core/text/translate';
import { messageId, type Message, type SummaryLine } from '../../../src/core/notify/message';
import { formatAge } from '../../../src/core/time/age';
import { summaryLines } from '../../../src/core/notify/summary';
import { exact, factsOf, held, minute, readingOf, start } from '../../support/accounts';
import { awkwardLabels } from '../../support/labels';
import { displayAt } from '../../support/surfaces';
import { host } from '../../support/watch';
import { type WebhookFormat, messageBody, webhookFormats } from '../../support/channels';

const display = displayAt(start + 5 * minute);
const lineOf = (more: Partial<SummaryLine> = {}): SummaryLine => ({
  account: 'Work',
  balance: '$20.00',
  parts: null,
  threshold: '$5.00',
  state: 'OK',
  reason: null,
  needsMoney: false,
  isOutdated: false,
  age: '18:46 UTC',
  ...more,
});
const low = lineOf({ account: 'Home', balance: '$4.00', state: 'Low', needsMoney: true });
const message: Message = { kind: 'summary', title: 'Balances', lines: [lineOf(), low] };

const Discord = z.strictObject({
  content: z.string(),
  allowed_mentions: z.strictObject({ parse: z.array(z.never()).length(0) }),
  flags: z.literal(4),
});
const Slack = z.strictObject({
  text: z.string(),
  blocks: z.tuple([
    z.strictObject({
      type: z.literal('rich_text'),
      elements: z.tuple([
        z.strictObject({
          type: z.literal('rich_text_section'),
          elements: z.array(
            z.strictObject({ type: z.literal('text'), text: z.string(), style: z.strictObject({ bold: z.literal(true) }).optional() }),
          ),
        }),
      ]),
    }),
  ]),
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
});
const discord = (of: Message): string => Discord.parse(JSON.parse(messageBody(of, 'discord', english))).content;
const slack = (of: Message): string => Slack.parse(JSON.parse(messageBody(of, 'slack', english))).text;
/** What a channel shows: its texts know no markup. */
const slackRich = (of: Message): string =>
  Slack.parse(JSON.parse(messageBody(of, 'slack', english)))
    .blocks[0].elements[0].elements.map(({ text, style }) => (style ? `*${text}*` : text))
    .join('');

describe('a message to a team', () => {
  it('for Discord: bold title and states, and nobody is mentioned', () => {
    assert.equal(
      discord(message),
      '**Balances**\n• Work: $20.00 · threshold $5.00 · OK · 18:46 UTC\n❗ **Low** – Home: $4.00 · threshold $5.00 · 18:46 UTC',
    );
  });
  it('for Slack: in its own bold, and no previews', () => {
    assert.equal(
      slackRich(message),
      '*Balances*\n• Work: $20.00 · threshold $5.00 · OK · 18:46 UTC\n❗ *Low* – Home: $4.00 · threshold $5.00 · 18:46 UTC',
    );
  });
  it('with the time it is of, which stays true however late it is taken', () => {
    const timed = { ...message, at: start };
    assert.deepEqual(
      [discord(timed), slack(timed)].map((text) => text.split('\n')[0]),
      ['**Balances** · 2023-11-14 22:13 UTC', 'Balances · 2023-11-14 22:13 UTC'],
    );
    assert.match(messageBody(timed, 'json', english), /"at":"2023-11-14T22:13:20\.000Z"/);
  });
  it('as JSON: the facts as they are', () => {
    assert.deepEqual(JSON.parse(messageBody(message, 'json', english)), {
      id: messageId(message),
      kind: 'summary',
      title: 'Balances',
      lines: [
        {
          account: 'Work',
          balance: '$20.00',
          parts: null,
          threshold: '$5.00',
          state: 'OK',
          reason: null,
          needsMoney: false,
          isOutdated: false,
          age: '18:46 UTC',
        },
        {
          account: 'Home',
          balance: '$4.00',
          parts: null,
          threshold: '$5.00',
          state: 'Low',
          reason: null,
          needsMoney: true,
          isOutdated: false,
          age: '18:46 UTC',
        },
      ],
    });
  });
  it('without a threshold or an age says nothing of them', () => {
    assert.equal(discord({ ...message, lines: [lineOf({ threshold: null, age: null })] }), '**Balances**\n• Work: $20.00 · OK');
  });
  it('without accounts is its title', () => assert.equal(slackRich({ ...message, lines: [] }), '*Balances*'));
});

describe('a name that would mean something to a service', () => {
  const evil = '*_[@everyone](https://example.com)<!channel> <@U1> ~x~ `y` ||z|| # & \\';
  const named = (account: string): Message => ({ kind: 'alert', title: account, lines: [lineOf({ account })] });
  /** What is left where each escaped mark is taken out. */
  const bare = (text: string): string => text.replace(/\\[\\*_~`|<>#[\]()]/g, '');

  for (const label of [evil, ...awkwardLabels]) {
    it(`for Discord: ${label}`, () => {
      const [head = '', line = ''] = discord(named(label)).split('\n');
      for (const text of [bare(head).slice(2, -2), bare(line)]) assert.doesNotMatch(text, /[\\*_~`|<>#[\]()]|@(?!\u200b)|:\/\//);
      assert.equal(head.slice(2, -2).replace(/\\(.)/g, '$1').replaceAll('\u200b', ''), oneLine(label), 'and it reads as it was written');
    });
    it(`for Slack: ${label}`, () => {
      const [head = '', line = ''] = slack(named(label)).split('\n');
      for (const text of [head, line]) assert.doesNotMatch(text, /[<>]|&(?!amp;|lt;|gt;)|[*_~`@](?!\u200b)|:\/\//);
      assert.equal(head.replaceAll('\u200b', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'), oneLine(label));
    });
    it(`as JSON, unchanged: ${label}`, () =>
      assert.equal((JSON.parse(messageBody(named(label), 'json', english)) as Message).title, label));
  }
});

describe('a message of many accounts', () => {
  const many: Message = { ...message, lines: Array.from({ length: 200 }, (_, index) => lineOf({ account: `Account_${index}` })) };
  it('stays under what Discord takes, ends with a whole line, and says that there is more', () => {
    const content = discord(many);
    assert.ok(content.length <= 2000 && content.length > 1800, `${content.length}`);
    const lines = content.split('\n');
    assert.equal(lines.at(-1), `… and ${200 - (lines.length - 2)} more`);
    assert.match(lines.at(-2) ?? '', /^• Account\\_\d+: \$20\.00 · threshold \$5\.00 · OK · 18:46 UTC$/);
  });
  it('of exactly what Discord takes is whole', () => {
    const rest = 2000 - discord({ ...message, lines: [lineOf({ balance: '9' })] }).length;
    const fits: Message = { ...message, lines: [lineOf({ balance: '9'.repeat(rest + 1) })] };
    assert.equal(discord(fits).length, 2000);
    assert.ok(discord(fits).endsWith('18:46 UTC'));
  });
  it('goes to the others as a whole', () => {
    for (const format of ['slack', 'json'] as const) assert.ok(messageBody(many, format, english).includes('199'));
  });
});

describe('the lines of a message', () => {
  const reading = (amount: string) => ({ reading: readingOf([held('USD', amount)]), checkedAt: start });
  const facts = [
    factsOf(reading('20'), { label: 'Rich' }),
    factsOf(reading('4'), { label: 'Poor' }),
    factsOf(reading('60'), { label: 'Own', lowBalance: { USD: exact('100') } }),
    factsOf(reading('-2'), { label: 'Owing' }),
    factsOf({ reading: readingOf([held('CNY', '47')], { callsRefused: true }), checkedAt: start }, { label: 'Refused' }),
    factsOf({ reading: readingOf([held('EUR', '1'), held('USD', '0')]), checkedAt: start }, { label: 'Two' }),
    factsOf({ error: { kind: 'timeout', host }, checkedAt: start }, { label: 'Broken' }),
    factsOf({}, { label: 'New' }),
  ];
  const lines = summaryLines(facts, display);
  const age = formatAge(start, display);
  it('have every account with its threshold, who needs somebody first, and say why', () => {
    assert.deepEqual(
      lines.map(({ account, balance, threshold, state, needsMoney }) => [
        account.replace('DeepSeek · ', ''),
        balance,
        threshold,
        state,
        needsMoney,
      ]),
      [
        ['Owing', '$2.00 owed', '$5.00', 'Exhausted', true],
        ['Refused', '¥47.00', '¥30.00', 'Calls refused', true],
        ['Own', '$60.00', '$100.00', 'Low', true],
        ['Poor', '$4.00', '$5.00', 'Low', true],
        ['Broken', 'balance unknown', null, 'no answer in time', false],
        ['New', 'balance unknown', null, 'not checked yet', false],
        ['Rich', '$20.00', '$5.00', 'OK', false],
        ['Two', '€1.00, $0.00', null, 'OK', false],
      ],
    );
  });
  // incident 16
  it('say how old each number is', () =>
    assert.deepEqual(
      lines.map(({ age }) => age),
      [age, age, age, age, null, null, age, age],
    ));
  it('hide amounts where the person hides them', () => {
    const text = JSON.stringify(summaryLines(facts, { ...display, hidden: true }));
    assert.doesNotMatch(text.replace(/T\d\d:\d\d:\d\d\.\d{3}Z/g, ''), /[$¥€]|\d\.\d\d/);
  });
  it('are all in each format', () => {
    for (const format of webhookFormats satisfies readonly WebhookFormat[]) {
      const body = messageBody({ kind: 'summary', title: 'Balances', lines }, format, english);
      for (const { account } of lines) assert.ok(body.includes(account), `${format}: ${account}`);
    }
  });
});
