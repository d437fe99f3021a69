import type { IncomingMessage, ServerResponse } from 'node:http';

export interface LoggedRequest {
  readonly at: number;
  readonly method: string;
  /** The `Host` asked for: a redirect to another name of this machine shows here. */
  readonly host: string;
  /** Without the query, secrets masked. */
  readonly path: string;
  readonly headers: readonly string[];
  readonly userAgent: string | null;
  /** Whether any header or the address held a known key or a marked secret. */
  readonly carriedKey: boolean;
  /** The headers of those names that are known to carry keys, whatever they held. */
  readonly keyHeaders: readonly string[];
  /** Whose key it was, by its name; null for an unknown key and outside the providers' routes. */
  readonly account: string | null;
  /** Null until the status line is sent, and when it never is. */
  readonly status: number | null;
  readonly bytesSent: number;
  /** `cut`: the connection ended before the answer did. */
  readonly ended: 'open' | 'whole' | 'cut';
}

interface Known {
  readonly at: number;
  readonly account: string | null;
  readonly secrets: ReadonlySet<string>;
}

const keyHeaderNames: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'apikey',
  'api-key',
  'new-api-user',
  'x-api-key',
  'x-auth-token',
  'x-goog-api-key',
  'xi-api-key',
]);

export class RequestLog {
  #requests: LoggedRequest[] = [];
  readonly #open = new Set<ServerResponse>();
  readonly #listeners = new Set<(request: LoggedRequest) => void>();
  /** Resolved as an exchange ends. */
  #waiting: (() => void)[] = [];

  get requests(): readonly LoggedRequest[] {
    return this.#requests;
  }

  clear(): void {
    this.#requests = [];
  }

  onRequest(listener: (request: LoggedRequest) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when no exchange is open: a client that hung up has been noticed. */
  async idle(): Promise<void> {
    while (this.#open.size > 0) await this.#nextEnd();
  }

  /** Resolves with the next requests from now on, when so many have arrived. */
  arrived(count: number): Promise<readonly LoggedRequest[]> {
    const requests: LoggedRequest[] = [];
    return new Promise((resolve) => {
      const stop = this.onRequest((request) => {
        requests.push(request);
        if (requests.length < count) return;
        stop();
        resolve(requests);
      });
    });
  }

  /** The same, when each of them has its whole answer or was cut. */
  async asked(count: number): Promise<readonly LoggedRequest[]> {
    const requests = await this.arrived(count);
    while (requests.some(({ ended }) => ended === 'open')) await this.#nextEnd();
    return requests;
  }

  add(request: IncomingMessage, response: ServerResponse, about: Known): void {
    const { socket } = request;
    const before = socket.bytesWritten;
    let ended: LoggedRequest['ended'] = 'open';
    let bytes = 0;
    const logged: LoggedRequest = {
      ...seen(request, about),
      get status() {
        return response.headersSent ? response.statusCode : null;
      },
      get bytesSent() {
        return ended === 'open' ? socket.bytesWritten - before : bytes;
      },
      get ended() {
        return ended;
      },
    };
    this.#requests.push(logged);
    this.#open.add(response);
    response.once('close', () => {
      bytes = socket.bytesWritten - before;
      ended = response.writableFinished ? 'whole' : 'cut';
      this.#open.delete(response);
      const waiting = this.#waiting;
      this.#waiting = [];
      for (const resolve of waiting) resolve();
    });
    for (const listener of this.#listeners) listener(logged);
  }

  #nextEnd(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

function seen(request: IncomingMessage, { at, account, secrets }: Known) {
  const headers = Object.keys(request.headers);
  const address = request.url ?? '/';
  const everything = [address, safeDecode(address), ...Object.values(request.headers).flat()].join('\n');
  return {
    at,
    method: request.method ?? 'GET',
    host: request.headers.host ?? '',
    path: [...secrets].reduce((path, secret) => path.replaceAll(secret, '***'), address.split('?')[0] ?? '/'),
    headers,
    userAgent: request.headers['user-agent'] ?? null,
    carriedKey: [...secrets].some((secret) => everything.includes(secret)),
    keyHeaders: headers.filter((name) => keyHeaderNames.has(name)),
    account,
  };
}

function safeDecode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
