import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { Sample } from './measureActivation';

export interface SampleListener {
  readonly url: string;
  next(timeoutMs: number): Promise<Sample>;
  close(): Promise<void>;
}

function readSample(query: URLSearchParams): Sample {
  const [load, call, later, settled] = ['load', 'call', 'later', 'settled'].map((name) => Number(query.get(name)));
  if (
    query.has('error') ||
    load === undefined ||
    call === undefined ||
    later === undefined ||
    settled === undefined ||
    !(load > 0) ||
    !(call > 0)
  )
    throw new Error(`The probe measured nothing: ${query.toString()}`);
  return { load, call, later, settled };
}

/** Takes what the probe extension reports from the extension host. */
export async function listenForSamples(): Promise<SampleListener> {
  const arrived = new EventEmitter<{ query: [URLSearchParams] }>();
  const server = createServer((request, response) => {
    response.end();
    arrived.emit('query', new URL(request.url ?? '/', 'http://127.0.0.1').searchParams);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    next: async (timeoutMs) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const queries: unknown[] = await once(arrived, 'query', { signal });
      const [query] = queries;
      if (!(query instanceof URLSearchParams)) throw new Error('The probe reported nothing.');
      return readSample(query);
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
