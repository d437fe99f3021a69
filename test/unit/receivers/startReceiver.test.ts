import assert from 'node:assert/strict';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { discord } from '../../receivers/discord';
import { redirected } from '../../receivers/faults';
import { feishu } from '../../receivers/feishu';
import { slack } from '../../receivers/slack';
import { startReceiver, startReceivers, type RunningReceiver } from '../../receivers/startReceiver';
import { telegram } from '../../receivers/telegram';

interface Sent {
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly body: unknown;
  readonly ca?: string;
  readonly signal?: AbortSignal;
}

async function post({
  port,
  host,
  path,
  body,
  ca,
  signal,
}: Sent): Promise<{ status: number; headers: IncomingMessage['headers']; body: string }> {
  const options = {
    host: '127.0.0.1',
    port,
    path,
    method: 'POST',
    headers: { host, 'content-type': 'application/json', 'user-agent': 'test' },
    signal,
  };
  const request = ca === undefined ? httpRequest(options) : httpsRequest({ ...options, ca, servername: host });
  request.end(JSON.stringify(body));
  const response = await new Promise<IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject));
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) };
}

const path = slack.settings.path;

describe('a running receiver', () => {
  let receiver: RunningReceiver;
  const send = (body: unknown = { text: 'a' }, signal?: AbortSignal) =>
    post({ port: receiver.port, host: 'hooks.slack.com', path, body, ...(signal ? { signal } : {}) });
  beforeEach(async () => {
    receiver = await startReceiver({ vendor: slack, now: () => 1_700_000_000_000 });
  });
  afterEach(() => receiver.stop());

  it('answers as its vendor does, and keeps what came', async () => {
    const arrived = receiver.next();
    assert.deepEqual([(await send({ text: '*a*' })).body, (await arrived).shown?.text], ['ok', 'a']);
    const [one] = receiver.recorded();
    assert.ok(one);
    assert.deepEqual(
      [one.at, one.method, one.host, one.path, one.body.toString(), one.status],
      [1_700_000_000_000, 'POST', 'hooks.slack.com', path, '{"text":"*a*"}', 200],
    );
    assert.deepEqual(
      receiver.shown().map(({ marks }) => marks),
      [['bold']],
    );
  });

  it('counts what it was asked for its limit', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 6; at += 1) statuses.push((await send()).status);
    assert.deepEqual(statuses, [200, 200, 200, 200, 200, 429]);
  });

  it('can be switched to what stands between', async () => {
    receiver.set('html200');
    const page = await send();
    assert.deepEqual([page.status, page.headers['content-type']], [200, 'text/html; charset=utf-8']);
    receiver.set('redirect302');
    assert.deepEqual([(await send()).status, (await send()).headers.location], [302, redirected]);
    receiver.set('status500');
    assert.equal((await send()).status, 500);
    receiver.set({ retryAfter: '120' });
    assert.deepEqual([(await send()).status, (await send()).headers['retry-after']], [429, '120']);
    receiver.set('status429');
    assert.equal((await send()).headers['retry-after'], '30');
    assert.deepEqual(receiver.shown(), []);
  });

  it('can be switched to a refusal in the words of its vendor', async () => {
    receiver.set('gone');
    assert.deepEqual((await send()).body, 'no_service');
    receiver.set('throttled');
    assert.equal((await send()).status, 429);
    receiver.set('refused');
    assert.deepEqual((await send()).body, 'action_prohibited');
  });

  it('can be down, and come back', async () => {
    receiver.set('down');
    await assert.rejects(send(), { code: 'ECONNRESET' });
    receiver.set('ok');
    assert.equal((await send()).body, 'ok');
    assert.deepEqual(
      receiver.recorded().map(({ status }) => status),
      [null, 200],
    );
  });

  it('holds back what is slow until it is switched', async () => {
    receiver.set('slow');
    const held = send({ text: 'b' });
    await receiver.arrived();
    receiver.set('ok');
    assert.equal((await held).body, 'ok');
  });

  it('lets go of what is slow when the caller leaves', async () => {
    receiver.set('slow');
    const giveUp = new AbortController();
    const lost = receiver.next();
    const left = assert.rejects(send({ text: 'a' }, giveUp.signal), { name: 'AbortError' });
    await receiver.arrived();
    giveUp.abort();
    await left;
    assert.deepEqual([(await lost).status, (await lost).fault], [null, 'slow']);
  });

  it('refuses connections once it is stopped', async () => {
    await receiver.stop();
    await assert.rejects(send(), { code: 'ECONNREFUSED' });
  });
});

describe('running receivers', () => {
  it('are told apart by host and path, over TLS with the names of the vendors', async () => {
    const running = await startReceivers({ vendors: [discord, slack, feishu, telegram], secure: true });
    try {
      assert.ok(running.securePort !== null && running.certificate !== null);
      const secure = { port: running.securePort, ca: running.certificate };
      const { id, token } = discord.settings;
      const said = await post({ ...secure, host: 'discord.com', path: `/api/v10/webhooks/${id}/${token}`, body: { content: 'a' } });
      assert.equal(said.status, 204);
      assert.equal((await post({ ...secure, host: 'hooks.slack.com', path, body: { text: 'b' } })).body, 'ok');
      assert.equal((await post({ port: running.port, host: 'open.feishu.cn:443', path: '/other', body: {} })).status, 404);
      assert.equal((await post({ port: running.port, host: 'other.example', path: '/', body: {} })).status, 421);
      assert.deepEqual(
        running
          .of('slack')
          .shown()
          .map((one) => one.text),
        ['b'],
      );
      assert.deepEqual(
        running.recorded().map(({ vendor, scheme }) => [vendor, scheme]),
        [
          ['discord', 'https'],
          ['slack', 'https'],
          ['feishu', 'http'],
          [null, 'http'],
        ],
      );
      running.of('discord').set('gone');
      assert.equal((await post({ ...secure, host: 'discord.com', path: '/', body: {} })).status, 404);
      assert.equal((await post({ ...secure, host: 'hooks.slack.com', path, body: { text: 'b' } })).status, 200);
    } finally {
      await running.stop();
    }
  });
});
