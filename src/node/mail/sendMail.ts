import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailAnswer, OutgoingMail, SendMail } from '../../core/notify/outgoingMail';
import { mailFailure, replyOf } from './mailFailure';
import { mailSource } from './mailSource';

export interface MailLimits {
  readonly connectMs: number;
  readonly greetingMs: number;
  /** Without a byte. */
  readonly idleMs: number;
  /** From the first byte to the last: a server may say something now and then and never come to an end. */
  readonly wholeMs: number;
  /** For the answer to a goodbye: the mail has been taken by then. */
  readonly goodbyeMs: number;
}

export const mailLimits: MailLimits = { connectMs: 10_000, greetingMs: 10_000, idleMs: 15_000, wholeMs: 30_000, goodbyeMs: 2_000 };

/**
 * Hands in one mail over a connection of its own, which is closed whatever becomes of it. Certificates must be of those that Node
 * trusts (`NODE_EXTRA_CA_CERTS`), or the editor. Nothing is logged, as a server's replies may quote what was sent.
 * @see https://nodemailer.com/extras/smtp-connection
 */
export function sendMail(limits: MailLimits = mailLimits): SendMail {
  return async (mail, signal) => {
    const source = await mailSource(mail);
    signal.throwIfAborted();
    const connection = connectionTo(mail, limits);
    const over = new AbortController();
    const timer = setTimeout(() => over.abort(), limits.wholeMs);
    // It is read from when the server has said that it waits for the text.
    const text = Readable.from([source]);
    const either = AbortSignal.any([signal, over.signal]);
    // It listens to the end: what the connection tells after its last step is no fault of anybody's.
    const failed = new Promise<never>((_, reject) => {
      connection.on('error', reject);
      either.addEventListener('abort', () => reject(new Error('The mail was called off')), { once: true });
    });
    try {
      const answer = await Promise.race([failed, handIn(connection, mail, text, source.length)]);
      await goodbye(connection, limits.goodbyeMs, either);
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      const failure: MailAnswer = over.signal.aborted ? { kind: 'timeout' } : mailFailure(error);
      return text.readableDidRead && (failure.kind === 'timeout' || failure.kind === 'unreachable')
        ? { ...failure, isUnsure: true }
        : failure;
    } finally {
      clearTimeout(timer);
      connection.close();
      text.destroy();
    }
  };
}

function connectionTo({ server }: OutgoingMail, { connectMs, greetingMs, idleMs }: MailLimits): SMTPConnection {
  const { host, port, security } = server;
  return new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'startTls',
    ignoreTLS: security === 'none',
    connectionTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: idleMs,
    // At once: a timer would outlive the mail.
    socketCloseTimeout: 0,
  });
}

async function handIn(connection: SMTPConnection, { from, to, server }: OutgoingMail, text: Readable, size: number): Promise<MailAnswer> {
  await finished((done) => connection.connect(done));
  const { login } = server;
  // Where it offers none, it is asked for all the same: what goes out under a name is not sent without it.
  if (login) await finished((done) => connection.login({ user: login.user, pass: login.password }, done));
  const envelope = { from: from.address, to: to.map(({ address }) => address), size };
  const sent = await finished<SMTPConnection.SentMessageInfo>((done) => connection.send(envelope, text, done));
  const missed = (sent?.rejectedErrors ?? []).flatMap((error) => {
    const reply = replyOf(error);
    return reply === null ? [] : [{ address: error.recipient ?? '', ...reply }];
  });
  return { kind: 'accepted', missed };
}

type Done<T> = (error?: Error | null, result?: T) => void;

function finished<T>(begin: (done: Done<T>) => void): Promise<T | undefined> {
  return new Promise((resolve, reject) => begin((error, result) => (error ? reject(error) : resolve(result))));
}

/** @see https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.10 the mail has been taken, so nothing that happens here matters */
async function goodbye(connection: SMTPConnection, ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    connection.once('end', end);
    signal.addEventListener('abort', end, { once: true });
    connection.quit();
  });
}
