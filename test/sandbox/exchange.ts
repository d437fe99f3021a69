import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asked, Reply, Wire } from './wire';
import { toJson } from './json';

/** One request to a provider's route, as faults see it. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly wire: Wire;
  readonly asked: Asked;
  /** Path and query as asked, `/user/balance?hop=2`. */
  readonly target: string;
  /** Where this sandbox listens, and the same place under another host name. */
  readonly origin: string;
  readonly otherOrigin: string;
  readonly at: number;
  /** How many times this key has asked this route before. */
  readonly earlier: number;
}

/** A fault that changes the answer. */
export type Change = (reply: Reply, exchange: Exchange) => Reply;

/** A fault in how the answer travels: it owns the response. */
export type Travel = (text: string, reply: Reply, exchange: Exchange) => void;

export function textOf(reply: Reply): string {
  return 'text' in reply.body ? reply.body.text : toJson(reply.body.json);
}

export function headersOf(reply: Reply): Record<string, string> {
  const type = 'text' in reply.body ? reply.body.type : 'application/json';
  return { 'content-type': type, 'cache-control': 'no-store', ...reply.headers };
}

export function send(response: ServerResponse, reply: Reply): void {
  const text = textOf(reply);
  response.writeHead(reply.status, { ...headersOf(reply), 'content-length': Buffer.byteLength(text) }).end(text);
}

/** Runs once after `ms`, never after the connection is gone. */
export function after(response: ServerResponse, ms: number, run: () => void): void {
  const timer = setTimeout(run, ms);
  response.once('close', () => {
    clearTimeout(timer);
  });
}
