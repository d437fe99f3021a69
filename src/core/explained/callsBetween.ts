import type { EpochMs } from '../time/epoch';

/** How many calls were made between two moments. */
export type CallsBetween = (from: EpochMs, to: EpochMs) => number;

/** The same of any tool, whoever was called; null: that is not known, since not every log was read that may hold calls of then. */
export type MadeBetween = (from: EpochMs, to: EpochMs) => number | null;

export const noCalls: CallsBetween = () => 0;

/** @param times in any order */
export function callsBetween(times: readonly EpochMs[]): CallsBetween {
  const ordered = Float64Array.from(times).sort();
  const upTo = (at: EpochMs): number => {
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((ordered[middle] ?? Infinity) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (from, to) => Math.max(0, upTo(to) - upTo(from - 1));
}
