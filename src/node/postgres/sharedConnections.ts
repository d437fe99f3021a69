import type { DatabaseAddress } from '../../core/provider/databaseAddress';
import { certificatesOf } from './postgresClient';
import { connectTo, type SharedConnection } from './sharedConnection';
import { FoundFault } from './sharedFaults';
import type { SharedLimits } from './sharedLimits';

/** Two, so that a page that is read does not hold up a lease. */
const most = 2;
/** No connection grows old: behind an address that moves, it would stay with the server that was. */
const mostCalls = 60;

interface Idle {
  readonly connection: SharedConnection;
  readonly calls: number;
  readonly timer: NodeJS.Timeout;
}

export interface Taken {
  readonly connection: SharedConnection;
  /** It was used before, so that it may have been lost without a word. */
  readonly isUsed: boolean;
  /** @param isSound false: it failed, and is closed */
  readonly giveBack: (isSound: boolean) => void;
}

export interface SharedConnections {
  /** @throws what keeps it from connecting, or the reason of the signal */
  readonly take: (signal: AbortSignal) => Promise<Taken>;
  readonly close: () => void;
}

/** Few connections, made when they are needed, to whichever host may be written to. */
export function sharedConnections(hosts: readonly DatabaseAddress[], limits: SharedLimits): SharedConnections {
  const idle: Idle[] = [];
  const waiting: (() => void)[] = [];
  let taken = 0;
  let isClosed = false;
  let firstHost = 0;

  const end = (one: Idle): void => {
    clearTimeout(one.timer);
    one.connection.end();
  };
  const isUnfit = ({ connection, calls }: Pick<Idle, 'connection' | 'calls'>): boolean => connection.isLost() || calls >= mostCalls;

  const turn = async (signal: AbortSignal): Promise<void> => {
    if (taken >= most)
      await new Promise<void>((resolve, reject) => {
        const stop = (): void => {
          waiting.splice(waiting.indexOf(go), 1);
          reject(asError(signal.reason));
        };
        const go = (): void => {
          signal.removeEventListener('abort', stop);
          resolve();
        };
        signal.addEventListener('abort', stop, { once: true });
        waiting.push(go);
      });
    else taken += 1;
  };
  /** Whoever waits longest takes over the turn. */
  const passOn = (): void => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };

  const connect = async (signal: AbortSignal): Promise<SharedConnection> => {
    let readable: SharedConnection | undefined;
    let failure: unknown;
    for (let turns = 0; turns < hosts.length; turns += 1) {
      const index = (firstHost + turns) % hosts.length;
      const address = hosts[index];
      if (!address) break;
      const certificates = certificatesOf(address.rootCertificates);
      if (certificates === null) throw new FoundFault({ kind: 'certificateFile' });
      const isOneOfMany = hosts.length > 1;
      try {
        const connection = await connectTo({ address, certificates, connectMs: limits.connectMs, isOneOfMany }, signal);
        if (!connection.isReadOnly) {
          readable?.end();
          firstHost = index;
          return connection;
        }
        if (readable) connection.end();
        else readable = connection;
      } catch (error) {
        if (signal.aborted) {
          readable?.cut();
          throw error;
        }
        failure ??= error;
      }
    }
    if (readable) return readable;
    throw asError(failure);
  };

  return {
    take: async (signal) => {
      signal.throwIfAborted();
      if (isClosed) throw new Error('The store is closed');
      await turn(signal);
      const found = idle.pop();
      if (found) clearTimeout(found.timer);
      let calls = found ? found.calls : 0;
      let connection: SharedConnection;
      try {
        if (found && isUnfit(found)) found.connection.end();
        const isKept = found !== undefined && !isUnfit(found);
        if (!isKept) calls = 0;
        connection = isKept ? found.connection : await connect(signal);
      } catch (error) {
        passOn();
        throw error;
      }
      return {
        connection,
        isUsed: calls > 0,
        giveBack: (isSound) => {
          // One that may not be written to is left at once, since another host may be promoted at any time.
          if (!isSound) connection.end(true);
          else if (isClosed || connection.isReadOnly || isUnfit({ connection, calls: calls + 1 })) connection.end();
          else {
            const one: Idle = {
              connection,
              calls: calls + 1,
              timer: setTimeout(() => {
                idle.splice(idle.indexOf(one), 1);
                connection.end();
              }, limits.idleMs),
            };
            idle.push(one);
          }
          passOn();
        },
      };
    },
    close: () => {
      isClosed = true;
      for (const one of idle.splice(0)) end(one);
    },
  };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('No host could be reached');
}
