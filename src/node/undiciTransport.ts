import { EnvHttpProxyAgent, fetch } from 'undici';
import type { Send } from '../core/transport';
import { defaultLimits, fetchTransport, type Limits } from './fetchTransport';

export interface OwnedTransport {
  readonly send: Send;
  /** Closes kept connections, so that a command line ends at once. */
  readonly close: () => Promise<void>;
}

/** Outside the editor: plain Node's `fetch` ignores `HTTPS_PROXY`. undici's own fetch goes with undici's agent. */
export function undiciTransport(userAgent: string, limits: Limits = defaultLimits): OwnedTransport {
  const dispatcher = new EnvHttpProxyAgent({ connect: { timeout: limits.headersMs / 2 }, connections: 6 });
  const send = fetchTransport((url, init) => fetch(url, { ...init, dispatcher }), userAgent, limits);
  return { send, close: () => dispatcher.destroy() };
}
