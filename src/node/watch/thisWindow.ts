import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A name for this process among those that share; a restarted window is another. It starts with the process id, for
 * {@link isGone} and whoever looks into the file.
 */
export function newOwner(): string {
  return `${process.pid} ${randomUUID()} ${here()}`;
}

/**
 * Whether the process of that name has ended, as far as this machine can tell. Containers that share a folder have numbers of their own
 * each, and mostly a name of their own. Where a new process has the number of one that ended, a claim runs out by its time.
 */
export function isGone(owner: string, own: string): boolean {
  const [, id = '', name = '', machine = ''] = /^(\d+) (\S+) (\S+)/.exec(owner) ?? [];
  const pid = Number(id);
  if (id === '' || machine !== here() || own.startsWith(`${id} ${name} `)) return false;
  // The first process of a container has the same number each time it begins anew.
  if (pid === process.pid) return true;
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** In one word. */
function here(): string {
  return hostname().replaceAll(/\s/g, '-') || 'localhost';
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
