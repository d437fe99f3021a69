import { dayMs, hourMs, minuteMs } from '../core/time/durations';
import type { EpochMs } from '../core/time/epoch';
import { isoSecond } from '../core/time/isoTime';

/** Whole seconds; 0 of what a clock stamped in the future. */
export function ageSeconds(at: EpochMs, now: EpochMs): number {
  return Math.max(0, Math.round((now - at) / 1000));
}

/** `read 2026-11-25T10:00:00Z, 12 min ago` */
export function readWords(at: EpochMs, now: EpochMs): string {
  return `read ${isoSecond(at)}, ${agoWords(now - at)} ago`;
}

function agoWords(ms: number): string {
  if (ms < minuteMs) return `${ageSeconds(0, ms)} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  return ms < 2 * dayMs ? `${Math.floor(ms / hourMs)} h` : `${Math.floor(ms / dayMs)} days`;
}
