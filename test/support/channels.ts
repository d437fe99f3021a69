import * as channels from '../../src/channels';
import type { ChannelKind, HttpKind } from '../../src/core/notify/channelKind';
import type { Exchange } from '../../src/core/provider/transport';
import type { Translate } from '../../src/core/text/translate';
import { kindOf } from '../../src/core/notify/kindOf';
import { messageId, type Message } from '../../src/core/notify/message';
import { plainMessage } from '../../src/core/notify/plainMessage';
import type { Channel } from '../../src/core/notify/postTo';
import { triedOf, type Tried } from '../../src/core/notify/verdict';
import { hmacSha256 } from '../../src/node/network/hmacSha256';
import { start } from './accounts';

export const kinds: readonly ChannelKind[] = Object.values(channels);
export const webhookFormats = ['discord', 'slack', 'slackWorkflow', 'json'] as const;
/** Those that are posted to over HTTP. */
export type WebhookFormat = Exclude<keyof typeof channels, 'email'>;
export const formats = Object.keys(channels).filter((name): name is WebhookFormat => name !== 'email' && Object.hasOwn(channels, name));

export function formatOf(url: string): WebhookFormat | undefined {
  const kind = kindOf(url, kinds);
  return formats.find((format) => channels[format] === kind);
}

export function channelAt(url: string, format: WebhookFormat, fields: Channel['fields'] = {}): Channel {
  return { url, kind: channels[format], fields };
}

export function messageBody(message: Message, format: WebhookFormat, t: Translate): string {
  const kind: HttpKind = channels[format];
  const post = { message, plain: plainMessage(message, t, kind.fits), id: messageId(message), now: start, hmac: hmacSha256 };
  return kind.request(post, { url: 'https://team.example/hook', fields: { chatId: '1' } }).body ?? '';
}

export function postAddress(url: string, format: WebhookFormat): string {
  const message: Message = { kind: 'summary', title: 'Balances', lines: [] };
  const kind: HttpKind = channels[format];
  const post = { message, plain: plainMessage(message, (text) => text), id: '1', now: start, hmac: hmacSha256 };
  return kind.request(post, { url, fields: {} }).url;
}

/** What an exchange with a plain JSON receiver means. */
export function tried(exchange: Exchange, now = start): Tried {
  return triedOf(exchange, channels.json, { url: 'https://team.example/hook', fields: {} }, now);
}
