import type { Config, ConfigChannel, SecretPlace } from '../core/config/config';
import type { ChannelKind } from '../core/notify/channelKind';
import { kindOf } from '../core/notify/kindOf';
import type { Channel } from '../core/notify/postTo';
import { addressFault, targetFault } from '../core/notify/targetFault';
import { secretAt } from './configTargets';
import type { KeySources } from './environmentAccounts';
import { faultText } from './faultText';

/** A channel as a watch posts to it. */
export interface WatchChannel {
  /** Empty: the one of the command line. */
  readonly id: string;
  /** null: its address, or a secret beside it, cannot be read just now. What is for it waits. */
  readonly channel: Channel | null;
  readonly posts: ConfigChannel['posts'];
}

export interface ReadChannel {
  readonly channel: WatchChannel;
  /** With the id, and nothing of the address; null: nothing is wrong. */
  readonly fault: string | null;
}

export function configChannels({ channels }: Config, kinds: readonly ChannelKind[], sources: KeySources): readonly ReadChannel[] {
  return channels.map((entry) => {
    const read = readChannel(entry, kinds, sources);
    if (typeof read !== 'string') return { channel: read, fault: null };
    return { channel: { id: entry.id, channel: null, posts: entry.posts }, fault: `Channel ${entry.id}: ${read}` };
  });
}

function readChannel(entry: ConfigChannel, kinds: readonly ChannelKind[], sources: KeySources): WatchChannel | string {
  const url = secretAt(entry.url, sources);
  if (url === '') return `${placeText(entry.url)} holds no address.`;
  const kind = entry.kind ?? kindOf(url, kinds);
  const address = addressFault(url, kind);
  const place = `the address in ${placeText(entry.url)}`;
  if (address) return faultText(address, place);
  if (!kind) return 'its address does not tell which service it is: add "kind".';
  const fields: Record<string, string> = {};
  for (const [name, value] of Object.entries(entry.fields)) {
    const text = typeof value === 'string' ? value : secretAt(value, sources);
    if (!Object.hasOwn(kind.fields, name)) return `"${name}" means nothing to ${kind.name}.`;
    if (text === '') return `"${name}" is empty.`;
    fields[name] = text;
  }
  const inAddress = kind.inAddress?.(url) ?? [];
  const missing = Object.entries(kind.fields).find(
    ([name, { isRequired }]) => isRequired && fields[name] === undefined && !inAddress.includes(name),
  );
  if (missing) return `"${missing[0]}" is missing: ${missing[1].label}.`;
  const fault = targetFault({ url, fields }, kind);
  return fault ? faultText(fault, place) : { id: entry.id, channel: { url, kind, fields }, posts: entry.posts };
}

export function placeText({ kind, name }: SecretPlace): string {
  return kind === 'env' ? `the variable ${name}` : `the file ${name}`;
}
