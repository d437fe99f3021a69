import { errorKinds, type ProviderErrorKind } from '../model/providerError';
import type { EpochMs } from '../time/epoch';
import { hourMs } from '../time/durations';

/** What checks came out as. */
export type OutcomeKind = 'answered' | ProviderErrorKind;

/** For so long, checks came out the same. From the first of them to the last; between two intervals nothing was asked. */
export interface OutcomeInterval {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly epoch: EpochMs;
  readonly outcome: OutcomeKind;
}

/** Checks that lie further apart leave a gap between them, in which nothing is known: the editor was closed, or the timer is slow. */
export const mostBetween = 2 * hourMs;

/**
 * The interval that a check belongs to: the latest that began by then, made longer, or a new one; null where it is in one already.
 * @param latest the last that began at `check.from` or before
 */
export function intervalOf(latest: OutcomeInterval | undefined, check: OutcomeInterval): OutcomeInterval | null {
  if (!latest || latest.outcome !== check.outcome || latest.epoch !== check.epoch) return check;
  if (check.to <= latest.to) return null;
  return check.to - latest.to <= mostBetween ? { ...latest, to: check.to } : check;
}

/** undefined for a kind that a newer version may know. */
export function outcomeNamed(name: string): OutcomeKind | undefined {
  return name === 'answered' ? name : errorKinds.find((kind) => kind === name);
}
