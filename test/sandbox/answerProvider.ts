import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccountBook } from './accountBook';
import { send } from './exchange';
import { perform } from './faults';
import type { RequestLog } from './requestLog';
import type { Asked, Reply, Route, Wire } from './wire';

export interface Ground {
  readonly wires: ReadonlyMap<string, Wire>;
  readonly book: AccountBook;
  readonly log: RequestLog;
  readonly now: () => number;
  readonly origin: string;
  readonly otherOrigin: string;
  /** How often each key has asked each route. */
  readonly asks: Map<string, number>;
}

export function answerProvider(request: IncomingMessage, response: ServerResponse, ground: Ground): void {
  const { book, log, asks, origin, otherOrigin } = ground;
  const at = ground.now();
  const target = request.url ?? '/';
  const path = target.split('?')[0] ?? '/';
  const found = routeOf(ground.wires, request.method, path);
  if (found === undefined) {
    log.add(request, response, { at, account: null, secrets: book.secrets });
    send(response, { status: 404, body: { json: { error: { message: 'Not Found' } } } });
    return;
  }
  const { provider, wire, route } = found;
  const key = keyOf(request, wire);
  const asked: Asked = { key };
  const account = book.find(provider, key);
  log.add(request, response, { at, account: account?.name ?? null, secrets: book.secrets });
  const reply: Reply =
    account === undefined
      ? { status: 401, body: { json: wire.error(401, asked) } }
      : route.answer(book.moneyOf(account, at), asked);
  const ask = `${path} ${key}`;
  const earlier = asks.get(ask) ?? 0;
  asks.set(ask, earlier + 1);
  perform(book.faultOf(key, path), reply, {
    request,
    response,
    wire,
    asked,
    target,
    origin,
    otherOrigin,
    at,
    earlier,
  });
}

function routeOf(
  wires: ReadonlyMap<string, Wire>,
  method: string | undefined,
  path: string,
): { readonly provider: string; readonly wire: Wire; readonly route: Route } | undefined {
  for (const [provider, wire] of wires) {
    const route = wire.routes.find((candidate) => candidate.method === method && candidate.path === path);
    if (route !== undefined) return { provider, wire, route };
  }
  return undefined;
}

function keyOf(request: IncomingMessage, { auth }: Wire): string {
  const value = request.headers[auth.header];
  return typeof value === 'string' && value.startsWith(auth.prefix) ? value.slice(auth.prefix.length) : '';
}
