import type { WebhookFormat } from './message';

/** Where each service's addresses are. A host counts as a whole: `discord.com.example.org` is somebody else's. */
const hosts: ReadonlyMap<string, WebhookFormat> = new Map([
  ...['discord.com', 'discordapp.com'].flatMap((host) => ['', 'canary.', 'ptb.'].map((channel): [string, WebhookFormat] => [`${channel}${host}`, 'discord'])),
  ['hooks.slack.com', 'slack'], ['hooks.slack-gov.com', 'slack'],
]);

/** The form that a host is known to take; undefined for any other. */
export function formatOf(url: string): WebhookFormat | undefined {
  return URL.canParse(url) ? hosts.get(new URL(url).hostname) : undefined;
}

const discordPath = /^\/api(?:\/v\d+)?\/webhooks\/\d+\/[\w-]+/;

/**
 * Where a message is really posted. Discord takes our own form behind its Slack address as well, which knows nothing of
 * mentions, and tells whether a message was kept only to who waits for that.
 * @see https://discord.com/developers/docs/resources/webhook#execute-webhook
 */
export function postAddress(url: string, format: WebhookFormat): string {
  const address = new URL(url);
  const [path] = discordPath.exec(address.pathname) ?? [];
  if (format !== 'discord' || path === undefined) return url;
  address.pathname = path;
  address.searchParams.set('wait', 'true');
  return address.href;
}
