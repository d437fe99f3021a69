import { originOf } from '../provider/origin';
import { sendTo } from '../provider/sendTo';
import type { Send } from '../provider/transport';
import type { Translate } from '../text/translate';
import type { EpochMs } from '../time/epoch';
import type { ChannelKind, ChannelPost, ChannelTarget } from './channelKind';
import { triedMail } from './mailVerdict';
import { messageId, type Message } from './message';
import type { SendMail } from './outgoingMail';
import { plainMessage } from './plainMessage';
import { triedOf, type Tried } from './verdict';

/** Where messages are posted, and how. */
export interface Channel extends ChannelTarget {
  readonly kind: ChannelKind;
}

export interface PostPorts {
  readonly send: Send;
  readonly mail: SendMail;
  /** HMAC-SHA-256, as Base64. */
  readonly hmac: (key: string, text: string) => string;
  readonly now: () => EpochMs;
  readonly t: Translate;
}

/** Called off, it ends as if nobody had answered. */
export async function postTo(channel: Channel, message: Message, ports: PostPorts, signal: AbortSignal): Promise<Tried> {
  const { kind } = channel;
  const post: ChannelPost = {
    message,
    plain: plainMessage(message, ports.t, kind.fits),
    id: messageId(message),
    now: ports.now(),
    hmac: ports.hmac,
  };
  try {
    const tried = await exchange(kind, channel, post, ports, signal);
    // The receiver says where it went: once more, and no further.
    if (tried.kind !== 'refused' || tried.replace === undefined) return tried;
    const moved = { ...channel, fields: { ...channel.fields, ...tried.replace } };
    return await exchange(kind, moved, post, ports, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    return { kind: 'silent', passes: true };
  }
}

async function exchange(
  kind: ChannelKind,
  target: ChannelTarget,
  post: ChannelPost,
  { send, mail, now }: PostPorts,
  signal: AbortSignal,
): Promise<Tried> {
  if (kind.transport === 'mail') {
    const letter = kind.mail(post, target);
    return letter === null ? { kind: 'silent', passes: false } : triedMail(await mail(letter, signal));
  }
  const read = originOf(target.url);
  if (!read.ok) return { kind: 'silent', passes: false };
  const request = { ...kind.request(post, target), method: 'POST', readsRefusal: true } as const;
  return triedOf(await sendTo(read.origin, send)(request, signal), kind, target, now());
}
