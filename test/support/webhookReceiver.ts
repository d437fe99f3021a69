import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../sandbox/listen';

export interface WebhookReceiver {
  readonly url: string;
  readonly bodies: readonly string[];
  /** What it answers from now on; 204 at first. */
  readonly answerWith: (status: number, headers?: Readonly<Record<string, string>>) => void;
  /** Resolves with the next message. */
  readonly next: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** A real HTTP server that takes messages, with a secret in its address as services have it. */
export async function startWebhookReceiver(secret: string): Promise<WebhookReceiver> {
  const bodies: string[] = [];
  let waiting: ((body: string) => void)[] = [];
  let answer: readonly [number, Readonly<Record<string, string>>] = [204, {}];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(...answer).end();
      for (const resolve of waiting.splice(0)) resolve(body);
      waiting = [];
    });
  });
  const { port, stop } = await listen(server, 0);
  return {
    url: `http://127.0.0.1:${port}/hooks/${secret}`,
    bodies,
    answerWith: (status, headers = {}) => void (answer = [status, headers]),
    next: () => new Promise((resolve) => waiting.push(resolve)),
    stop,
  };
}
