import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { metricFamilies } from '../../../../src/core/metrics/metricFamilies';
import type { ListenAddress } from '../../../../src/core/metrics/listenAddress';
import { metricsText, type MetricsForm } from '../../../../src/core/metrics/metricsText';
import { serveMetrics, type MetricsServer, type MetricsServerParts } from '../../../../src/node/metrics/metricsServer';
import { start } from '../../../support/accounts';
import { worldAt } from '../../../support/metricsWorld';
import { rawHttp } from '../../../support/rawHttp';

const here: ListenAddress = { host: '127.0.0.1', port: 0, isLoopback: true };
const textOf = (form: MetricsForm): string => metricsText(metricFamilies(worldAt(start)), form);
const form = (accept: string): string => `GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: ${accept}\r\n\r\n`;

describe('a server of metrics', () => {
  const started: MetricsServer[] = [];
  const faults: unknown[] = [];
  const serve = async (more: Partial<MetricsServerParts> = {}): Promise<MetricsServer> => {
    const serving = await serveMetrics({ address: here, text: textOf, onFault: (error) => void faults.push(error), ...more });
    assert.ok(serving.ok);
    started.push(serving.server);
    return serving.server;
  };
  const ask = async (request: string, more: Partial<MetricsServerParts> = {}): Promise<string> =>
    rawHttp((await serve(more)).port, request);
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.close()));
    assert.deepEqual(faults.splice(0), []);
  });

  it('gives the form that is asked for, with its type and its length, and closes', async () => {
    const { port } = await serve();
    for (const [accept, type, kind] of [
      ['*/*', 'text/plain; version=0.0.4; charset=utf-8', 'classic'],
      ['application/openmetrics-text;version=1.0.0', 'application/openmetrics-text; version=1.0.0; charset=utf-8', 'openMetrics'],
    ] as const) {
      const [head = '', body = ''] = (await rawHttp(port, form(accept))).split('\r\n\r\n');
      assert.match(head, /^HTTP\/1\.1 200 OK\r\n/);
      assert.ok(head.includes(`\r\ncontent-type: ${type}\r\n`), head);
      assert.match(head, new RegExp(`\r\ncontent-length: ${Buffer.byteLength(textOf(kind))}\r\n`));
      assert.match(head, /\r\nconnection: close(\r\n|$)/i);
      assert.equal(body, textOf(kind));
    }
  });

  it('tells the head alone where that is asked for', async () => {
    const answer = await ask('HEAD /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n');
    assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[^]*content-length: [1-9]\d+\r\n[^]*\r\n\r\n$/);
  });

  const rows: readonly (readonly [request: string, status: number])[] = [
    ['GET /metrics?x=1 HTTP/1.1\r\nHost: 127.0.0.1:9464', 200],
    ['GET /metrics HTTP/1.1\r\nHost: [::1]:9464', 200],
    ['GET /metrics HTTP/1.0', 200],
    ['GET /metrics HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: upgrade', 200],
    ['GET / HTTP/1.1\r\nHost: localhost', 404],
    ['GET /metrics/ HTTP/1.1\r\nHost: localhost', 404],
    ['GET http://localhost/metrics HTTP/1.1\r\nHost: localhost', 404],
    ['POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0', 404],
    ['POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0', 405],
    ['OPTIONS /metrics HTTP/1.1\r\nHost: localhost', 405],
    ['DELETE /metrics HTTP/1.1\r\nHost: localhost', 405],
    ['GET /metrics HTTP/1.1\r\nHost: rebound.example.com', 403],
    ['GET /metrics HTTP/1.1\r\nHost: 127.0.0.1.example.com:9464', 403],
    ['GET /metrics HTTP/1.1\r\nHost: ', 403],
    ['GET /metrics HTTP/1.1', 400],
    ['nonsense', 400],
    [`GET /metrics HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}`, 431],
  ];
  for (const [request, status] of rows)
    it(`${request.slice(0, 70).replaceAll('\r\n', ' | ')}: ${status}`, async () => {
      const answer = await ask(`${request}\r\n\r\n`);
      assert.equal(answer.slice(0, 12), `HTTP/1.${answer[7] ?? ''} ${status}`);
      if (status >= 400) assert.doesNotMatch(answer, /api_balance/);
      if (status === 405) assert.match(answer, /\r\nallow: GET, HEAD\r\n/);
    });

  it('answers any name where it is reached from elsewhere', async () => {
    const address = { ...here, isLoopback: false };
    assert.match(await ask('GET /metrics HTTP/1.1\r\nHost: metrics.example.com\r\n\r\n', { address }), / 200 OK/);
  });

  it('says that a port is taken, and that an address is not of this machine', async () => {
    const { port } = await serve();
    const start = (address: ListenAddress): Promise<unknown> =>
      serveMetrics({ address, text: textOf, onFault: (error) => void faults.push(error) });
    assert.deepEqual(await start({ ...here, port }), { ok: false, fault: 'portInUse' });
    assert.deepEqual(await start({ host: '192.0.2.1', port: 9464, isLoopback: false }), { ok: false, fault: 'noSuchAddress' });
    assert.deepEqual(await start({ host: 'nowhere.invalid', port: 9464, isLoopback: false }), { ok: false, fault: 'noSuchAddress' });
  });

  it('answers 500 and goes on where a text cannot be made', async () => {
    let isBroken = true;
    const text = (kind: MetricsForm): string => {
      if (isBroken) throw new Error('secret');
      return textOf(kind);
    };
    const { port } = await serve({ text });
    const answer = await rawHttp(port, form('*/*'));
    assert.match(answer, /^HTTP\/1\.1 500 /);
    assert.doesNotMatch(answer, /secret|at .*\.ts/);
    assert.equal(faults.splice(0).length, 1);
    isBroken = false;
    assert.match(await rawHttp(port, form('*/*')), / 200 OK/);
  });

  it('closes at once, whoever is connected, and may be closed twice', async () => {
    const server = await serve();
    const closed: Promise<void>[] = [];
    const sockets = ['', 'GET /met', 'POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n'].map((sent) => {
      const socket = connect(server.port, '127.0.0.1').on('error', () => undefined);
      closed.push(new Promise((resolve) => socket.once('close', () => resolve())));
      socket.resume().write(sent);
      return socket;
    });
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    await Promise.all([server.close(), ...closed]);
    await server.close();
    const again = await serve({ address: { ...here, port: server.port } });
    assert.equal(again.port, server.port);
  });

  it('goes on when whoever asks has gone before the answer', async () => {
    const { port } = await serve({ text: () => 'x 1\n'.repeat(1_000_000) });
    const socket = connect(port, '127.0.0.1');
    socket.write(form('*/*'));
    await once(socket, 'data');
    socket.destroy();
    await once(socket, 'close');
    assert.match(await rawHttp(port, 'HEAD /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n'), / 200 OK/);
  });
});
