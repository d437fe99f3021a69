import { minuteMs } from './durations';
import type { EpochMs } from './epoch';

/** Clocks are set right by seconds and by a minute, and nobody needs to hear of it. */
const leastMs = 3 * minuteMs;

/**
 * By how much the clock on the wall went on more than time passed since the last look; negative: it went back; null: as time did.
 * Each step is told once. While a machine sleeps, time as programs measure it mostly stands still, so that its waking looks the same.
 * @see https://man7.org/linux/man-pages/man2/clock_gettime.2.html CLOCK_MONOTONIC
 */
export function clockSteps(): (wall: EpochMs, passedMs: number) => number | null {
  let last: { readonly wall: EpochMs; readonly passedMs: number } | null = null;
  return (wall, passedMs) => {
    const step = last === null ? 0 : wall - last.wall - (passedMs - last.passedMs);
    last = { wall, passedMs };
    return Math.abs(step) < leastMs ? null : step;
  };
}
