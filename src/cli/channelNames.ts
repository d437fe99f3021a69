/** What `--webhook-kind` takes: the ids of src/channels, which this folder does not import. A test holds the two together. */
export const channelNames = [
  'bark',
  'dingtalk',
  'discord',
  'email',
  'feishu',
  'googleChat',
  'gotify',
  'json',
  'mattermost',
  'ntfy',
  'slack',
  'slackWorkflow',
  'teams',
  'telegram',
  'wecom',
] as const;
