import { createServer } from 'node:http';
import { listen } from './listen';

/** A loopback origin where nobody listens: a port that was free a moment ago. */
export async function refusedOrigin(): Promise<string> {
  const { port, stop } = await listen(createServer(), 0);
  await stop();
  return `http://127.0.0.1:${port}`;
}
