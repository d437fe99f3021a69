import { complain } from './terminal';
import type { WatchSetup } from './watchConfig';

export type Reread = () => ({ readonly ok: true } & WatchSetup) | { readonly ok: false; readonly reason: string };

export interface Rereading {
  /** Of the round that begins: aborted when the watch is to end, or to go by another configuration. */
  readonly round: () => AbortSignal;
  /** What to go on by once the signal is aborted; null: the watch is to end. */
  readonly next: () => WatchSetup | null;
  readonly dispose: () => void;
}

/**
 * SIGHUP has the configuration read again. One that is wrong is told, and the watch goes on by what it had. Where there is nothing to
 * read again, and where it means that a terminal was closed, as always on Windows, it ends the process as it does any other.
 * @param reread null: there is nothing to read again
 * @see https://nodejs.org/api/process.html#signal-events
 */
export function rereadOnHangup(reread: Reread | null, end: AbortSignal): Rereading {
  let current = new AbortController();
  let waiting: WatchSetup | null = null;
  const hangup = (): void => {
    const read = reread?.() ?? null;
    if (read === null) return;
    if (!read.ok) return void complain(`${read.reason}\nThe watch goes on by the configuration of before.`);
    complain('The configuration was read again.');
    waiting = read;
    current.abort();
  };
  const stop = (): void => current.abort();
  const name = reread === null || process.platform === 'win32' || process.stdin.isTTY ? null : 'SIGHUP';
  if (name !== null) process.on(name, hangup);
  end.addEventListener('abort', stop);
  return {
    round: () => {
      current = new AbortController();
      if (end.aborted || waiting !== null) current.abort();
      return current.signal;
    },
    next: () => {
      const taken = end.aborted ? null : waiting;
      waiting = null;
      return taken;
    },
    dispose: () => {
      if (name !== null) process.off(name, hangup);
      end.removeEventListener('abort', stop);
    },
  };
}
