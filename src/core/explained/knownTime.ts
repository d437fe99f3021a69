import type { EpochMs } from '../time/epoch';

/** From when until when every call is known that the logs of the tools looked at can hold. */
export interface KnownTime {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** @param reports of every tool that was looked at, to the end. Where none of them has logs, nobody knows whether a tool was used: null */
export function knownTime(reports: readonly { readonly unreadUntil: EpochMs | null }[], now: EpochMs): KnownTime | null {
  const untils = reports.flatMap(({ unreadUntil }) => unreadUntil ?? []);
  return untils.length === 0 ? null : { from: Math.max(...untils), to: now };
}
