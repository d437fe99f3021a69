import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { ConfigurationTarget, workspace } from 'vscode';
import { hostTransport } from '../../src/node/network/hostTransport';
import { type Sandbox, startSandbox } from '../sandbox/startSandbox';
import { type ConnectProxy, startConnectProxy } from '../support/connectProxy';
import { proxiedHost, proxyCertificate } from './proxyCertificate';

const key = 'sk-sandbox-through-proxy';
const request = { method: 'GET', url: `https://${proxiedHost}/user/balance`, headers: { authorization: `Bearer ${key}` } } as const;

describe("the editor's transport", () => {
  let sandbox: Sandbox;
  let proxy: ConnectProxy;
  const set = async (key: string, value: unknown): Promise<void> =>
    workspace.getConfiguration('http').update(key, value, ConfigurationTarget.Global);
  const send = hostTransport('api-balance/test');

  before(async () => {
    const { keyFile, certFile } = proxyCertificate();
    // With the system's own list, the editor would leave out what NODE_EXTRA_CA_CERTS adds.
    await set('systemCertificates', false);
    sandbox = await startSandbox({ tls: { key: await readFile(keyFile, 'utf8'), cert: await readFile(certFile, 'utf8') } });
    sandbox.account('deepseek', key).set({ unit: 'CNY', paid: '100.00', granted: '10.00' });
    proxy = await startConnectProxy(sandbox.origin);
  });
  after(async () => {
    await set('proxy', undefined);
    await set('systemCertificates', undefined);
    await proxy.stop();
    await sandbox.stop();
  });

  it('finds no such host without the proxy', async () => {
    assert.deepEqual(await send(request, new AbortController().signal), { ok: false, kind: 'unreachable' });
  });

  it("goes through the proxy of the editor's settings, read when it is called", async () => {
    await set('proxy', proxy.url);
    const exchange = await send(request, new AbortController().signal);
    assert.deepEqual(proxy.tunnels, [`${proxiedHost}:443`]);
    assert.ok(exchange.ok, JSON.stringify(exchange));
    assert.match(exchange.body, /110\.00/);
    assert.deepEqual(
      sandbox.requests.map(({ userAgent, status }) => `${userAgent} ${status}`),
      ['api-balance/test 200'],
    );
  });

  it('tells a proxy that refuses from a host that is down', async () => {
    const refusing = await startConnectProxy(sandbox.origin, 403);
    try {
      await set('proxy', refusing.url);
      assert.deepEqual(await send(request, new AbortController().signal), { ok: false, kind: 'proxyOrTls' });
    } finally {
      await refusing.stop();
    }
  });
});
