import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { startSmtpReceiver, type SmtpReceiver } from '../../receivers/smtpReceiver';
import { smtpRefusals } from '../../receivers/smtpSettings';

/** A client that says what it is told to and waits for each whole reply. */
class Client {
  #socket: Socket;
  #read = '';
  #wake: (() => void)[] = [];

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  #listen(): void {
    const wake = (): void => {
      for (const resolve of this.#wake.splice(0)) resolve();
    };
    this.#socket.on('data', (chunk: Buffer) => {
      this.#read += chunk.toString();
      wake();
    });
    this.#socket.on('close', wake).on('error', wake);
  }

  /** The next reply's code; empty when the connection is gone. */
  async reply(): Promise<string> {
    for (;;) {
      const match = /^(?:\d{3}-.*\r\n)*(\d{3}) .*\r\n/.exec(this.#read);
      this.#read = this.#read.slice(match?.[0].length ?? 0);
      if (match) return match[1] ?? '';
      if (this.#socket.destroyed) return '';
      await new Promise<void>((resolve) => this.#wake.push(resolve));
    }
  }

  say(text: string): Promise<string> {
    this.#socket.write(`${text}\r\n`);
    return this.reply();
  }

  async startTls(ca: string): Promise<void> {
    this.#socket.removeAllListeners('data');
    const secure = connectTls({ socket: this.#socket, ca, servername: 'mail.example' });
    await once(secure, 'secureConnect');
    this.#socket = secure;
    this.#listen();
  }

  end(): void {
    this.#socket.destroy();
  }
}

const login = `AUTH PLAIN ${Buffer.from('\0alerts@example.com\0made-up').toString('base64')}`;

describe('a running SMTP receiver', () => {
  let receiver: SmtpReceiver;
  let client: Client;
  const begin = (): Client => new Client(connect(receiver.port, '127.0.0.1'));
  const secured = async (): Promise<void> => {
    assert.deepEqual([await client.reply(), await client.say('EHLO a.example'), await client.say('STARTTLS')], ['220', '250', '220']);
    await client.startTls(receiver.certificate);
    assert.deepEqual([await client.say('EHLO a.example'), await client.say(login)], ['250', '235']);
  };
  beforeEach(async () => {
    receiver = await startSmtpReceiver({ now: () => 1_700_000_000_000 });
    client = begin();
  });
  afterEach(async () => {
    client.end();
    await receiver.stop();
  });

  it('takes a message over STARTTLS, and unstuffs its dots', async () => {
    await secured();
    const taken = receiver.next();
    for (const line of ['MAIL FROM:<alerts@example.com> BODY=8BITMIME', 'RCPT TO:<team@example.com>'])
      assert.equal(await client.say(line), '250');
    assert.equal(await client.say('DATA'), '354');
    assert.equal(await client.say('Subject: =?utf-8?B?5L2Z6aKd?=\r\n\r\n..a\r\n.. b\r\nc.\r\n余额\r\n.'), '250');
    const { at, from, to, user, isSecure, message, shown } = await taken;
    assert.deepEqual(
      [at, from, to, user, isSecure],
      [1_700_000_000_000, 'alerts@example.com', ['team@example.com'], 'alerts@example.com', true],
    );
    assert.deepEqual([message.subject, message.text], ['余额', '.a\n. b\nc.\n余额']);
    assert.equal(shown.text, '余额\n.a\n. b\nc.\n余额');
    assert.deepEqual(receiver.received().length, 1);
    assert.equal(await client.say('QUIT'), '221');
  });

  it('takes several messages on one connection, also an empty one', async () => {
    await secured();
    for (const body of ['Subject: a\r\n\r\nb\r\n.', '.']) {
      await client.say('MAIL FROM:<alerts@example.com>');
      await client.say('RCPT TO:<team@example.com>');
      await client.say('DATA');
      assert.equal(await client.say(body), '250');
    }
    assert.deepEqual(
      receiver.received().map(({ source }) => source.toString()),
      ['Subject: a\r\n\r\nb\r\n', ''],
    );
  });

  it('forgets what was said before TLS', async () => {
    await client.reply();
    await client.say('EHLO a.example');
    await client.say('STARTTLS\r\nEHLO injected\r\nNOOP');
    await client.startTls(receiver.certificate);
    assert.equal(await client.say('MAIL FROM:<alerts@example.com>'), '503');
    assert.equal(receiver.replies().filter((line) => line.includes('injected')).length, 0);
  });

  it('can refuse at each step, and take the next', async () => {
    await secured();
    receiver.set(smtpRefusals.greylisted);
    await client.say('MAIL FROM:<alerts@example.com>');
    assert.equal(await client.say('RCPT TO:<team@example.com>'), '451');
    receiver.set('ok');
    assert.equal(await client.say('RCPT TO:<team@example.com>'), '250');
    receiver.set(smtpRefusals.spam);
    await client.say('DATA');
    assert.equal(await client.say('Subject: a\r\n\r\nb\r\n.'), '554');
    assert.deepEqual(receiver.received(), []);
  });

  it('can close, be down, and be slow', async () => {
    await client.reply();
    receiver.set(smtpRefusals.closing);
    const told = begin();
    assert.deepEqual([await told.reply(), await told.reply()], ['421', '']);
    receiver.set('down');
    assert.equal(await begin().reply(), '');
    receiver.set('slow');
    const there = receiver.connected();
    const patient = begin();
    await there;
    receiver.set('ok');
    assert.equal(await patient.reply(), '220');
    patient.end();
    told.end();
  });

  it('speaks TLS from the first byte where it is told to', async () => {
    const implicit = await startSmtpReceiver({ implicitTls: true });
    const socket = connectTls({ host: '127.0.0.1', port: implicit.port, ca: implicit.certificate, servername: 'localhost' });
    const secure = new Client(socket);
    assert.deepEqual([await secure.reply(), await secure.say('EHLO a'), await secure.say(login)], ['220', '250', '235']);
    secure.end();
    await implicit.stop();
  });

  it('works without TLS and login where it is told to', async () => {
    const open = await startSmtpReceiver({ settings: { needsTls: false, offersTls: false, needsLogin: false } });
    const clear = new Client(connect(open.port, '127.0.0.1'));
    const lines = ['EHLO a', 'MAIL FROM:<a@b.example>', 'RCPT TO:<a@b.example>', 'DATA', 'Subject: a\r\n\r\nb\r\n.'];
    const codes = [await clear.reply()];
    for (const line of lines) codes.push(await clear.say(line));
    assert.deepEqual(codes, ['220', '250', '250', '250', '354', '250']);
    clear.end();
    await open.stop();
  });
});
