/** At which step a server says no. */
export type SmtpStep = 'greeting' | 'ehlo' | 'starttls' | 'auth' | 'mail' | 'rcpt' | 'data' | 'message';

export interface SmtpRefusal {
  readonly at: SmtpStep;
  /** A whole reply, such as `451 4.7.1 Try again later`. After 421 the server hangs up. */
  readonly reply: string;
}

/** @see https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3 and, for 535, https://www.rfc-editor.org/rfc/rfc4954#section-6 */
export const smtpRefusals = {
  wrongLogin: { at: 'auth', reply: '535 5.7.8 Authentication credentials invalid' },
  loginBusy: { at: 'auth', reply: '454 4.7.0 Temporary authentication failure' },
  unknownRecipient: { at: 'rcpt', reply: '550 5.1.1 No such mailbox here' },
  greylisted: { at: 'rcpt', reply: '451 4.7.1 Greylisted, try again later' },
  senderRefused: { at: 'mail', reply: '553 5.7.1 You may not send as this sender' },
  spam: { at: 'message', reply: '554 5.7.1 Refused by policy' },
  mailboxFull: { at: 'message', reply: '452 4.2.2 Mailbox full' },
  closing: { at: 'greeting', reply: '421 4.3.2 Service not available, closing transmission channel' },
} as const satisfies Readonly<Record<string, SmtpRefusal>>;

export interface SmtpSettings {
  /** As the greeting has it. */
  readonly name: string;
  /** Passwords by user. */
  readonly users: Readonly<Record<string, string>>;
  readonly needsLogin: boolean;
  readonly offersTls: boolean;
  /** Whether all but greetings has to wait for TLS. */
  readonly needsTls: boolean;
  readonly mechanisms: readonly ('PLAIN' | 'LOGIN')[];
  readonly takes8Bit: boolean;
  readonly takesUtf8: boolean;
  /** Null: whoever is named. */
  readonly recipients: readonly string[] | null;
  readonly mostBytes: number;
}

export const smtpDefaults: SmtpSettings = {
  name: 'mail.example',
  users: { 'alerts@example.com': 'made-up' },
  needsLogin: true,
  offersTls: true,
  needsTls: true,
  mechanisms: ['PLAIN', 'LOGIN'],
  takes8Bit: true,
  takesUtf8: true,
  recipients: null,
  mostBytes: 1_000_000,
};
