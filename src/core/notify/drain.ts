import type { Pause } from '../shared/within';
import type { EpochMs } from '../time/epoch';
import type { Failed } from './outboxPorts';

/** A queue of messages that comes to its end. */
export interface Draining {
  readonly deliver: () => Promise<void>;
  readonly now: () => EpochMs;
  /** When it may go on; null: nothing waits. */
  readonly nextAt: () => EpochMs | null;
  /** Why it cannot go on before that; null where nothing was tried. */
  readonly failure: () => Failed | null;
  /** Ends what is under way. */
  readonly dispose: () => void;
  readonly over: AbortSignal;
}

/** Posts all that can be posted until then. @returns what kept it from posting the rest */
export async function drain(
  { deliver, now, nextAt, failure, dispose, over }: Draining,
  until: EpochMs,
  pause: Pause,
): Promise<Failed | null> {
  const isDone = new AbortController();
  /** Ends early, and well, when it is called off. */
  const wait = (at: EpochMs, signal: AbortSignal): Promise<void> =>
    pause(Math.max(0, at - now()), signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  // A channel that does not answer is not waited for any longer either.
  const bound = wait(until, isDone.signal).then(dispose);
  try {
    while (!over.aborted) {
      await deliver();
      const at = nextAt();
      if (at === null) return null;
      if (at > until) return failure();
      await wait(at, over);
    }
    return null;
  } finally {
    isDone.abort();
    await bound;
  }
}
