import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Signed } from './certificates';
import { complete, message, ready, tableOf, welcome } from './messages';

export interface ClientMessage {
  /** Empty for the first packet, which has none. */
  readonly type: string;
  readonly body: Buffer;
}

/** One connection, seen from the server. */
export interface Talk {
  /** The client's next message; null once it has hung up. */
  readonly next: () => Promise<ClientMessage | null>;
  readonly send: (...parts: readonly Buffer[]) => void;
  readonly end: () => void;
  /** Sends this again and again until the client hangs up. */
  readonly flood: (part: Buffer) => Promise<void>;
  /** Once the client has. */
  readonly hungUp: Promise<void>;
  /** Goes on with TLS over the same connection, where the client begins anew. */
  readonly secure: (signed: Signed) => Talk;
}

export type Lie = (talk: Talk) => Promise<void> | void;

export interface LyingServer {
  readonly port: number;
  readonly place: string;
  /** Once every connection there was has been closed. */
  readonly closed: () => Promise<void>;
  readonly connections: () => number;
  /** Bytes that the clients' machine took from this server. */
  readonly taken: () => number;
  /** All that clients sent, plain or after TLS was taken off. */
  readonly heard: () => Buffer;
  readonly stop: () => Promise<void>;
}

/** A server that says what the lie says, and stops where the lie stops. */
export async function lyingServer(lie: Lie): Promise<LyingServer> {
  const sockets: Socket[] = [];
  const closings: Promise<unknown>[] = [];
  const heard: Buffer[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    // Not `once`, which fails with a connection that was reset: a client that hangs up is what is waited for.
    closings.push(new Promise((resolve) => void socket.once('close', resolve)));
    socket.on('error', () => undefined);
    socket.on('end', () => socket.end());
    const talk = talkOver(socket, (bytes) => void heard.push(bytes));
    void Promise.resolve(lie(talk)).catch((error: unknown) => socket.destroy(error instanceof Error ? error : undefined));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    place: `127.0.0.1:${address.port}`,
    closed: async () => void (await Promise.all(closings)),
    connections: () => sockets.length,
    taken: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten - socket.writableLength, 0),
    heard: () => Buffer.concat(heard),
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function talkOver(socket: Socket, hear: (bytes: Buffer) => void): Talk {
  let kept = Buffer.alloc(0);
  // Put together when they are looked at: a client may answer a flood with another.
  const pieces: Buffer[] = [];
  let isFirst = true;
  let isOver = false;
  let wake = (): void => undefined;
  socket.on('data', (bytes) => {
    hear(bytes);
    pieces.push(bytes);
    wake();
  });
  for (const event of ['end', 'close'])
    socket.on(event, () => {
      isOver = true;
      wake();
    });
  const hungUp = new Promise<void>((resolve) => void socket.once('close', resolve));
  const take = (): ClientMessage | undefined => {
    if (pieces.length > 0) kept = Buffer.concat([kept, ...pieces.splice(0)]);
    const head = isFirst ? 0 : 1;
    if (kept.length < head + 4 || kept.length < head + kept.readUInt32BE(head)) return undefined;
    const size = head + kept.readUInt32BE(head);
    const taken = { type: kept.subarray(0, head).toString('latin1'), body: kept.subarray(head + 4, size) };
    kept = kept.subarray(size);
    isFirst = false;
    return taken;
  };
  const send = (...parts: readonly Buffer[]): void => {
    if (socket.writable) socket.write(Buffer.concat(parts));
  };
  return {
    send,
    secure: (signed) => {
      socket.removeAllListeners('data');
      const over = new TLSSocket(socket, { isServer: true, ...signed });
      over.on('error', () => undefined);
      return talkOver(over, hear);
    },
    end: () => void socket.end(),
    next: async () => {
      for (;;) {
        const taken = take();
        if (taken) return taken;
        if (isOver) return null;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    hungUp,
    flood: async (part) => {
      while (socket.writable) {
        if (!socket.write(part)) await Promise.race([hungUp, new Promise<void>((resolve) => void socket.once('drain', resolve))]);
        // A client that reads as fast as it is written to would leave no time for what it says.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
}

/** When an answer of the server is due: to the first packet, to a simple query, to the extended one, to the rows at last. */
export const moments = ['start', 'query', 'sync', 'fetch'] as const;
export type Moment = (typeof moments)[number];

export type Answers = Readonly<Partial<Record<Moment, Lie>>>;

/** One row of 42.50 USD, from a server that trusts whoever asks, but for the moments at which it does as it is told. */
export function honestBut(answers: Answers = {}): Lie {
  const usual: Readonly<Record<Moment, Lie>> = {
    start: ({ send }) => send(welcome),
    query: ({ send }) => send(complete('SET'), ready('T')),
    sync: ({ send }) => send(message('1'), message('2'), message('n'), complete('DECLARE CURSOR'), ready('T')),
    fetch: ({ send }) => send(tableOf(['amount', 'unit'], ['42.50', 'USD'])),
  };
  return async (talk) => {
    for (;;) {
      const said = await talk.next();
      if (said === null || said.type === 'X') return void talk.end();
      const moment = momentOf(said);
      if (moment !== undefined) await (answers[moment] ?? usual[moment])(talk);
    }
  };
}

function momentOf({ type, body }: ClientMessage): Moment | undefined {
  if (type === '') return 'start';
  if (type === 'S') return 'sync';
  if (type !== 'Q') return undefined;
  return body.toString('latin1').startsWith('FETCH') ? 'fetch' : 'query';
}

/** Says this in the place of the answer, and hangs up. */
export function thenHangUp(...parts: readonly Buffer[]): Lie {
  return ({ send, end }) => {
    send(...parts);
    end();
  };
}

/** Says this in the place of the answer, and nothing more. */
export function thenSilence(...parts: readonly Buffer[]): Lie {
  return ({ send }) => send(...parts);
}

/** An honest server whose bytes go through something first. */
export function through(work: (bytes: Buffer, talk: Talk) => void): Lie {
  return (talk) => honestBut()({ ...talk, send: (...parts) => void work(Buffer.concat(parts), talk) });
}
