import type { EpochMs } from '../time/epoch';

export interface Mailbox {
  /** As people read it; empty: none. */
  readonly name: string;
  readonly address: string;
}

/** Where a mail is handed in, and as whom. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /**
   * `tls`: from the first byte. `startTls`: nothing but greetings goes before it, and where it is not offered nothing goes at all.
   * `offered`: taken where it is offered, and `none`: never; both stay on this machine.
   * @see https://www.rfc-editor.org/rfc/rfc8314#section-3
   */
  readonly security: 'tls' | 'startTls' | 'offered' | 'none';
  /** null: it asks for none. */
  readonly login: { readonly user: string; readonly password: string } | null;
}

/** One mail, complete, in plain text. */
export interface OutgoingMail {
  readonly server: MailServer;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly subject: string;
  readonly text: string;
  /** With its angle brackets, and the same for each try: receivers show two of one id once. */
  readonly messageId: string;
  readonly date: EpochMs;
  readonly headers: Readonly<Record<string, string>>;
}

/** What was under way when the server said no. */
export type MailStep = 'greeting' | 'encryption' | 'login' | 'sender' | 'recipients' | 'message';

/** A reply of a server that is no yes. @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2 and https://www.rfc-editor.org/rfc/rfc3463 */
export interface MailReply {
  /** 400 to 599. */
  readonly code: number;
  /** Such as `5.1.1`; null where there is none. */
  readonly status: string | null;
}

export type MailAnswer =
  /** The server has it, for all recipients but these. */
  | { readonly kind: 'accepted'; readonly missed: readonly (MailReply & { readonly address: string })[] }
  | ({ readonly kind: 'refused'; readonly step: MailStep } & MailReply)
  /** It is larger than the server says it takes. @see https://www.rfc-editor.org/rfc/rfc1870 */
  | { readonly kind: 'tooLarge' }
  /** Whoever answered does not speak SMTP. */
  | { readonly kind: 'noMailServer' }
  | {
      readonly kind: 'unreachable' | 'timeout' | 'proxyOrTls';
      /** The text was under way, and nobody said whether it was taken. @see https://www.rfc-editor.org/rfc/rfc1047 */
      readonly isUnsure?: true;
      /** No program takes connections there. */
      readonly isClosed?: true;
    };

/** The port for mail. It keeps time limits, and rejects only when `signal` was aborted by the caller. */
export type SendMail = (mail: OutgoingMail, signal: AbortSignal) => Promise<MailAnswer>;
