import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';
import { SmtpSession, type SmtpEnvelope, type SmtpReply } from './smtpSession';
import type { SmtpRefusal, SmtpSettings } from './smtpSettings';

export interface SmtpGround {
  readonly settings: SmtpSettings;
  readonly context: SecureContext;
  readonly refusal: () => SmtpRefusal | null;
  readonly onMail: (envelope: SmtpEnvelope, message: Buffer) => void;
  readonly onReply: (line: string) => void;
}

/** Speaks on a socket until it ends, from the greeting on. */
export function converse(socket: Socket, ground: SmtpGround): void {
  const session = new SmtpSession(ground.settings, socket instanceof TLSSocket, ground.refusal);
  speak(socket, ground, session);
  answer(socket, ground, session.greeting());
}

function answer(socket: Socket, { onReply }: SmtpGround, { lines, then }: SmtpReply): void {
  for (const line of lines) onReply(line);
  socket.write(lines.map((line) => `${line}\r\n`).join(''));
  if (then === 'close') socket.end();
}

function speak(socket: Socket, ground: SmtpGround, session: SmtpSession): void {
  let waiting: Buffer = Buffer.alloc(0);
  let inMessage = false;

  /** Whether something whole was there. */
  const takeCommand = (): boolean => {
    const end = waiting.indexOf('\r\n');
    if (end < 0) return false;
    const line = waiting.subarray(0, end).toString();
    waiting = waiting.subarray(end + 2);
    const reply = session.command(line);
    answer(socket, ground, reply);
    inMessage = reply.then === 'message';
    if (reply.then !== 'tls') return true;
    // What was sent before TLS began is not read within it. @see https://www.rfc-editor.org/rfc/rfc3207#section-4.2
    socket.off('data', onChunk);
    upgrade(socket, ground);
    return false;
  };

  /** A line that is one dot ends it; of one that begins with a dot the dot goes. @see https://www.rfc-editor.org/rfc/rfc5321#section-4.5.2 */
  const takeMessage = (): boolean => {
    const end = waiting.subarray(0, 3).toString() === '.\r\n' ? -2 : waiting.indexOf('\r\n.\r\n');
    if (end === -1) return false;
    const stuffed = waiting.subarray(0, end + 2).toString('latin1');
    waiting = waiting.subarray(end + 5);
    const message = Buffer.from(stuffed.replaceAll(/(^|\r\n)\./g, '$1'), 'latin1');
    const { reply, envelope } = session.message(message);
    if (envelope) ground.onMail(envelope, message);
    answer(socket, ground, reply);
    inMessage = false;
    return true;
  };

  const onChunk = (chunk: Buffer): void => {
    waiting = Buffer.concat([waiting, chunk]);
    while (inMessage ? takeMessage() : takeCommand());
  };
  socket.on('data', onChunk);
}

/** All that was said before is forgotten, and the client greets again. @see https://www.rfc-editor.org/rfc/rfc3207#section-4.2 */
function upgrade(socket: Socket, ground: SmtpGround): void {
  const secure = new TLSSocket(socket, { isServer: true, secureContext: ground.context });
  // A client that trusts no such certificate ends the connection.
  secure.on('error', () => void secure.destroy());
  speak(secure, ground, new SmtpSession(ground.settings, true, ground.refusal));
}
