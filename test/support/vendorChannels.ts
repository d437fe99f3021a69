import { bark } from '../receivers/bark';
import { dingtalk } from '../receivers/dingtalk';
import { discord } from '../receivers/discord';
import { feishu } from '../receivers/feishu';
import { genericJson } from '../receivers/genericJson';
import { googleChat } from '../receivers/googleChat';
import { gotify } from '../receivers/gotify';
import { mattermost } from '../receivers/mattermost';
import { ntfy } from '../receivers/ntfy';
import type { Receiver } from '../receivers/receiver';
import { slack } from '../receivers/slack';
import { slackWorkflow } from '../receivers/slackWorkflow';
import { teams } from '../receivers/teams';
import { telegram } from '../receivers/telegram';
import { wecom } from '../receivers/wecom';
import type { WebhookFormat } from './channels';

/** A vendor, and what of an address a person pastes from there. */
export interface VendorChannel {
  readonly receiver: Receiver;
  readonly path: string;
  readonly fields?: Readonly<Record<string, string>>;
}

const secret = 'SECmade-up';

/** One for each kind, with everything that its address needs. */
export const vendorChannels: Readonly<Record<WebhookFormat, VendorChannel>> = {
  bark: { receiver: bark, path: `/${bark.settings.deviceKey}` },
  dingtalk: {
    receiver: dingtalk.with({ secret, keywords: ['balance'] }),
    path: `/robot/send?access_token=${dingtalk.settings.token}`,
    fields: { secret, keyword: 'balance' },
  },
  discord: { receiver: discord, path: `/api/webhooks/${discord.settings.id}/${discord.settings.token}` },
  feishu: {
    receiver: feishu.with({ secret, keywords: ['balance'] }),
    path: `/open-apis/bot/v2/hook/${feishu.settings.token}`,
    fields: { secret, keyword: 'balance' },
  },
  googleChat: {
    receiver: googleChat.with({ zeroWidthDisarms: true }),
    path: `/v1/spaces/${googleChat.settings.space}/messages?key=${googleChat.settings.key}&token=${googleChat.settings.token}`,
  },
  gotify: { receiver: gotify, path: `/message?token=${gotify.settings.token}` },
  json: { receiver: genericJson, path: genericJson.settings.path },
  mattermost: { receiver: mattermost, path: `/hooks/${mattermost.settings.id}` },
  ntfy: { receiver: ntfy, path: '/made-up-topic' },
  slack: { receiver: slack, path: slack.settings.path },
  slackWorkflow: { receiver: slackWorkflow, path: slackWorkflow.settings.path },
  teams: { receiver: teams, path: `${teams.settings.path}?${new URLSearchParams(teams.settings.query).toString()}` },
  telegram: { receiver: telegram, path: `/bot${telegram.settings.token}`, fields: { chatId: telegram.settings.chatId } },
  wecom: { receiver: wecom, path: `/cgi-bin/webhook/send?key=${wecom.settings.key}` },
};
