import { DatabaseError } from 'pg';
import type { SharedAnswer } from '../../core/shared/sharedFault';
import type { Ask, SharedConnection } from './sharedConnection';
import type { SharedConnections } from './sharedConnections';
import { FoundFault, sharedFaultOf } from './sharedFaults';
import type { SharedLimits } from './sharedLimits';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Where the usual ones do not do. */
  readonly limits?: Pick<SharedLimits, 'statementMs' | 'wholeMs'>;
  /** Whoever looks at the schema, or makes it, asks before it is fit for all others. */
  readonly isOpening?: true;
}

/** One transaction: all of it or none. Rejects with the signal's reason, and with nothing else. */
export type Call = <T>(work: (ask: Ask) => Promise<T>, options?: CallOptions) => Promise<SharedAnswer<T>>;

export interface SharedCalls {
  readonly call: Call;
  readonly close: () => void;
}

/** @param ready is asked once of each new connection, within its first transaction */
export function sharedCalls(
  connections: SharedConnections,
  usual: SharedLimits,
  ready: (ask: Ask) => Promise<void>,
  onFault: (error: unknown) => void,
): SharedCalls {
  const closing = new AbortController();
  const known = new WeakSet<SharedConnection>();

  const once = async <T>(work: (ask: Ask) => Promise<T>, begin: string, signal: AbortSignal, isOpening: boolean): Promise<T> => {
    const { connection, isUsed, giveBack } = await connections.take(signal);
    let isSound = false;
    signal.addEventListener('abort', connection.cut, { once: true });
    try {
      signal.throwIfAborted();
      await connection.ask(begin);
      if (!isOpening && !known.has(connection)) {
        await ready(connection.ask);
        known.add(connection);
      }
      const value = await work(connection.ask);
      await connection.ask('COMMIT');
      isSound = true;
      return value;
    } catch (error) {
      throw isUsed && sharedFaultOf(error).kind === 'unreachable' ? new LostUnseen(error) : error;
    } finally {
      signal.removeEventListener('abort', connection.cut);
      giveBack(isSound);
    }
  };

  return {
    call: async (work, { signal: given, isOpening = false, limits: { statementMs, wholeMs } = usual } = {}) => {
      given?.throwIfAborted();
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), wholeMs);
      const signal = AbortSignal.any([late.signal, closing.signal, ...(given ? [given] : [])]);
      const begin = beginning(statementMs);
      const state = { isWorking: false };
      const told = (ask: Ask): ReturnType<typeof work> => {
        state.isWorking = true;
        return work(ask);
      };
      try {
        try {
          return { ok: true, value: await once(told, begin, signal, isOpening) };
        } catch (error) {
          if (signal.aborted || !isWorthAnother(error)) throw error;
          return { ok: true, value: await once(told, begin, signal, isOpening) };
        }
      } catch (error) {
        if (isAborted(given)) throw given?.reason;
        if (late.signal.aborted) return { ok: false, fault: { kind: state.isWorking ? 'slow' : 'timeout' } };
        const fault = sharedFaultOf(error instanceof LostUnseen ? error.cause : error);
        if (fault.kind === 'unexpected') onFault(error);
        return { ok: false, fault };
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => {
      connections.close();
      closing.abort(new FoundFault({ kind: 'unreachable' }));
    },
  };
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** A connection that was idle, and went while nobody looked: whatever is asked here may be asked again. */
class LostUnseen extends Error {
  constructor(cause: unknown) {
    super('The connection was lost', { cause });
  }
}

/** The last: the row was on its way into the default table while its month got one. */
const conflicts: readonly (string | undefined)[] = ['40001', '40P01', '23514'];

function isWorthAnother(error: unknown): boolean {
  return error instanceof LostUnseen || (error instanceof DatabaseError && conflicts.includes(error.code));
}

/**
 * Limits live in the transaction: a pooler refuses them as start-up parameters, and hands a session's own on to others. Nobody's
 * default counts: of what other transactions committed, each statement sees the newest, and names are looked up nowhere else.
 * Compiling a plan costs more than these ever take.
 */
function beginning(statementMs: number): string {
  return [
    'BEGIN ISOLATION LEVEL READ COMMITTED',
    `SET LOCAL statement_timeout = ${statementMs}`,
    `SET LOCAL lock_timeout = ${statementMs}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${statementMs}`,
    "SET LOCAL timezone = 'UTC'",
    'SET LOCAL search_path = pg_catalog',
    'SET LOCAL jit = off',
  ].join('; ');
}
