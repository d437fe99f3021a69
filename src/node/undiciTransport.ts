import { Agent, EnvHttpProxyAgent, fetch, type Dispatcher } from 'undici';
import { isLoopback } from '../core/origin';
import type { Send } from '../core/transport';
import { defaultLimits, fetchTransport, type Limits } from './fetchTransport';

export interface OwnedTransport {
  readonly send: Send;
  /** Closes kept connections, so that a command line ends at once. */
  readonly close: () => Promise<void>;
}

/** Outside the editor: plain Node's `fetch` ignores `HTTPS_PROXY`. undici's own fetch goes with undici's agent. */
export function undiciTransport(userAgent: string, limits: Limits = defaultLimits): OwnedTransport {
  const options = { connect: { timeout: limits.headersMs / 2 }, connections: 6 };
  const direct = new Agent(options);
  const proxied = proxyAgent(options);
  // Plain http is allowed on loopback because it stays on this machine, so it goes through no proxy.
  const dispatcherOf = (url: string): Dispatcher => (proxied === null || isLoopback(new URL(url).hostname) ? direct : proxied);
  const send = fetchTransport((url, init) => fetch(url, { ...init, dispatcher: dispatcherOf(url) }), userAgent, limits);
  return {
    // A proxy that is set and cannot be used must not be passed by.
    send: (request, signal) => (proxied === null && !isLoopback(new URL(request.url).hostname) ? Promise.resolve({ ok: false, kind: 'proxyOrTls' }) : send(request, signal)),
    close: async () => void (await Promise.all([direct.destroy(), proxied?.destroy()])),
  };
}

/** null where the environment names a proxy that is no address. People leave out its scheme, as curl allows. */
function proxyAgent(options: Agent.Options): EnvHttpProxyAgent | null {
  const named = (name: string): string | undefined => {
    const value = (process.env[name.toLowerCase()] ?? process.env[name])?.trim();
    return value === undefined || value === '' || /^\w+:\/\//.test(value) ? value : `http://${value}`;
  };
  const [httpProxy, httpsProxy] = [named('HTTP_PROXY'), named('HTTPS_PROXY')];
  if ([httpProxy, httpsProxy].some((proxy) => proxy !== undefined && proxy !== '' && !URL.canParse(proxy))) return null;
  return new EnvHttpProxyAgent({ ...options, ...(httpProxy === undefined ? {} : { httpProxy }), ...(httpsProxy === undefined ? {} : { httpsProxy }) });
}
