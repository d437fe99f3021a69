import { clamped, type Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { upTo } from './callsBetween';

/** One call as far as an account's money is concerned. */
export interface Use {
  /** It was used at some time from then until `at`; mostly both are one. */
  readonly since: EpochMs;
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

/**
 * What calls came to from one moment to another, both of them included; nothing where the second is the earlier one.
 * @param which those that lie within as a whole, or those that reach into it
 */
export type UseBetween = (from: EpochMs, to: EpochMs, which: 'within' | 'into') => UsesSum;

/** Sums of calls up to each, so that any span of them is one subtraction. */
export function usesInOrder(uses: readonly Use[]): UseBetween {
  const [begun, ended] = [runningSums(uses, ({ since }) => since), runningSums(uses, ({ at }) => at)];
  // Few: those that are of a while.
  const long = uses.filter(({ since, at }) => since < at).sort((a, b) => a.at - b.at);
  const longEnds = Float64Array.from(long.map(({ at }) => at));
  return (from, to, which) => {
    if (to < from) return sumOf(() => 0);
    const before = ended.upTo(from, false);
    const until = (which === 'into' ? begun : ended).upTo(to, true);
    const isOut = which === 'into' ? [] : long.slice(upTo(longEnds, from, false), upTo(longEnds, to)).filter(({ since }) => since < from);
    return sumOf((of, index) => (until[index] ?? 0) - (before[index] ?? 0) - isOut.reduce((sum, use) => sum + of(use), 0));
  };
}

const counts: readonly ((use: Use) => number)[] = [
  () => 1,
  ({ least }) => least,
  ({ most }) => most,
  ({ kind }) => Number(kind === 'unmeasured'),
  ({ kind }) => Number(kind === 'unpriced'),
];

function sumOf(count: (of: (use: Use) => number, index: number) => number): UsesSum {
  const [calls = 0, least = 0, most = 0, unmeasured = 0, unpriced = 0] = counts.map(count);
  return { calls, least: clamped(least), most: clamped(most), unmeasured, unpriced };
}

function runningSums(uses: readonly Use[], timeOf: (use: Use) => EpochMs) {
  const ordered = [...uses].sort((a, b) => timeOf(a) - timeOf(b));
  const times = Float64Array.from(ordered.map(timeOf));
  const sums = counts.map((count) => {
    const running = new Float64Array(ordered.length + 1);
    for (const [index, use] of ordered.entries()) running[index + 1] = (running[index] ?? 0) + count(use);
    return running;
  });
  return {
    upTo: (at: EpochMs, isIncluded: boolean): readonly number[] => {
      const index = upTo(times, at, isIncluded);
      return sums.map((running) => running[index] ?? 0);
    },
  };
}
