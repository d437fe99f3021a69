import type { Mistake } from '../text/shapeMistakes';
import type { UsageAnswer, UsageFault, UsageProgress } from './usageRequest';

/**
 * Whose logs a window reads: those of the only machine that there is, or, where it works on another one than it is shown on, those of
 * the one with the screen or of the other, on which the extension runs.
 */
export type LogsMachine = 'only' | 'screen' | 'remote';

/** What a window knows of the logs on this machine. */
export interface UsageStanding {
  /** The tools that the person switched on, by the ids of their readers. */
  readonly tools: readonly string[];
  readonly machine: LogsMachine;
  /** While logs are being read. */
  readonly progress: UsageProgress | null;
  readonly isReading: boolean;
  /** The latest; null until there is one. */
  readonly answer: UsageAnswer | null;
  /** `failed`: a fault of our own, which the log tells of. */
  readonly fault: UsageFault | 'failed' | null;
  /** Entries on prices and accounts that are not as they must be; the others count. */
  readonly mistakes: readonly Mistake[];
}
