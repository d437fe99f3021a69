import type { Config, ConfigChannel, SecretPlace } from '../core/config/config';
import type { ChannelKind } from '../core/notify/channelKind';
import { kindOf } from '../core/notify/kindOf';
import type { Channel } from '../core/notify/postTo';
import { originOf } from '../core/provider/origin';
import { secretAt } from './configTargets';
import type { KeySources } from './environmentAccounts';

/** A channel as a watch posts to it. */
export interface WatchChannel {
  /** Empty: the one of the command line. */
  readonly id: string;
  readonly channel: Channel;
  readonly posts: ConfigChannel['posts'];
}

export type ReadChannel =
  | { readonly ok: true; readonly channel: WatchChannel }
  /** With the id, and nothing of the address. */
  | { readonly ok: false; readonly reason: string };

export function configChannels({ channels }: Config, kinds: readonly ChannelKind[], sources: KeySources): readonly ReadChannel[] {
  return channels.map((entry) => {
    const read = readChannel(entry, kinds, sources);
    return typeof read === 'string' ? { ok: false, reason: `Channel ${entry.id}: ${read}` } : { ok: true, channel: read };
  });
}

function readChannel(entry: ConfigChannel, kinds: readonly ChannelKind[], sources: KeySources): WatchChannel | string {
  const url = secretAt(entry.url, sources);
  if (url === '') return `${placeText(entry.url)} holds no address.`;
  if (!originOf(url).ok)
    return `the address in ${placeText(entry.url)} must be https, without a user name. Only addresses of this machine may use http.`;
  const kind = entry.kind ?? kindOf(url, kinds);
  if (!kind) return 'its address does not tell which service it is: add "kind".';
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(entry.fields)) {
    const text = typeof value === 'string' ? value : secretAt(value, sources);
    if (!Object.hasOwn(kind.fields, name)) return `"${name}" means nothing to ${kind.name}.`;
    if (text === '') return `"${name}" is empty.`;
    fields[name] = text;
  }
  const missing = Object.entries(kind.fields).find(
    ([name, { isRequired }]) => isRequired && fields[name] === undefined && !isInAddress(name, url),
  );
  if (missing) return `"${missing[0]}" is missing: ${missing[1].label}.`;
  return { id: entry.id, channel: { url, kind, fields }, posts: entry.posts };
}

/** Addresses of Telegram are often pasted with the chat in them. */
function isInAddress(field: string, url: string): boolean {
  return field === 'chatId' && new URL(url).searchParams.has('chat_id');
}

export function placeText({ kind, name }: SecretPlace): string {
  return kind === 'env' ? `the variable ${name}` : `the file ${name}`;
}
