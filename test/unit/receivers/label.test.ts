import assert from 'node:assert/strict';
import { askReceiver } from '../../receivers/askReceiver';
import { dingtalk } from '../../receivers/dingtalk';
import { discord } from '../../receivers/discord';
import { feishu } from '../../receivers/feishu';
import { googleChat } from '../../receivers/googleChat';
import { mattermost } from '../../receivers/mattermost';
import type { Receiver } from '../../receivers/receiver';
import { slack } from '../../receivers/slack';
import { teams } from '../../receivers/teams';
import { telegram } from '../../receivers/telegram';
import { wecom } from '../../receivers/wecom';

const label = '*x* <@everyone> @all [a](b) <!channel> {{DATE()}} <at user_id="all">all</at> 😀';
const card = (element: object): object => ({ msg_type: 'interactive', card: { elements: [{ tag: 'div', text: element }] } });
const adaptive = (element: object): object => ({
  type: 'message',
  attachments: [
    { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', version: '1.4', body: [element] } },
  ],
});
const rich = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: label }] }] };

const discordTarget = `/api/v10/webhooks/${discord.settings.id}/${discord.settings.token}`;
const feishuTarget = `/open-apis/bot/v2/hook/${feishu.settings.token}`;
const teamsTarget = `${teams.settings.path}?${new URLSearchParams(teams.settings.query).toString()}`;
const chatTarget = `/v1/spaces/${googleChat.settings.space}/messages?key=${googleChat.settings.key}&token=${googleChat.settings.token}`;
const telegramTarget = `/bot${telegram.settings.token}/sendMessage`;
const wecomTarget = `/cgi-bin/webhook/send?key=${wecom.settings.key}`;
const dingtalkTarget = `/robot/send?access_token=${dingtalk.settings.token}`;

/** Whether it calls, how many links it has, and what it makes of the label besides. */
const raw: readonly (readonly [string, Receiver, string, object, boolean, number, readonly string[]])[] = [
  ['Discord content', discord, discordTarget, { content: label }, false, 1, ['italic', 'link']],
  ['Slack text', slack, slack.settings.path, { text: label }, true, 0, ['bold', 'mention', 'mention']],
  ['Feishu text', feishu, feishuTarget, { msg_type: 'text', content: { text: label } }, true, 1, ['link', 'mention']],
  ['Feishu lark_md', feishu, feishuTarget, card({ tag: 'lark_md', content: label }), true, 1, ['italic', 'link', 'mention']],
  [
    'DingTalk markdown',
    dingtalk,
    dingtalkTarget,
    { msgtype: 'markdown', markdown: { title: 't', text: label } },
    false,
    1,
    ['italic', 'link'],
  ],
  ['WeCom text', wecom, wecomTarget, { msgtype: 'text', text: { content: label } }, true, 0, ['mention']],
  ['WeCom markdown', wecom, wecomTarget, { msgtype: 'markdown', markdown: { content: label } }, true, 1, ['italic', 'link', 'mention']],
  ['WeCom markdown_v2', wecom, wecomTarget, { msgtype: 'markdown_v2', markdown_v2: { content: label } }, false, 1, ['italic', 'link']],
  ['Telegram text', telegram, telegramTarget, { chat_id: telegram.settings.chatId, text: label }, true, 0, ['mention', 'mention']],
  ['Teams TextBlock', teams, teamsTarget, adaptive({ type: 'TextBlock', text: label }), false, 1, ['italic', 'link']],
  ['Google Chat text', googleChat, chatTarget, { text: label }, false, 0, ['bold']],
  [
    'Mattermost text',
    mattermost,
    `/hooks/${mattermost.settings.id}`,
    { text: label },
    true,
    1,
    ['italic', 'link', 'mention', 'mention', 'mention'],
  ],
];

const containers: readonly (readonly [string, Receiver, string, object])[] = [
  ['Slack rich_text', slack, slack.settings.path, { text: 'a', blocks: [rich] }],
  ['Feishu plain_text', feishu, feishuTarget, card({ tag: 'plain_text', content: label })],
  ['DingTalk text', dingtalk, dingtalkTarget, { msgtype: 'text', text: { content: label } }],
  ['Teams TextRun', teams, teamsTarget, adaptive({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: label }] })],
];

describe('a label full of marks', () => {
  for (const [name, receiver, target, body, notified, links, marks] of raw)
    it(`shows up in ${name}`, () => {
      const { shown, body: answer } = askReceiver(receiver, { target, body });
      assert.ok(shown, answer);
      assert.deepEqual([shown.notified, shown.links.length, [...shown.marks].sort()], [notified, links, [...marks].sort()]);
    });

  it('makes Telegram refuse the whole message where it is HTML', () => {
    const body = { chat_id: telegram.settings.chatId, text: label, parse_mode: 'HTML' };
    assert.equal(askReceiver(telegram, { target: telegramTarget, body }).status, 400);
  });

  for (const [name, receiver, target, body] of containers)
    it(`is drawn as written in ${name}`, () => {
      assert.deepEqual(askReceiver(receiver, { target, body }).shown, { text: label, notified: false, links: [], marks: [] });
    });
});
