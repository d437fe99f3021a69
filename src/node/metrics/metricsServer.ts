import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerMetrics, type MetricsAnswer } from './answerMetrics';
import type { ListenAddress } from '../../core/metrics/listenAddress';
import type { ServeFault } from '../../core/metrics/metricsFaults';
import type { MetricsForm } from '../../core/metrics/metricsText';

export interface MetricsServerParts {
  readonly address: ListenAddress;
  /** All that is known now, in a form. */
  readonly text: (form: MetricsForm) => string;
  /** Of what was thrown while a request was answered, which got 500, and of a socket that fails while it listens. */
  readonly onFault: (error: unknown) => void;
}

export interface MetricsServer {
  /** The one that was asked for, or the one the system chose for port 0. */
  readonly port: number;
  /** Ends every connection at once, answered or not; resolves when the port is free. May be called again. */
  readonly close: () => Promise<void>;
}

export type Serving = { readonly ok: true; readonly server: MetricsServer } | { readonly ok: false; readonly fault: ServeFault };

const faultOf: ReadonlyMap<unknown, ServeFault> = new Map([
  ['EADDRINUSE', 'portInUse'],
  ['EACCES', 'noRights'],
  ['EPERM', 'noRights'],
  ['EADDRNOTAVAIL', 'noSuchAddress'],
  ['ENOTFOUND', 'noSuchAddress'],
  ['EAI_AGAIN', 'noSuchAddress'],
  ['EAFNOSUPPORT', 'noSuchAddress'],
  ['EINVAL', 'noSuchAddress'],
]);

/** More than Prometheus needs, and an end for whoever says nothing. */
const limits = { headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 5_000, maxHeaderSize: 16_384 };
const mostConnections = 64;

/** Serves `/metrics` for Prometheus to scrape. Resolves when it listens or cannot; never rejects. */
export function serveMetrics({ address, text, onFault }: MetricsServerParts): Promise<Serving> {
  const server = createServer(limits, (request, response) => {
    // What a scrape sends is its header.
    request.resume();
    send(response, request, answerFor(request));
  });
  server.maxConnections = mostConnections;
  const answerFor = ({ method = '', url = '', headers }: IncomingMessage): MetricsAnswer => {
    try {
      return answerMetrics({ method, target: url, host: headers.host, accept: headers.accept ?? '' }, address.isLoopback, text);
    } catch (error) {
      onFault(error);
      return { status: 500, type: 'text/plain; charset=utf-8', body: 'The metrics could not be written.\n' };
    }
  };
  return new Promise((resolve) => {
    server.once('error', (error) =>
      resolve({ ok: false, fault: ('code' in error ? faultOf.get(error.code) : undefined) ?? 'notListening' }),
    );
    server.listen({ host: address.host, port: address.port }, () => {
      server.removeAllListeners('error').on('error', onFault);
      resolve({ ok: true, server: { port: portOf(server), close: () => closeAll(server) } });
    });
  });
}

/** A connection that stays open would have to be closed by somebody, and a scrape a minute needs none. */
function send(response: ServerResponse, { method }: IncomingMessage, { status, type, body, allow }: MetricsAnswer): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
    ...(allow === undefined ? {} : { allow }),
  });
  response.end(method === 'HEAD' ? undefined : body);
}

function portOf(server: Server): number {
  const address = server.address();
  return address === null || typeof address === 'string' ? 0 : address.port;
}

function closeAll(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // It is no failure that it is closed already.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
