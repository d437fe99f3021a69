import type { EpochMs } from '../time/epoch';

/** How many calls were made between two moments. */
export type CallsBetween = (from: EpochMs, to: EpochMs) => number;

/** The same of any tool, whoever was called; null: that is not known, since not every log was read that may hold calls of then. */
export type MadeBetween = (from: EpochMs, to: EpochMs) => number | null;

export const noCalls: CallsBetween = () => 0;

/** @param all in any order; what stands for a while counts wherever it reaches */
export function callsBetween(all: readonly { readonly since: EpochMs; readonly at: EpochMs }[]): CallsBetween {
  const [begun, ended] = [inOrder(all.map(({ since }) => since)), inOrder(all.map(({ at }) => at))];
  return (from, to) => (to < from ? 0 : upTo(begun, to) - upTo(ended, from, false));
}

function inOrder(times: readonly EpochMs[]): Float64Array {
  return Float64Array.from(times).sort();
}

/** How many of them are before it, or at it too. */
export function upTo(ordered: Float64Array, at: EpochMs, isIncluded = true): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const found = ordered[middle] ?? Infinity;
    if (found < at || (isIncluded && found === at)) low = middle + 1;
    else high = middle;
  }
  return low;
}
