import { hourMs } from './durations';
import type { EpochMs } from './epoch';

/** From this age on an amount is of long ago: most accounts are checked hourly. */
export const longAgoMs = 3 * hourMs;

/**
 * Whether what was true then may be told as of now, to whoever sees no age beside it. What is asked every six hours is not an old one
 * after three: of such, one check may be missed. @param betweenMs how often it is asked; 0 where nobody said
 */
export function isRecent(at: EpochMs, now: EpochMs, betweenMs: number): boolean {
  return now - at < Math.max(longAgoMs, 2 * betweenMs);
}
