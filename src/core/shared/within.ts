/** Rejects when its signal is aborted. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

/** What is not done in time is called off, and its end is waited for no longer. */
export async function within<T>(ms: number, pause: Pause, work: (signal: AbortSignal) => Promise<T>, late: T): Promise<T> {
  const [over, done] = [new AbortController(), new AbortController()];
  const working = work(over.signal);
  const bound = pause(ms, done.signal).then(
    () => late,
    () => late,
  );
  try {
    return await Promise.race([working, bound]);
  } finally {
    done.abort();
    over.abort();
    // Called off, it rejects, and nobody looks any more.
    working.catch(() => undefined);
  }
}
