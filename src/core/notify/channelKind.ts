import type { HttpRequest } from '../provider/transport';
import type { EpochMs } from '../time/epoch';
import type { MailFault } from './mailFault';
import type { Message } from './message';
import type { OutgoingMail } from './outgoingMail';
import type { PlainMessage } from './plainMessage';

/** Why a receiver takes no message: what a person has to mend, or to wait for. */
export type ChannelReason =
  /** The address, or the group behind it, is no more. */
  | 'gone'
  | 'unauthorized'
  /** What proves that we know the secret is wrong; `clock`: since our clock is. */
  | 'signature'
  | 'clock'
  | 'keyword'
  | 'ipNotAllowed'
  | 'tooLong'
  | 'content'
  | 'needsThread'
  | 'tooOften'
  | 'quota'
  | 'busy'
  | 'moved'
  /** Of mail: who logs in does not count, may not send as the sender, reaches nobody, or could only do so in clear text. */
  | 'login'
  | 'sender'
  | 'recipients'
  | 'notEncrypted'
  /** Of mail: what the server thinks of what is in it. */
  | 'policy'
  | 'unknown';

/** What a receiver says of a message. Its words are not repeated, since they may quote the address. */
export type Verdict =
  | {
      readonly kind: 'taken';
      /** Of mail: who does not get it, since the server refused them, and all others do. `code` is that of the last one. */
      readonly missed?: { readonly to: readonly string[]; readonly code: string };
    }
  /** Asking again would change nothing. `code` is its own, where it has a short one. */
  | {
      readonly kind: 'refused';
      readonly reason: ChannelReason;
      readonly code: string | null;
      /** Fields of the target that it says are others by now: with them it is sent once more. */ readonly replace?: Fields;
    }
  /** It takes none for at least so long. */
  | { readonly kind: 'busy'; readonly reason: ChannelReason; readonly code: string | null; readonly waitMs: number }
  /** Somebody else's answer, such as a page. It passes where this receiver always says more than that. */
  | { readonly kind: 'unclear'; readonly passes: boolean };

export type Fields = Readonly<Record<string, string>>;

/** Where messages go. All of it is secret: whoever has it can post. */
export interface ChannelTarget {
  readonly url: string;
  readonly fields: Fields;
}

/** What a person enters beside the address. */
export interface ChannelField {
  readonly label: string;
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  readonly placeholder?: string;
}

/** An answer of any status, with the first 8 KiB of its text. */
export interface ChannelAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** What a request is made of. Ages and signatures are of the moment it is sent, however long the message waited. */
export interface ChannelPost {
  /** As it is, for receivers that are programs. */
  readonly message: Message;
  /** As people read it, cut to what `fits` allows. */
  readonly plain: PlainMessage;
  /** The same for each try of one message. */
  readonly id: string;
  readonly now: EpochMs;
  /** HMAC-SHA-256, as Base64. */
  readonly hmac: (key: string, text: string) => string;
}

/** One service that takes messages, as data and pure functions. */
interface AnyKind {
  /** Stored, so it never changes. */
  readonly id: string;
  readonly name: string;
  /** Where its vendor documents it. */
  readonly docs: string;
  readonly fields: Readonly<Record<string, ChannelField>>;
  /** Fields that an address of it may hold itself, and this one does. */
  readonly inAddress?: (url: string) => readonly string[];
  /** Whether an address is one of its own. Hosts count as a whole. */
  readonly recognizes: (url: URL) => boolean;
  /** At most so many messages in a minute. */
  readonly perMinute: number;
  /** Whether it takes a message of this length, in its own unit. */
  readonly fits: (plain: PlainMessage) => boolean;
}

export interface HttpKind extends AnyKind {
  readonly transport?: 'http';
  /** Its maker takes no messages at such an address any more. */
  readonly isRetired?: (url: URL) => boolean;
  readonly request: (post: ChannelPost, target: ChannelTarget) => Pick<HttpRequest, 'url' | 'headers' | 'body'>;
  /** null: the rule for all decides by the status. Nothing is asked of a redirect. */
  readonly verdict: (answer: ChannelAnswer, target: ChannelTarget) => Verdict | null;
}

/** Over SMTP: its address is `smtp://` or `smtps://`. */
export interface MailKind extends AnyKind {
  readonly transport: 'mail';
  /** What is wrong with a target all of whose fields are there; null: nothing. */
  readonly fault: (target: ChannelTarget) => MailFault | null;
  /** null where there is a fault. */
  readonly mail: (post: ChannelPost, target: ChannelTarget) => OutgoingMail | null;
}

export type ChannelKind = HttpKind | MailKind;

export function defineChannel(kind: HttpKind): HttpKind {
  return kind;
}

export function defineMailChannel(kind: MailKind): MailKind {
  return kind;
}
