import { createServer, get } from 'node:http';
import { listen } from '../../sandbox/listen';

export interface Between {
  /** `host:port` */
  readonly place: string;
  readonly stop: () => Promise<void>;
}

/** Stands between a Prometheus that always asks for OpenMetrics and a server, and asks that for the classic text, as old ones do. */
export async function classicOnly(port: number): Promise<Between> {
  const server = createServer(({ url = '' }, response) => {
    get({ host: '127.0.0.1', port, path: url, headers: { accept: 'text/plain;version=0.0.4;q=1,*/*;q=0.1' } }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, { 'content-type': answer.headers['content-type'] ?? '' });
      answer.pipe(response);
    }).on('error', (error) => response.destroy(error));
  });
  const { port: own, stop } = await listen(server, 0);
  return { place: `127.0.0.1:${own}`, stop };
}
