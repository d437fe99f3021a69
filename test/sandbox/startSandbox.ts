import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { AccountBook } from './accountBook';
import { answerProvider, type Ground } from './answerProvider';
import { control, controlPrefix } from './control';
import type { Fault } from './faults';
import { listen } from './listen';
import type { Money } from './money';
import { readWires } from './readWires';
import { type LoggedRequest, RequestLog } from './requestLog';
import type { DemoAccount, Wire } from './wire';

export interface SandboxOptions {
  readonly port?: number;
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly now?: () => number;
}

export interface SandboxAccount {
  /** From now on; `fallPerMinute` counts from here. */
  readonly set: (money: Money) => void;
  /** On one route, or on all. Null ends it. */
  readonly setFault: (fault: Fault | null, path?: string) => void;
  /** The key is unknown from now on. */
  readonly remove: () => void;
}

export interface Sandbox {
  readonly origin: string;
  /** The same server under another host name. */
  readonly otherOrigin: string;
  readonly wires: ReadonlyMap<string, Wire>;
  /** Known from the start, their keys with them. */
  readonly demo: readonly (DemoAccount & { readonly provider: string })[];
  readonly requests: readonly LoggedRequest[];
  readonly clearRequests: () => void;
  /** Called as each request arrives; returns how to stop that. */
  readonly onRequest: (listener: (request: LoggedRequest) => void) => () => void;
  readonly idle: () => Promise<void>;
  /** Resolves with the next requests from now on, one unless told, when they have arrived. Called before what makes them. */
  readonly arrived: (count?: number) => Promise<readonly LoggedRequest[]>;
  /** The same, when each has its whole answer or was cut. */
  readonly asked: (count?: number) => Promise<readonly LoggedRequest[]>;
  /** @param name what the request log calls this key */
  readonly account: (provider: string, key: string, name?: string) => SandboxAccount;
  /** `*` as key: every key, unknown ones too. */
  readonly setFault: (key: string, fault: Fault | null, path?: string) => void;
  /** Watches for a secret without making it a key of this sandbox: `carriedKey`. */
  readonly mark: (secret: string) => void;
  readonly stop: () => Promise<void>;
}

/** A server on loopback that speaks the wire format of every provider under `fixtures`, all on one origin. */
export async function startSandbox({ port = 0, tls, now = Date.now }: SandboxOptions = {}): Promise<Sandbox> {
  const wires = readWires();
  const book = new AccountBook(wires, now());
  const log = new RequestLog();
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    if (request.url?.startsWith(controlPrefix) === true) void control(request, response, { book, log, now });
    // A client that hung up while it was still sending is heard no further.
    else answerProvider(request, response, ground).catch(() => response.destroy());
  };
  const server = tls === undefined ? createHttpServer(answer) : createHttpsServer(tls, answer);
  const { port: bound, stop } = await listen(server, port);
  const scheme = tls === undefined ? 'http' : 'https';
  const origin = `${scheme}://127.0.0.1:${bound}`;
  const otherOrigin = `${scheme}://localhost:${bound}`;
  const ground: Ground = { wires, book, log, now, origin, otherOrigin, asks: new Map() };
  return {
    origin,
    otherOrigin,
    wires,
    demo: [...wires].flatMap(([provider, { demo }]) => demo.map((account) => ({ provider, ...account }))),
    get requests() {
      return log.requests;
    },
    clearRequests: () => {
      log.clear();
    },
    onRequest: (listener) => log.onRequest(listener),
    idle: () => log.idle(),
    arrived: (count = 1) => log.arrived(count),
    asked: (count = 1) => log.asked(count),
    account: (provider, key, name = `${provider} account`) => ({
      set: (money) => {
        book.put({ provider, key, name, money, since: now() });
      },
      setFault: (fault, path) => {
        book.setFault(key, fault, path);
      },
      remove: () => {
        book.remove(key);
      },
    }),
    setFault: (key, fault, path) => {
      book.setFault(key, fault, path);
    },
    mark: (secret) => {
      book.mark(secret);
    },
    stop,
  };
}
