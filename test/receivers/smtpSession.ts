import { beginAuth, type SmtpAuthStep } from './smtpAuth';
import type { SmtpRefusal, SmtpSettings, SmtpStep } from './smtpSettings';

export interface SmtpEnvelope {
  readonly from: string;
  readonly to: readonly string[];
  /** Null: nobody logged in. */
  readonly user: string | null;
  readonly isSecure: boolean;
  readonly parameters: readonly string[];
}

export interface SmtpReply {
  /** Whole lines without their ends. */
  readonly lines: readonly string[];
  /** What comes after it: a message, TLS, or the end of the connection. */
  readonly then?: 'message' | 'tls' | 'close';
}

const say = (...lines: readonly string[]): SmtpReply => ({ lines });
const wrongOrder = say('503 5.5.1 Bad sequence of commands');
const syntax = (form: string): SmtpReply => say(`501 5.5.4 Syntax: ${form}`);

/** One connection's state, with no socket of its own. Who greets, logs in or begins TLS out of turn is refused. */
export class SmtpSession {
  readonly #settings: SmtpSettings;
  readonly #refusal: () => SmtpRefusal | null;
  readonly #isSecure: boolean;
  #greeted = false;
  #user: string | null = null;
  #from: string | null = null;
  #parameters: readonly string[] = [];
  #to: readonly string[] = [];
  #answering: ((line: string) => SmtpAuthStep) | null = null;

  constructor(settings: SmtpSettings, isSecure: boolean, refusal: () => SmtpRefusal | null) {
    this.#settings = settings;
    this.#isSecure = isSecure;
    this.#refusal = refusal;
  }

  /** @see https://www.rfc-editor.org/rfc/rfc5321#section-3.1 */
  greeting(): SmtpReply {
    return this.#refused('greeting') ?? say(`220 ${this.#settings.name} ESMTP`);
  }

  command(line: string): SmtpReply {
    const answering = this.#answering;
    if (answering) return this.#authenticated(answering(line));
    // At most 512 octets with its end. @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.4
    if (Buffer.byteLength(line) > 510 && !/^AUTH /i.test(line)) return say('500 5.5.2 Line too long');
    const [verb = ''] = line.toUpperCase().split(' ', 1);
    // @see https://www.rfc-editor.org/rfc/rfc3207#section-4
    const isFree = ['EHLO', 'HELO', 'STARTTLS', 'NOOP', 'QUIT', 'RSET'].includes(verb);
    if (this.#settings.needsTls && !this.#isSecure && !isFree) return say('530 5.7.0 Must issue a STARTTLS command first');
    switch (verb) {
      case 'EHLO':
      case 'HELO':
        return this.#hello(verb, line.slice(5).trim());
      case 'STARTTLS':
        return this.#startTls(line);
      case 'AUTH':
        return this.#auth(line);
      case 'MAIL':
        return this.#mail(line);
      case 'RCPT':
        return this.#recipient(line);
      case 'DATA':
        return this.#data(line);
      case 'RSET':
        this.#reset();
        return say('250 2.0.0 OK');
      case 'NOOP':
        return say('250 2.0.0 OK');
      // @see https://www.rfc-editor.org/rfc/rfc5321#section-3.5.3
      case 'VRFY':
        return say('252 2.1.5 Cannot verify, but will take the message');
      case 'QUIT':
        return { lines: ['221 2.0.0 Bye'], then: 'close' };
      default:
        return say('500 5.5.1 Command unrecognized');
    }
  }

  /** After the whole message: null for the envelope says that it was not taken. */
  message(bytes: Buffer): { readonly reply: SmtpReply; readonly envelope: SmtpEnvelope | null } {
    const envelope = { from: this.#from ?? '', to: this.#to, user: this.#user, isSecure: this.#isSecure, parameters: this.#parameters };
    const refusal = this.#messageRefusal(bytes);
    this.#reset();
    return refusal ? { reply: refusal, envelope: null } : { reply: say('250 2.0.0 Queued as made-up'), envelope };
  }

  #messageRefusal(bytes: Buffer): SmtpReply | null {
    const refused = this.#refused('message');
    if (refused) return refused;
    // @see https://www.rfc-editor.org/rfc/rfc1870#section-6.3
    if (bytes.length > this.#settings.mostBytes) return say('552 5.3.4 Message too big');
    const text = bytes.toString('latin1');
    // No end of a line but CR LF. @see https://www.rfc-editor.org/rfc/rfc5321#section-2.3.8
    if (/\r(?!\n)|(?<!\r)\n/.test(text)) return say('554 5.6.0 Bare CR or LF');
    // 1,000 octets with its end. @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1.6
    if (text.split('\r\n').some((line) => line.length > 998)) return say('500 5.5.2 Line too long');
    // @see https://www.rfc-editor.org/rfc/rfc6152#section-3
    const is8Bit = this.#parameters.some((one) => one === 'BODY=8BITMIME' || one === 'SMTPUTF8');
    return /[\x80-\xff]/.test(text) && !is8Bit ? say('554 5.6.1 Eight-bit body without BODY=8BITMIME') : null;
  }

  /** @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.1 */
  #hello(verb: 'EHLO' | 'HELO', domain: string): SmtpReply {
    if (domain === '') return syntax(`${verb} hostname`);
    const refused = this.#refused('ehlo');
    if (refused) return refused;
    this.#greeted = true;
    this.#reset();
    const { name, mechanisms, mostBytes, takes8Bit, takesUtf8, offersTls } = this.#settings;
    if (verb === 'HELO') return say(`250 ${name}`);
    const offered = [
      `SIZE ${mostBytes}`,
      ...(takes8Bit ? ['8BITMIME'] : []),
      ...(takesUtf8 ? ['SMTPUTF8'] : []),
      'ENHANCEDSTATUSCODES',
      // Not again within TLS, and no passwords before it. @see https://www.rfc-editor.org/rfc/rfc3207#section-4.2 and rfc4954#section-4
      ...(offersTls && !this.#isSecure ? ['STARTTLS'] : []),
      ...(this.#isSecure || !this.#settings.needsTls ? [`AUTH ${mechanisms.join(' ')}`] : []),
    ];
    return say(`250-${name} greets ${domain}`, ...offered.map((one, at) => `250${at === offered.length - 1 ? ' ' : '-'}${one}`));
  }

  /** @see https://www.rfc-editor.org/rfc/rfc3207#section-4 */
  #startTls(line: string): SmtpReply {
    if (!/^STARTTLS$/i.test(line)) return syntax('STARTTLS');
    if (this.#isSecure || !this.#greeted) return wrongOrder;
    if (!this.#settings.offersTls) return say('502 5.5.1 Command not implemented');
    return this.#refused('starttls') ?? { lines: ['220 2.0.0 Ready to start TLS'], then: 'tls' };
  }

  /** Once, after EHLO, and never within a transaction. @see https://www.rfc-editor.org/rfc/rfc4954#section-4 */
  #auth(line: string): SmtpReply {
    if (!this.#greeted || this.#user !== null || this.#from !== null) return wrongOrder;
    return this.#authenticated(beginAuth(line, this.#settings));
  }

  /** @see https://www.rfc-editor.org/rfc/rfc4954#section-6 */
  #authenticated(step: SmtpAuthStep): SmtpReply {
    this.#answering = 'user' in step ? null : (step.next ?? null);
    if (!('user' in step)) return say(step.reply);
    const refused = this.#refused('auth');
    if (refused) return refused;
    if (this.#settings.users[step.user] !== step.password) return say('535 5.7.8 Authentication credentials invalid');
    this.#user = step.user;
    return say('235 2.7.0 Authentication successful');
  }

  /** No space after the colon. @see https://www.rfc-editor.org/rfc/rfc5321#section-3.3 and section-4.1.1.2 */
  #mail(line: string): SmtpReply {
    if (!this.#greeted || this.#from !== null) return wrongOrder;
    if (this.#settings.needsLogin && this.#user === null) return say('530 5.7.0 Authentication required');
    const [, address, rest = ''] = /^MAIL FROM:<([^<>]*)>((?: [^ ]+)*)$/i.exec(line) ?? [];
    if (address === undefined) return syntax('MAIL FROM:<address>');
    const parameters = rest.split(' ').flatMap((one) => (one === '' ? [] : [one.toUpperCase()]));
    const unknown = parameters.find((one) => !this.#knows(one));
    // @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.11
    if (unknown !== undefined) return say(`555 5.5.4 Unsupported parameter ${unknown}`);
    const size = parameters.flatMap((one) => (one.startsWith('SIZE=') ? [Number(one.slice(5))] : []));
    if (size.some((one) => one > this.#settings.mostBytes)) return say('552 5.3.4 Message too big');
    if (!isAscii(address) && !parameters.includes('SMTPUTF8')) return notAscii;
    const refused = this.#refused('mail');
    if (refused) return refused;
    this.#from = address;
    this.#parameters = parameters;
    return say('250 2.1.0 OK');
  }

  /** @see https://www.rfc-editor.org/rfc/rfc6152#section-2, rfc6531#section-3.4, rfc1870#section-4, rfc4954#section-5 */
  #knows(parameter: string): boolean {
    const { takes8Bit, takesUtf8 } = this.#settings;
    return (
      /^(?:SIZE=\d{1,20}|AUTH=\S+|BODY=7BIT)$/.test(parameter) ||
      (parameter === 'BODY=8BITMIME' && takes8Bit) ||
      (parameter === 'SMTPUTF8' && takesUtf8)
    );
  }

  #recipient(line: string): SmtpReply {
    if (this.#from === null) return wrongOrder;
    const [, address] = /^RCPT TO:<([^<>\s]+)>$/i.exec(line) ?? [];
    if (address === undefined) return syntax('RCPT TO:<address>');
    if (!isAscii(address) && !this.#parameters.includes('SMTPUTF8')) return notAscii;
    const refused = this.#refused('rcpt');
    if (refused) return refused;
    if (this.#settings.recipients?.includes(address) === false) return say('550 5.1.1 No such mailbox here');
    this.#to = [...this.#to, address];
    return say('250 2.1.5 OK');
  }

  /** @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4 */
  #data(line: string): SmtpReply {
    if (!/^DATA$/i.test(line)) return syntax('DATA');
    if (this.#from === null) return wrongOrder;
    if (this.#to.length === 0) return say('554 5.5.1 No valid recipients');
    return this.#refused('data') ?? { lines: ['354 Start mail input; end with <CRLF>.<CRLF>'], then: 'message' };
  }

  #reset(): void {
    this.#from = null;
    this.#to = [];
    this.#parameters = [];
  }

  /** @see https://www.rfc-editor.org/rfc/rfc5321#section-3.8 on 421 */
  #refused(at: SmtpStep): SmtpReply | null {
    const refusal = this.#refusal();
    if (refusal?.at !== at) return null;
    return refusal.reply.startsWith('421') ? { lines: [refusal.reply], then: 'close' } : say(refusal.reply);
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc6531#section-3.5 */
const notAscii = say('553 5.6.7 Address has characters that need SMTPUTF8');

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}
