import type { Send } from '../../core/provider/transport';
import { fetchTransport, type Limits } from './fetchTransport';

/** For the editor: its own `fetch` follows its proxy settings and the system's certificates. A bundled client would bypass both. */
export function hostTransport(userAgent: string, limits?: Limits): Send {
  return fetchTransport((url, init) => globalThis.fetch(url, init), userAgent, limits);
}
