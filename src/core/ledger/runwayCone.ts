import type { Runway } from './runway';
import type { EpochMs } from '../time/epoch';
import type { Micros } from '../money/money';
import type { PastReading } from '../history/pastReading';
import { dayMs } from '../time/durations';

/** From the last balance down to nothing, somewhere between `low` and `high`. An estimate, and none where neither end is known. */
export interface RunwayCone {
  readonly at: EpochMs;
  readonly amount: Micros;
  readonly low: EpochMs;
  /** null: with no end in sight. */
  readonly high: EpochMs | null;
  /** Top-ups hide some of what is spent, so that it may end sooner than `low`. */
  readonly atMost: boolean;
}

export function runwayCone({ at, available }: PastReading, runway: Runway): RunwayCone | null {
  if (runway.kind !== 'days' || available <= 0) return null;
  // It may end sooner than `low`, and has no end in sight: a cone would show a least that there is not.
  if (runway.atMost && runway.high === null) return null;
  const high = runway.high === null ? null : at + runway.high * dayMs;
  return { at, amount: available, low: at + runway.low * dayMs, high, atMost: runway.atMost };
}
