import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
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

export async function answerProvider(request: IncomingMessage, response: ServerResponse, ground: Ground): Promise<void> {
  const { book, log, asks, origin, otherOrigin } = ground;
  const at = ground.now();
  const target = request.url ?? '/';
  const { pathname: path, searchParams: query } = new URL(target, origin);
  const all = routesOf(ground.wires, request.method, path);
  // Providers share paths such as `/v1/accounts`; the key tells whose it is.
  const found = all.find(({ provider, wire }) => book.find(provider, keyOf(request, wire)) !== undefined) ?? all[0];
  if (found === undefined) {
    log.add(request, response, { at, account: null, secrets: book.secrets });
    send(response, { status: 404, body: { json: { error: { message: 'Not Found' } } } });
    return;
  }
  const { provider, wire, route } = found;
  const key = keyOf(request, wire);
  const account = book.find(provider, key);
  log.add(request, response, { at, account: account?.name ?? null, secrets: book.secrets });
  const asked: Asked = { key, path, query, at, headers: headersOf(request), body: await text(request) };
  const refuse = wire.refuse ?? ((of: Asked): Reply => ({ status: 401, body: { json: wire.error(401, of) } }));
  const reply: Reply =
    account === undefined && route.open !== true
      ? refuse(asked)
      : route.answer(account === undefined ? wire.demo[0].money : book.moneyOf(account, at), asked);
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

interface Found {
  readonly provider: string;
  readonly wire: Wire;
  readonly route: Route;
}

function routesOf(wires: ReadonlyMap<string, Wire>, method: string | undefined, path: string): readonly Found[] {
  return [...wires].flatMap(([provider, wire]) =>
    wire.routes.filter((route) => route.method === method && isAt(route, path)).map((route) => ({ provider, wire, route })),
  );
}

function isAt(route: Route, path: string): boolean {
  const [pattern, asked] = [route.path.split('/'), path.split('/')];
  return pattern.length === asked.length && pattern.every((segment, index) => segment === '*' || segment === asked[index]);
}

function headersOf({ headers }: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function keyOf(request: IncomingMessage, { auth }: Wire): string {
  const value = request.headers[auth.header];
  return typeof value === 'string' && value.startsWith(auth.prefix) ? value.slice(auth.prefix.length) : '';
}
