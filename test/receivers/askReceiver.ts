import type { Received, Receiver, Reply } from './receiver';

interface Asked extends Partial<Omit<Received, 'body' | 'query'>> {
  /** Path and query, as in a request line. */
  readonly target: string;
  /** A text or bytes as they are, anything else as JSON. */
  readonly body: unknown;
}

/** Asks a receiver without any network. */
export function askReceiver(receiver: Receiver, { target, body, headers = {}, method = 'POST', now = 0, earlier = [] }: Asked): Reply {
  const [path = '', query = ''] = target.split('?');
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  const all = { 'content-type': 'application/json', 'user-agent': 'api-balance', ...headers };
  return receiver.reply({ method, path, query: new URLSearchParams(query), headers: all, body: bytes, now, earlier });
}
