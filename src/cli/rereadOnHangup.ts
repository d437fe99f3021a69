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
 * SIGHUP has the configuration read again. One that is wrong is told, and the watch goes on by what it had. On Windows this signal is the
 * end of a console, and comes before the process is ended.
 * @see https://nodejs.org/api/process.html#signal-events
 */
export function rereadOnHangup(reread: Reread | null, end: AbortSignal): Rereading {
  let current = new AbortController();
  let waiting: WatchSetup | null = null;
  const hangup = (): void => {
    if (reread === null) return void complain('There is no configuration to read again. The watch goes on.');
    const read = reread();
    if (!read.ok) return void complain(`${read.reason}\nThe watch goes on by the configuration of before.`);
    complain('The configuration was read again.');
    waiting = read;
    current.abort();
  };
  const stop = (): void => current.abort();
  const name = process.platform === 'win32' ? null : 'SIGHUP';
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
