import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { HttpRequest, Send } from '../../../../src/core/provider/transport';
import { defaultLimits, type Limits } from '../../../../src/node/network/fetchTransport';
import { hostTransport } from '../../../../src/node/network/hostTransport';
import { undiciTransport } from '../../../../src/node/network/undiciTransport';
import { listen } from '../../../sandbox/listen';
import { refusedOrigin } from '../../../sandbox/refusedOrigin';
import { selfSigned } from '../../../sandbox/selfSigned';
import { startSandbox, type Sandbox } from '../../../sandbox/startSandbox';
import { startConnectProxy } from '../../../support/connectProxy';
import { markedKey } from '../../../support/testKeys';

interface Owned {
  readonly send: Send;
  readonly close: () => Promise<void>;
}

const transports: Readonly<Record<string, (limits?: Limits) => Owned>> = {
  'editor (host fetch)': (limits) => ({ send: hostTransport('api-balance/test', limits), close: () => Promise.resolve() }),
  'command line (undici)': (limits) => undiciTransport('api-balance/test', limits),
};
const money = { unit: 'CNY', paid: '100.00', granted: '10.00' };
const never = new AbortController().signal;

for (const [name, make] of Object.entries(transports)) {
  describe(`transport conformance: ${name}`, () => {
    let sandbox: Sandbox;
    let owned: Owned;
    before(async () => {
      sandbox = await startSandbox();
      sandbox.account('deepseek', markedKey).set(money);
      owned = make();
    });
    beforeEach(() => {
      sandbox.setFault(markedKey, null);
      sandbox.clearRequests();
    });
    after(async () => {
      await owned.close();
      await sandbox.stop();
    });
    const request = (origin = sandbox.origin): HttpRequest => ({
      method: 'GET',
      url: `${origin}/user/balance`,
      headers: { authorization: `Bearer ${markedKey}` },
    });

    it('gives status, content type and text', async () => {
      const exchange = await owned.send(request(), never);
      assert.ok(exchange.ok && exchange.status === 200);
      assert.match(exchange.contentType, /^application\/json/);
      assert.match(exchange.body, /"110\.00"/);
    });

    it('names itself and its version', async () => {
      await owned.send(request(), never);
      assert.equal(sandbox.requests[0]?.userAgent, 'api-balance/test');
    });

    it('never reads the body of a failure, which may echo the key', async () => {
      sandbox.setFault(markedKey, 'status-401');
      assert.deepEqual(bodyOf(await owned.send(request(), never)), { status: 401, body: '' });
    });

    for (const status of [302, 307] as const) {
      it(`follows no ${status} redirect, whatever header carries the key`, async () => {
        const other = await startSandbox();
        sandbox.setFault(markedKey, { fault: 'redirect', to: `${other.origin}/user/balance`, status });
        const carriers = {
          authorization: `Bearer ${markedKey}`,
          'x-api-key': markedKey,
          'xi-api-key': markedKey,
          apikey: markedKey,
          'x-goog-api-key': markedKey,
          cookie: `key=${markedKey}`,
        };
        const exchange = await owned.send({ ...request(), headers: carriers }, never);
        assert.ok(exchange.ok && exchange.status === status);
        assert.equal(other.requests.length, 0);
        await other.stop();
      });
    }

    for (const fault of ['body-50mib', 'body-50mib-gzip'] as const) {
      it(`stops reading at 1 MiB: ${fault}`, async () => {
        sandbox.setFault(markedKey, fault);
        assert.deepEqual(await owned.send(request(), never), { ok: false, kind: 'unexpectedResponse' });
        await sandbox.idle();
        const sent = sandbox.requests[0]?.bytesSent ?? Infinity;
        assert.ok(sent < 20 * 1024 * 1024, `the server could send ${sent} bytes`);
      });
    }

    for (const fault of ['slow-headers', 'slow-body'] as const) {
      it(`ends ${fault} at its time limit and hangs up`, async () => {
        const impatient = make({ ...defaultLimits, headersMs: 100, wholeMs: 200 });
        sandbox.setFault(markedKey, fault);
        assert.deepEqual(await impatient.send(request(), never), { ok: false, kind: 'timeout' });
        await sandbox.idle();
        await impatient.close();
      });
    }

    for (const fault of ['slow-headers', 'slow-body'] as const) {
      it(`cancels ${fault} with the caller's reason, and hangs up`, async () => {
        sandbox.setFault(markedKey, fault);
        const abort = new AbortController();
        const arrived = new Promise<void>((resolve) => {
          const stop = sandbox.onRequest(() => {
            stop();
            resolve();
          });
        });
        const sent = owned.send(request(), abort.signal);
        await arrived;
        abort.abort(new Error('left'));
        await assert.rejects(sent, /left/);
        await sandbox.idle();
      });
    }

    it('sends nothing for a caller who has left already', async () => {
      await assert.rejects(owned.send(request(), AbortSignal.abort(new Error('left'))), /left/);
      assert.equal(sandbox.requests.length, 0);
    });

    it('tells a refused connection, an unknown host and a reset from each other’s cause', async () => {
      assert.deepEqual(await owned.send(request(await refusedOrigin()), never), { ok: false, kind: 'unreachable' });
      assert.deepEqual(await owned.send(request('https://unknown.invalid'), never), { ok: false, kind: 'unreachable' });
      sandbox.setFault(markedKey, 'reset-mid-body');
      assert.deepEqual(await owned.send(request(), never), { ok: false, kind: 'unreachable' });
    });

    it('says of a post that was not answered that it may have arrived, and of one that never left that it did not', async () => {
      const impatient = make({ ...defaultLimits, headersMs: 100 });
      const posted = async (origin: string) => impatient.send({ ...request(origin), method: 'POST', body: '{}' }, never);
      assert.deepEqual(await posted(await refusedOrigin()), { ok: false, kind: 'unreachable', isClosed: true });
      assert.deepEqual(await posted('https://unknown.invalid'), { ok: false, kind: 'unreachable' });
      const secure = await startSandbox({ tls: await selfSigned() });
      assert.deepEqual(await posted(secure.origin), { ok: false, kind: 'proxyOrTls' });
      await secure.stop();
      for (const [kind, react] of [
        ['timeout', () => undefined],
        ['unreachable', (asked: IncomingMessage) => void asked.socket.destroy()],
      ] as const) {
        const silent = await listen(createServer(react), 0);
        assert.deepEqual(await posted(`http://127.0.0.1:${silent.port}`), { ok: false, kind, isUnsure: true });
        await silent.stop();
      }
      await impatient.close();
    });

    it('refuses a certificate that nobody signed, before the key is sent', async () => {
      const secure = await startSandbox({ tls: await selfSigned() });
      assert.deepEqual(await owned.send(request(secure.origin), never), { ok: false, kind: 'proxyOrTls' });
      assert.equal(secure.requests.length, 0);
      await secure.stop();
    });

    it('calls a server that does not speak TLS a connection that cannot be trusted', async () => {
      assert.deepEqual(await owned.send(request(sandbox.origin.replace('http:', 'https:')), never), { ok: false, kind: 'proxyOrTls' });
    });
  });
}

describe('command line behind a proxy', () => {
  const saved = process.env['HTTPS_PROXY'];
  afterEach(() => {
    if (saved === undefined) delete process.env['HTTPS_PROXY'];
    else process.env['HTTPS_PROXY'] = saved;
  });

  async function through(
    refuseWith?: number,
  ): Promise<{ readonly exchange: Awaited<ReturnType<Send>>; readonly tunnels: readonly string[] }> {
    const secure = await startSandbox({ tls: await selfSigned() });
    const proxy = await startConnectProxy(secure.origin, refuseWith);
    process.env['HTTPS_PROXY'] = proxy.url;
    const { send, close } = undiciTransport('api-balance/test');
    const exchange = await send({ method: 'GET', url: 'https://balance.invalid/user/balance', headers: {} }, never);
    await close();
    await Promise.all([proxy.stop(), secure.stop()]);
    return { exchange, tunnels: proxy.tunnels };
  }

  it('goes through HTTPS_PROXY, and still checks the certificate at its end', async () => {
    const { exchange, tunnels } = await through();
    assert.deepEqual(tunnels, ['balance.invalid:443']);
    assert.deepEqual(exchange, { ok: false, kind: 'proxyOrTls' });
  });

  it('calls a proxy that wants a login a proxy fault', async () => {
    assert.deepEqual((await through(407)).exchange, { ok: false, kind: 'proxyOrTls' });
  });

  it('reaches loopback past the proxy, which would otherwise see the key in clear', async () => {
    const sandbox = await startSandbox();
    const proxy = await startConnectProxy(sandbox.origin);
    process.env['HTTP_PROXY'] = proxy.url;
    const { send, close } = undiciTransport('api-balance/test');
    const exchange = await send({ method: 'GET', url: `${sandbox.origin}/user/balance`, headers: {} }, never);
    delete process.env['HTTP_PROXY'];
    await close();
    await Promise.all([proxy.stop(), sandbox.stop()]);
    assert.deepEqual([exchange.ok, proxy.tunnels], [true, []]);
  });

  it('takes a proxy without a scheme, as curl does', async () => {
    const secure = await startSandbox({ tls: await selfSigned() });
    const proxy = await startConnectProxy(secure.origin);
    process.env['HTTPS_PROXY'] = new URL(proxy.url).host;
    const { send, close } = undiciTransport('api-balance/test');
    await send({ method: 'GET', url: 'https://balance.invalid/', headers: {} }, never);
    await close();
    await Promise.all([proxy.stop(), secure.stop()]);
    assert.deepEqual(proxy.tunnels, ['balance.invalid:443']);
  });

  it('passes by no proxy that is not an address', async () => {
    process.env['HTTPS_PROXY'] = 'http://';
    const { send, close } = undiciTransport('api-balance/test');
    assert.deepEqual(await send({ method: 'GET', url: 'https://balance.invalid/', headers: {} }, never), { ok: false, kind: 'proxyOrTls' });
    await close();
  });

  it('calls a dead proxy unreachable', async () => {
    process.env['HTTPS_PROXY'] = await refusedOrigin();
    const { send, close } = undiciTransport('api-balance/test');
    assert.deepEqual(await send({ method: 'GET', url: 'https://balance.invalid/', headers: {} }, never), {
      ok: false,
      kind: 'unreachable',
    });
    await close();
  });
});

function bodyOf(exchange: Awaited<ReturnType<Send>>): unknown {
  return exchange.ok ? { status: exchange.status, body: exchange.body } : exchange;
}
