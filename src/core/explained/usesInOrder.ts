import { clamped, type Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';

/** One call as far as an account's money is concerned. */
export interface Use {
  readonly at: EpochMs;
  /** `priced`: it cost between `least` and `most`. `unmeasured`: its tokens are in no log. `unpriced`: they are, and no price is known. */
  readonly kind: 'priced' | 'unmeasured' | 'unpriced';
  readonly least: Micros;
  readonly most: Micros;
}

export interface UsesSum {
  readonly calls: number;
  readonly least: Micros;
  readonly most: Micros;
  readonly unmeasured: number;
  readonly unpriced: number;
}

/** What calls came to from one moment to another, both of them included; nothing where the second is the earlier one. */
export type UseBetween = (from: EpochMs, to: EpochMs) => UsesSum;

/** Sums of calls up to each, so that any span of them is one subtraction. */
export function usesInOrder(uses: readonly Use[]): UseBetween {
  const ordered = [...uses].sort((a, b) => a.at - b.at);
  const [least, most, unmeasured, unpriced] = [
    runningSums(ordered.map((use) => use.least)),
    runningSums(ordered.map((use) => use.most)),
    runningSums(ordered.map(({ kind }) => Number(kind === 'unmeasured'))),
    runningSums(ordered.map(({ kind }) => Number(kind === 'unpriced'))),
  ];
  const before = (at: EpochMs, isIncluded: boolean): number => {
    let [low, high] = [0, ordered.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = ordered[middle]?.at ?? Infinity;
      if (found < at || (isIncluded && found === at)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (from, to) => {
    const start = before(from, false);
    const end = Math.max(start, before(to, true));
    const sum = (sums: Float64Array): number => (sums[end] ?? 0) - (sums[start] ?? 0);
    return {
      calls: end - start,
      least: clamped(sum(least)),
      most: clamped(sum(most)),
      unmeasured: sum(unmeasured),
      unpriced: sum(unpriced),
    };
  };
}

function runningSums(counts: readonly number[]): Float64Array {
  const sums = new Float64Array(counts.length + 1);
  for (const [index, count] of counts.entries()) sums[index + 1] = (sums[index] ?? 0) + count;
  return sums;
}
