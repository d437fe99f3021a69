import type { EpochMs } from '../../src/core/time/epoch';

interface HeldPause {
  readonly endsAt: EpochMs;
  readonly end: () => void;
}

/** Pauses that end when the test says so; like the real ones, they reject when they are cancelled. */
export function heldPauses(now: () => EpochMs) {
  const pauses = new Set<HeldPause>();
  const pause = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return void reject(new Error('cancelled'));
      const leave = (): void => {
        signal.removeEventListener('abort', cancel);
        pauses.delete(held);
      };
      const end = (): void => {
        leave();
        resolve();
      };
      const cancel = (): void => {
        leave();
        reject(new Error('cancelled'));
      };
      const held: HeldPause = { endsAt: now() + ms, end };
      signal.addEventListener('abort', cancel);
      pauses.add(held);
    });
  return {
    pause,
    waiting: (): number => pauses.size,
    /** The one that ends first. */
    next: (): HeldPause | undefined => [...pauses].sort((a, b) => a.endsAt - b.endsAt)[0],
    endAll: (): void => {
      for (const { end } of [...pauses]) end();
    },
  };
}
