import { createServer } from 'node:http';
import { listen } from '../sandbox/listen';

export interface Stranger {
  readonly origin: string;
  /** `127.0.0.1:PORT` */
  readonly host: string;
  /** What came: a connection alone counts, also one that never speaks HTTP. */
  readonly heard: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Somebody else's server on this machine. It answers every request alike, so that only what it heard tells what was sent. */
export async function startStranger(answer: unknown): Promise<Stranger> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''} ${JSON.stringify(request.headers)}`);
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(answer));
  });
  server.on('connection', () => heard.push('a connection'));
  const { port, stop } = await listen(server, 0);
  return { origin: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, heard, stop };
}
