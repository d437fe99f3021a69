import type { Send } from './transport';

/** As browsers do. Many accounts at one provider must not look like an attack, and waiting here counts against no time limit. */
const maxPerOrigin = 6;

/** At most so many requests under way at one origin; the others wait their turn, in order. */
export function perOrigin(send: Send, max = maxPerOrigin): Send {
  const origins = new Map<string, { running: number; readonly waiting: (() => void)[] }>();
  return async (request, signal) => {
    const { origin } = new URL(request.url);
    const queue = origins.get(origin) ?? { running: 0, waiting: [] };
    origins.set(origin, queue);
    if (queue.running >= max) await turn(queue.waiting, signal);
    else queue.running += 1;
    try {
      return await send(request, signal);
    } finally {
      // The place goes to the next in line, or is free.
      const next = queue.waiting.shift();
      if (next) next();
      else queue.running -= 1;
      if (queue.running === 0) origins.delete(origin);
    }
  };
}

/** Resolves with a place; rejects, without one, when the signal is aborted. */
function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      waiting.splice(waiting.indexOf(granted), 1);
      reject(signal.reason as Error);
    };
    const granted = (): void => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    };
    if (signal.aborted) return void reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    waiting.push(granted);
  });
}
