import { bark } from './bark';
import { dingtalk } from './dingtalk';
import { discord } from './discord';
import { feishu } from './feishu';
import { genericJson } from './genericJson';
import { googleChat } from './googleChat';
import { gotify } from './gotify';
import { mattermost } from './mattermost';
import { ntfy } from './ntfy';
import type { Receiver } from './receiver';
import { slack } from './slack';
import { slackWorkflow } from './slackWorkflow';
import { teams } from './teams';
import { telegram } from './telegram';
import { wecom } from './wecom';

/** Every vendor as it stands; mail has a server of its own. */
export const allReceivers: readonly Receiver[] = [
  ...[discord, slack, slackWorkflow, feishu, dingtalk, wecom, telegram],
  ...[ntfy, teams, googleChat, mattermost, gotify, bark, genericJson],
];
