import type { EpochMs } from '../time/epoch';

/** From when until when every call is known that the logs of the tools looked at can hold. */
export interface KnownTime {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

interface LookedAt {
  readonly unreadUntil: EpochMs | null;
  readonly oldest: EpochMs | null;
}

/**
 * Of before the oldest log nobody knows whether there were others that are deleted.
 * @param reports of every tool that was looked at, to the end. Where none of them has logs, nobody knows whether a tool was used: null
 */
export function knownTime(reports: readonly LookedAt[], now: EpochMs): KnownTime | null {
  const oldest = reports.flatMap((report) => report.oldest ?? []);
  const untils = reports.flatMap(({ unreadUntil }) => unreadUntil ?? []);
  return oldest.length === 0 ? null : { from: Math.max(...untils, Math.min(...oldest)), to: now };
}
