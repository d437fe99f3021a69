import type { WebhookFormat } from './message';
import type { Confirmation } from './verdict';

/** Where each service's addresses are. A host counts as a whole: `discord.com.example.org` is somebody else's. */
const hosts: ReadonlyMap<string, WebhookFormat> = new Map([
  ...['discord.com', 'discordapp.com'].flatMap((host) =>
    ['', 'canary.', 'ptb.'].map((channel): [string, WebhookFormat] => [`${channel}${host}`, 'discord']),
  ),
  ['hooks.slack.com', 'slack'],
  ['hooks.slack-gov.com', 'slack'],
]);

/** The form that an address is known to take; undefined where its host is not known. */
export function formatOf(url: string): WebhookFormat | undefined {
  if (!URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  const format = hosts.get(hostname);
  return format === 'slack' && slackWorkflowPath.test(pathname) ? 'slackWorkflow' : format;
}

/** @see https://docs.slack.dev/tools/slack-github-action/sending-data-webhook-slack-workflow */
const slackWorkflowPath = /^\/(?:triggers|workflows)\//;
const slackPath = /^\/services\/[^/]+\/[^/]+\/[^/]+$/;
const discordPath = /^\/api(?:\/v\d+)?(\/webhooks\/\d+\/[\w-]+)/;

/** How the receiver tells that it kept a message. Where the path is not the service's own, a relay answers in its own way. */
export function confirmationOf(url: string, format: WebhookFormat): Confirmation {
  const pathname = URL.canParse(url) ? new URL(url).pathname : '';
  if (format === 'discord' && discordPath.test(pathname)) return 'message';
  return format === 'slack' && slackPath.test(pathname) ? 'ok' : 'any';
}

/**
 * Where a message is really posted. Discord takes our own form behind its Slack address as well, which knows nothing of
 * mentions, and tells whether a message was kept only to who waits for that. Before its version 8, which an address may
 * name and one without a version means, waiting times were milliseconds.
 * @see https://discord.com/developers/docs/reference#api-versioning
 * @see https://discord.com/developers/docs/resources/webhook#execute-webhook
 */
export function postAddress(url: string, format: WebhookFormat): string {
  const address = new URL(url);
  const [, path] = discordPath.exec(address.pathname) ?? [];
  if (format !== 'discord' || path === undefined) return url;
  address.pathname = `/api/v10${path}`;
  address.searchParams.set('wait', 'true');
  return address.href;
}
