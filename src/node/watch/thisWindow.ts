import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A name for this process among those that share; a restarted window is another. It starts with the process id, for
 * whoever looks into the file.
 */
export function newOwner(): string {
  return `${process.pid} ${randomUUID()}`;
}

/** Rejects as soon as the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal });
}

/** Until what it gives is called. Short work ends before the first time, and leaves nothing that ticks. It keeps no process alive. */
export function repeat(ms: number, work: () => void): () => void {
  let timer = setTimeout(again, ms).unref();
  function again(): void {
    timer = setTimeout(again, ms).unref();
    work();
  }
  return () => clearTimeout(timer);
}
