import { appendFileSync } from 'node:fs';
import dns from 'node:dns';
import Module from 'node:module';
import { Socket } from 'node:net';

/**
 * The main file of a helper extension that is active before others start. It writes down what leaves the extension host,
 * what the watched extension loads, and the timers it starts. It changes nothing.
 */
export type Sighting = { readonly kind: 'connection' | 'lookup' | 'timer' | 'load'; readonly what: string };

const bundle = /api-balance\.api-balance-[^/\\]+[/\\](dist[/\\]\w+\.js)/;

type Any = readonly unknown[];

/** Node's own functions are wrapped by name, since their overloads have no one type. */
function before(owner: object, name: string, look: (args: Any) => void): void {
  const original: unknown = Reflect.get(owner, name);
  if (typeof original !== 'function') throw new Error(`There is no ${name} to watch`);
  const wrapped = function (this: unknown, ...args: Any): unknown {
    look(args);
    return Reflect.apply(original, this, [...args]);
  };
  Reflect.set(owner, name, Object.assign(wrapped, original));
}

export function activate(): void {
  const path = process.env['API_BALANCE_WATCH_FILE'];
  if (path === undefined) throw new Error('API_BALANCE_WATCH_FILE is not set');
  const see = (kind: Sighting['kind'], what: string): void => {
    appendFileSync(path, `${JSON.stringify({ kind, what } satisfies Sighting)}\n`);
  };
  before(Socket.prototype, 'connect', ([given]) => {
    const list: Any = Array.isArray(given) ? given : [given];
    const [target] = list;
    const address = typeof target === 'object' && target !== null ? target : { port: target };
    // A path is a pipe to another process of the same editor.
    if (!('path' in address) || typeof address.path !== 'string') see('connection', addressText(address));
  });
  before(dns, 'lookup', ([host]) => {
    see('lookup', String(host));
  });
  before(Module, '_load', ([request, parent]) => {
    const from = bundle.exec(parentFile(parent))?.[1];
    const loaded = bundle.exec(String(request))?.[1];
    if (from !== undefined) see('load', `${String(request)} from ${from}`);
    else if (loaded !== undefined) see('load', loaded);
  });
  for (const name of ['setTimeout', 'setInterval', 'setImmediate']) {
    before(globalThis, name, () => {
      const from = bundle.exec(callerOf(new Error().stack ?? ''))?.[1];
      if (from !== undefined) see('timer', `${name} from ${from}`);
    });
  }
  see('load', 'watching');
}

/** The editor starts timers of its own while an extension calls it; only the frame that asked for the timer counts. */
function callerOf(stack: string): string {
  return (
    stack
      .split('\n')
      .slice(1)
      .find((frame) => !frame.includes(__filename)) ?? ''
  );
}

function addressText({ host, port }: { readonly host?: unknown; readonly port?: unknown }): string {
  return `${typeof host === 'string' ? host : 'localhost'}:${Number(port)}`;
}

function parentFile(parent: unknown): string {
  return typeof parent === 'object' && parent !== null && 'filename' in parent ? String(parent.filename) : '';
}
