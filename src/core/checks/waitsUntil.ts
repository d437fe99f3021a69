import { reasonOf } from '../model/accountState';
import type { Snapshot } from '../model/snapshot';
import { longestWait } from '../provider/classifyStatus';
import type { EpochMs } from '../time/epoch';

/** Clocks are set right by seconds now and then. */
const slip = 60_000;

/**
 * Until when an account may not be asked; null where it may. A wait further away than any can be, or of an answer that came
 * later than now, was reckoned by a clock that was ahead: it counts as over.
 */
export function waitsUntil(known: Pick<Snapshot, 'reading' | 'error' | 'checkedAt'>, now: EpochMs): EpochMs | null {
  const retryAt = reasonOf(known)?.retryAt ?? 0;
  const isOfThisClock = retryAt <= now + longestWait && (known.checkedAt ?? now) <= now + slip;
  return retryAt > now && isOfThisClock ? retryAt : null;
}
