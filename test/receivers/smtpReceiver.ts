import { once } from 'node:events';
import { createServer as createNetServer, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls';
import { selfSigned } from '../sandbox/selfSigned';
import { drawMail, readMail, type MailMessage } from './mailMessage';
import type { Shown } from './shown';
import { converse } from './smtpConnection';
import type { SmtpEnvelope } from './smtpSession';
import { smtpDefaults, type SmtpRefusal, type SmtpSettings } from './smtpSettings';

/** `down` ends every connection, `slow` does not greet until it is switched. */
export type SmtpFault = 'ok' | 'down' | 'slow' | SmtpRefusal;

export interface ReceivedMail extends SmtpEnvelope {
  /** In ms since 1970. */
  readonly at: number;
  /** As it came in, its dots unstuffed. */
  readonly source: Buffer;
  readonly message: MailMessage;
  readonly shown: Shown;
}

export interface SmtpReceiver {
  readonly port: number;
  /** What a caller has to trust, made out to the server's name, to localhost and to 127.0.0.1. */
  readonly certificate: string;
  readonly received: () => readonly ReceivedMail[];
  /** Every line that the server said, oldest first. */
  readonly replies: () => readonly string[];
  readonly set: (fault: SmtpFault) => void;
  /** Resolves with the next message that is taken. */
  readonly next: () => Promise<ReceivedMail>;
  /** Resolves when somebody connects from now on. */
  readonly connected: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Options {
  readonly settings?: Partial<SmtpSettings>;
  /** TLS from the first byte, as on port 465. @see https://www.rfc-editor.org/rfc/rfc8314#section-3.3 */
  readonly implicitTls?: boolean;
  /** In ms since 1970. */
  readonly now?: () => number;
}

/** A real mail server on loopback, which keeps what it takes and sends nothing on. */
export async function startSmtpReceiver({ settings, implicitTls = false, now = Date.now }: Options = {}): Promise<SmtpReceiver> {
  const all = { ...smtpDefaults, ...settings };
  const certificate = await selfSigned(['localhost', all.name]);
  let fault: SmtpFault = 'ok';
  let received: readonly ReceivedMail[] = [];
  let replies: readonly string[] = [];
  const held: (() => void)[] = [];
  const awaitingMail: ((mail: ReceivedMail) => void)[] = [];
  const awaitingCaller: (() => void)[] = [];
  const ground = {
    settings: all,
    context: createSecureContext(certificate),
    refusal: () => (typeof fault === 'object' ? fault : null),
    onReply: (line: string) => void (replies = [...replies, line]),
    onMail: (envelope: SmtpEnvelope, source: Buffer) => {
      const message = readMail(source);
      const mail = { ...envelope, at: now(), source, message, shown: drawMail(message) };
      received = [...received, mail];
      for (const resolve of awaitingMail.splice(0)) resolve(mail);
    },
  };
  const onConnection = (socket: Socket): void => {
    // A caller that breaks off is not this server's failure.
    socket.on('error', () => void socket.destroy());
    for (const resolve of awaitingCaller.splice(0)) resolve();
    if (fault === 'down') end(socket);
    else if (fault === 'slow') held.push(() => converse(socket, ground));
    else converse(socket, ground);
  };
  const server = implicitTls ? createTlsServer(certificate, onConnection) : createNetServer(onConnection);
  const sockets = new Set<Socket>();
  // Within TLS the one beneath counts, which is there before any handshake.
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    port: address.port,
    certificate: certificate.cert,
    received: () => received,
    replies: () => replies,
    set: (to) => {
      fault = to;
      if (to !== 'slow') for (const greet of held.splice(0)) greet();
    },
    next: () => new Promise((resolve) => awaitingMail.push(resolve)),
    connected: () => new Promise((resolve) => awaitingCaller.push(resolve)),
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** By a reset where there is one: TLS has none of its own. */
function end(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}
