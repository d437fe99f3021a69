import { createServer, type ServerResponse } from 'node:http';
import { listen } from '../sandbox/listen';

export interface Recorded {
  /** As the request line has it. */
  readonly target: string;
  readonly host: string;
  /** All that came, header names and values, as one text. */
  readonly whole: string;
}

export interface RecordingServer {
  readonly origin: string;
  /** With its port, as it stands in an address. */
  readonly authority: string;
  readonly requests: readonly Recorded[];
  readonly clear: () => void;
  readonly stop: () => Promise<void>;
}

/** A real HTTP server on loopback that keeps what it is sent. */
export async function startRecordingServer(answer: (response: ServerResponse, target: string) => void): Promise<RecordingServer> {
  const requests: Recorded[] = [];
  const server = createServer((request, response) => {
    request.resume();
    requests.push({
      target: request.url ?? '',
      host: request.headers.host ?? '',
      whole: [request.url ?? '', ...request.rawHeaders].join('\n'),
    });
    answer(response, request.url ?? '');
  });
  const { port, stop } = await listen(server, 0);
  return { origin: `http://127.0.0.1:${port}`, authority: `127.0.0.1:${port}`, requests, clear: () => void requests.splice(0), stop };
}

export function answerJson(body: string): (response: ServerResponse) => void {
  return (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}
