import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { mailLimits } from '../../../../src/node/mail/sendMail';
import { startSmtpReceiver } from '../../../receivers/smtpReceiver';
import { mailTo, sendNow } from '../../../support/mails';

const hour = 3_600_000;
const patient = { connectMs: hour, greetingMs: hour, idleMs: hour, wholeMs: hour, goodbyeMs: hour };

/** A server that answers each line as it is told to; `null` ends the connection, and nothing says nothing. */
async function startServer(
  greeting: string,
  replyTo: (line: string) => string | null | undefined,
): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => void socket.destroy());
    socket.write(greeting);
    let inMessage = false;
    socket.on('data', (chunk: Buffer) => {
      const line = chunk.toString();
      if (inMessage && !line.endsWith('\r\n.\r\n')) return;
      const reply = replyTo(inMessage ? '.' : line.trim());
      inMessage = reply?.startsWith('354') === true;
      if (reply === null) socket.destroy();
      else if (reply !== undefined) socket.write(`${reply}\r\n`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return { server, port: address.port };
}

const clear = (port: number) => mailTo(port, { security: 'none', login: null });

describe('a mail server that takes its time', () => {
  let stop: () => Promise<unknown> = () => Promise.resolve();
  const serve = async (...args: Parameters<typeof startServer>): Promise<number> => {
    const { server, port } = await startServer(...args);
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => void sockets.add(socket));
    stop = () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    };
    return port;
  };
  const yes = (line: string): string => (line === 'DATA' ? '354 Go on' : '250 OK');
  afterEach(() => stop());

  it('has limits of seconds, not of minutes', () => {
    assert.deepEqual(mailLimits, { connectMs: 10_000, greetingMs: 10_000, idleMs: 15_000, wholeMs: 30_000, goodbyeMs: 2_000 });
  });
  it('does not greet: given up', async () => {
    const receiver = await startSmtpReceiver();
    stop = receiver.stop;
    receiver.set('slow');
    assert.deepEqual(await sendNow(mailTo(receiver.port), { ...patient, greetingMs: 20 }), { kind: 'timeout' });
  });
  it('greets and says nothing more: given up', async () => {
    const port = await serve('220 mail.example\r\n', () => undefined);
    assert.deepEqual(await sendNow(clear(port), { ...patient, idleMs: 20, greetingMs: 20 }), { kind: 'timeout' });
  });
  it('says nothing to the message: given up, and it may have been taken', async () => {
    const port = await serve('220 mail.example\r\n', (line) => (line === '.' ? undefined : yes(line)));
    assert.deepEqual(await sendNow(clear(port), { ...patient, idleMs: 20 }), { kind: 'timeout', isUnsure: true });
  });
  it('says something for ever: given up', async () => {
    const port = await serve('220-mail.example\r\n220-mail.example\r\n', () => undefined);
    assert.deepEqual(await sendNow(clear(port), { ...patient, wholeMs: 20 }), { kind: 'timeout' });
  });
  it('has taken it, and does not answer a goodbye: taken', async () => {
    const port = await serve('220 mail.example\r\n', (line) => (line === 'QUIT' ? undefined : yes(line)));
    assert.deepEqual(await sendNow(clear(port), { ...patient, goodbyeMs: 20 }), { kind: 'accepted', missed: [] });
  });
  it('has taken it, and ends the connection at a goodbye: taken', async () => {
    const port = await serve('220 mail.example\r\n', (line) => (line === 'QUIT' ? null : yes(line)));
    assert.deepEqual(await sendNow(clear(port), patient), { kind: 'accepted', missed: [] });
  });
  for (const at of ['MAIL', 'RCPT', 'DATA', '.'])
    it(`ends the connection in the middle, at ${at}: not reached`, async () => {
      const port = await serve('220 mail.example\r\n', (line) => (line.startsWith(at) ? null : yes(line)));
      assert.deepEqual(await sendNow(clear(port), patient), { kind: 'unreachable', ...(at === '.' ? { isUnsure: true } : {}) });
    });
  it('is none: said so', async () => {
    for (const greeting of ['SSH-2.0-OpenSSH_9.9\r\n', 'HTTP/1.1 400 Bad Request\r\n\r\n', '+OK POP3 ready\r\n']) {
      const port = await serve(greeting, () => undefined);
      assert.deepEqual(await sendNow(clear(port), patient), { kind: 'noMailServer' });
      await stop();
    }
    stop = () => Promise.resolve();
  });
  it('called off: the connection is closed, and whoever asked is told', async () => {
    const { server, port } = await startServer('', () => undefined);
    stop = () => new Promise((resolve) => server.close(resolve));
    const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
    const abort = new AbortController();
    const sent = sendNow(clear(port), patient, abort.signal);
    const socket = await connected;
    socket.resume();
    const closed = once(socket, 'close');
    abort.abort(new Error('enough'));
    await assert.rejects(sent, /enough/);
    await closed;
  });
  it('called off before it began: nothing is opened', async () => {
    await assert.rejects(sendNow(clear(1), patient, AbortSignal.abort(new Error('enough'))), /enough/);
  });
});
