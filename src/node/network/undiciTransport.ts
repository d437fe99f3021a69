import { Agent, EnvHttpProxyAgent, fetch, type Dispatcher } from 'undici';
import { isLoopback } from '../../core/model/origin';
import type { Send } from '../../core/provider/transport';
import { defaultLimits, fetchTransport, type Limits } from './fetchTransport';
import { proxySettings } from './proxySettings';

export interface OwnedTransport {
  readonly send: Send;
  /** Closes kept connections, so that a command line ends at once. */
  readonly close: () => Promise<void>;
}

/** Outside the editor: plain Node's `fetch` ignores `HTTPS_PROXY`. undici's own fetch goes with undici's agent. */
export function undiciTransport(userAgent: string, limits: Limits = defaultLimits): OwnedTransport {
  const options = { connect: { timeout: limits.headersMs / 2 }, connections: 6 };
  const settings = proxySettings(process.env);
  const direct = new Agent(options);
  const proxied = settings.ok
    ? new EnvHttpProxyAgent({ ...options, httpProxy: settings.httpProxy ?? '', httpsProxy: settings.httpsProxy ?? '' })
    : null;
  // Plain http is allowed on loopback because it stays on this machine, so it goes through no proxy.
  const dispatcherOf = (url: string): Dispatcher => (proxied === null || isLoopback(new URL(url).hostname) ? direct : proxied);
  const send = fetchTransport((url, init) => fetch(url, { ...init, dispatcher: dispatcherOf(url) }), userAgent, limits);
  return {
    // A proxy that is set and cannot be used must not be passed by.
    send: (request, signal) =>
      proxied === null && !isLoopback(new URL(request.url).hostname)
        ? Promise.resolve({ ok: false, kind: 'proxyOrTls' })
        : send(request, signal),
    close: async () => void (await Promise.all([direct.destroy(), proxied?.destroy()])),
  };
}
