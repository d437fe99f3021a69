import type { PastReading } from '../history/pastReading';

/** Why an epoch began: the account has another key or place, or the clock went back. */
export type EpochCause = 'key' | 'clock';

type OfEpoch = Pick<PastReading, 'epoch'>;

/**
 * null where `after` is of no newer epoch. History counts on by one where a clock went back; else an epoch is the time at which it
 * began.
 */
export function epochCause(before: OfEpoch, after: OfEpoch): EpochCause | null {
  if (after.epoch <= before.epoch) return null;
  return after.epoch === before.epoch + 1 ? 'clock' : 'key';
}
