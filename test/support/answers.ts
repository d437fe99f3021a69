import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { listen } from '../sandbox/listen';

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** As it is sent, in place of `json`. */
  readonly body?: string;
}

export interface Asked {
  readonly route: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface AnswerServer {
  readonly origin: string;
  readonly asked: readonly Asked[];
  /** What was asked, in order, as `GET /v1/balance`. */
  readonly routes: () => readonly string[];
  readonly forget: () => void;
  readonly stop: () => Promise<void>;
}

/** By `GET /path?query`, else by `GET /path`, else by `*`. */
export type Answers = Readonly<Record<string, Answer>>;

/** A server on loopback that answers what a table says, and remembers who asked. */
export async function startAnswers(answers: Answers, tls?: { readonly key: string; readonly cert: string }): Promise<AnswerServer> {
  const asked: Asked[] = [];
  const nothing: Answer = { status: 404, json: { error: 'not found' } };
  const server = tls === undefined ? createServer() : createHttpsServer(tls);
  server.on('request', (request, response) => {
    const url = request.url ?? '';
    const [route, path] = [`${request.method ?? ''} ${url}`, `${request.method ?? ''} ${url.replace(/\?.*/, '')}`];
    void text(request).then((body) => {
      asked.push({ route, headers: request.headers, body });
      const { status = 200, headers = {}, json, body: sent } = answers[route] ?? answers[path] ?? answers['*'] ?? nothing;
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(sent ?? JSON.stringify(json));
    });
  });
  const { port, stop } = await listen(server, 0);
  return {
    origin: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    asked,
    stop,
    routes: () => asked.map(({ route }) => route),
    forget: () => {
      asked.splice(0);
    },
  };
}

/** What DeepSeek answers for an account with money. https://api-docs.deepseek.com/api/get-user-balance */
export function deepseekBalance(total = '110.00', granted = '10.00', paid = '100.00'): Answer {
  return {
    json: {
      is_available: true,
      balance_infos: [{ currency: 'CNY', total_balance: total, granted_balance: granted, topped_up_balance: paid }],
    },
  };
}
