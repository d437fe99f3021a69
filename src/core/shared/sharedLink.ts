import { minuteMs } from '../time/durations';
import type { EpochMs } from '../time/epoch';
import type { SharedAnswer, SharedFault } from './sharedFault';
import type { SharedStore } from './sharedStore';

/** How it stands with the database, as the last round left it. */
export type SharedStanding =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'open'; readonly canWrite: boolean }
  | { readonly kind: 'away'; readonly fault: SharedFault };

export interface LinkPorts {
  /** With the driver, which is loaded when it is first needed. */
  readonly store: () => Promise<SharedStore>;
  readonly now: () => EpochMs;
  /** Told once for each change, and never of the closing. */
  readonly onStanding: (standing: SharedStanding) => void;
}

type AskStore<T> = (store: SharedStore, signal: AbortSignal) => Promise<SharedAnswer<T>>;

/** The way to a database that may be away: after a fault nobody asks until it is tried anew, ever more seldom. */
export interface SharedLink {
  readonly standing: () => SharedStanding;
  /** Connects where it is not, and where it is time to. Null where it is open. */
  readonly open: () => Promise<SharedFault | null>;
  readonly canWrite: () => boolean;
  /** Rejects when `given` is aborted. Nothing is asked while the database is away. */
  readonly call: <T>(ask: AskStore<T>, given?: AbortSignal) => Promise<SharedAnswer<T>>;
  /** A round went well, or what it met. */
  readonly roundOver: (fault: SharedFault | null) => void;
  readonly failed: (fault: SharedFault) => void;
  /** Somebody wants to know: the next opening waits for no time. */
  readonly retry: () => void;
  readonly isClosed: () => boolean;
  readonly close: () => void;
}

const firstWaitMs = minuteMs / 4;
const mostWaitMs = 5 * minuteMs;

const gone: SharedFault = { kind: 'unreachable' };

export function sharedLink({ store: load, now, onStanding }: LinkPorts): SharedLink {
  const closing = new AbortController();
  let standing: SharedStanding = { kind: 'unknown' };
  let loading: Promise<SharedStore> | null = null;
  let opening: Promise<SharedFault | null> | null = null;
  let opened: { readonly canWrite: boolean } | null = null;
  let fault: SharedFault | null = null;
  let failures = 0;
  let retryAt = 0;

  const isClosed = (): boolean => closing.signal.aborted;
  const stand = (next: SharedStanding): void => {
    const isNews = JSON.stringify(next) !== JSON.stringify(standing);
    standing = next;
    if (isNews && !isClosed()) onStanding(next);
  };
  const failed = (found: SharedFault): void => {
    if (isClosed()) return;
    fault = found;
    // Of several calls that met the same, the first one counts.
    if (!opened && !opening) return;
    opened = null;
    failures += 1;
    retryAt = now() + Math.min(firstWaitMs * 2 ** (failures - 1), mostWaitMs);
  };
  const storeOf = (): Promise<SharedStore> => (loading ??= load());
  const ask = async <T>(work: AskStore<T>, given?: AbortSignal): Promise<SharedAnswer<T>> => {
    if (isClosed()) return { ok: false, fault: gone };
    const signal = given ? AbortSignal.any([closing.signal, given]) : closing.signal;
    try {
      const store = await storeOf();
      signal.throwIfAborted();
      const answer = await work(store, signal);
      if (!answer.ok) failed(answer.fault);
      return answer;
    } catch (error) {
      if (!isClosed()) throw error;
      return { ok: false, fault: gone };
    }
  };
  const tryToOpen = async (): Promise<SharedFault | null> => {
    const answer = await ask((store, signal) => store.open(signal));
    if (!answer.ok) return answer.fault;
    opened = answer.value;
    fault = null;
    return null;
  };
  /** A time further away than any that is waited for was set by a clock that was ahead. */
  const isDue = (): boolean => now() >= retryAt || retryAt - now() > mostWaitMs;

  return {
    standing: () => standing,
    open: async () => {
      if (opened) return null;
      if (fault && !isDue()) return fault;
      opening ??= tryToOpen().finally(() => (opening = null));
      return opening;
    },
    canWrite: () => opened?.canWrite ?? false,
    call: async (work, given) => (opened ? ask(work, given) : { ok: false, fault: fault ?? gone }),
    roundOver: (found) => {
      if (found) {
        stand({ kind: 'away', fault: found });
        return;
      }
      if (!opened) return;
      failures = 0;
      stand({ kind: 'open', canWrite: opened.canWrite });
    },
    failed,
    retry: () => {
      retryAt = 0;
    },
    isClosed,
    close: () => {
      if (isClosed()) return;
      closing.abort(new Error('The shared history is closed'));
      void loading?.then(
        (store) => store.close(),
        () => undefined,
      );
    },
  };
}
