import type { EpochMs } from '../time/epoch';

/** A try takes half a minute at most. One of a window that died does not hold the message up for longer. */
export const postClaimMs = 120_000;

/** A time that was set minutes later than now was set by a clock that was ahead: waiting for it would take as long. */
export function isPostDue({ setAt, dueAt }: { readonly setAt: EpochMs; readonly dueAt: EpochMs }, now: EpochMs): boolean {
  return dueAt <= now || setAt > now + postClaimMs;
}
