import { within, type Pause } from '../core/shared/within';
import { background } from './background';

export interface LoopParts {
  readonly signal: AbortSignal;
  readonly pause: Pause;
  /** Asks what is due, and ends when all of it has answered. */
  readonly tick: () => Promise<void>;
  readonly untilNext: () => number;
  /** Posts what waits. */
  readonly deliver: () => Promise<unknown>;
  /** Some summary is to be posted, at some time. */
  readonly hasSummaries: boolean;
  /** Posts one where it is time to, and takes notice where there is to be none. */
  readonly summarize: () => Promise<void>;
  readonly share: () => Promise<void> | undefined;
  /** After each look at what is due. */
  readonly onTick: () => void;
  readonly onFault: (error: unknown) => void;
  /** Gives back what it holds, when nothing is asked any more. */
  readonly end: () => Promise<void>;
}

/** So long a summary waits for accounts that are asked just now; whoever has not answered by then is in it with what is known. */
const patienceMs = 60_000;
/** Where not even the next check can be planned. */
const faultMs = 15_000;

/**
 * Until the signal is aborted. Checks, messages, the shared history and the metrics go on side by side: none waits for the slowest
 * account, nor for a receiver that asks to be left alone for a week. A fault of our own is told, and ends none of it.
 */
export async function watchLoop(parts: LoopParts): Promise<void> {
  const { signal, pause, onFault, end } = parts;
  const [checks, rest] = [background(onFault), background(onFault)];
  /** What came of checks goes to all whom it concerns. */
  const tell = (): void => {
    rest.begin(parts.share);
    rest.begin(parts.deliver);
    rest.begin(parts.onTick);
  };
  const wait = (): number => {
    try {
      return parts.untilNext();
    } catch (error) {
      onFault(error);
      return faultMs;
    }
  };
  try {
    while (!signal.aborted) {
      checks.begin(() => parts.tick().finally(tell));
      rest.begin(async () => {
        if (parts.hasSummaries) await within(patienceMs, pause, checks.ended, undefined);
        if (!signal.aborted) await parts.summarize();
        await parts.deliver();
      });
      await pause(wait(), signal).catch(() => undefined);
      if (checks.isBusy()) tell();
    }
  } finally {
    await checks.ended();
    rest.begin(end);
    await rest.ended();
  }
}
