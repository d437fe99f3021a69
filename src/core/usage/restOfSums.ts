import { micros } from '../money/money';
import { objectOf } from '../text/objectOf';
import { fieldAt, unknownTime } from './fields';
import type { LoggedCall } from './loggedCall';
import { tokenClasses } from './tokens';

/** Tokens by class, and the cost in micro-units. */
type Usage = readonly number[];

export interface RestOfSums {
  /** All of the file: sums without what was counted call by call, and none of which nothing is left. */
  readonly calls: readonly LoggedCall[];
  /** For the next look at the file. */
  readonly kept: unknown;
}

/** Of one look at a file, by the time of each call. */
interface Noted {
  readonly seen: Seen;
  /** Of calls that were seen and are in the file no longer, what no sum has stood for yet. */
  readonly gone: Usage;
  /** What a sum added, which stays so. */
  readonly rests: Seen;
}
type Seen = ReadonlyMap<string, Usage>;

/**
 * A tool that takes calls out of its log and writes their sum instead would have them counted twice by whoever saw them before. What was
 * seen in the file and is no longer in it is taken off the sums that come, oldest first, so that it comes to the same whenever it is read.
 * @param sums of calls that were taken out of this file @param kept of the last look at it
 * @param holdSums whether a sum holds earlier sums that were taken out too
 */
export function restOfSums(calls: readonly LoggedCall[], sums: readonly LoggedCall[], kept: unknown, holdSums = true): RestOfSums {
  const before = notedIn(kept);
  const present = new Set([...calls, ...sums].map(({ at }) => String(at)));
  let gone = [...before.seen].reduce((sum, [at, usage]) => (present.has(at) ? sum : plus(sum, usage)), before.gone);
  const rests = [...sums]
    .sort((a, b) => a.at - b.at)
    .map((sum) => {
      const known = before.rests.get(String(sum.at));
      const whole = usageOf(sum);
      const rest = known ?? without(whole, gone);
      if (known === undefined) gone = without(gone, whole);
      // One that says nothing stands for calls of which nothing can be read.
      return { sum: withUsage(sum, rest), rest, counts: isAny(rest) || !isAny(whole) };
    });
  const seen = [...calls, ...(holdSums ? sums : [])]
    .map((call) => [call.at, usageOf(call)] as const)
    .filter(([at, usage]) => at !== unknownTime && isAny(usage));
  return {
    calls: [...calls, ...rests.filter(({ counts }) => counts).map(({ sum }) => sum)],
    kept: { seen: Object.fromEntries(seen), gone, rests: Object.fromEntries(rests.map(({ sum, rest }) => [sum.at, rest])) },
  };
}

function usageOf(call: LoggedCall | null): Usage {
  const cost = call?.costs.reduce((sum, { amount }) => sum + amount, 0) ?? 0;
  return [...tokenClasses.map((kind) => call?.tokens?.[kind] ?? 0), cost];
}

function plus(a: Usage, b: Usage): Usage {
  return a.map((count, index) => count + (b[index] ?? 0));
}

function without(a: Usage, b: Usage): Usage {
  return a.map((count, index) => Math.max(0, count - (b[index] ?? 0)));
}

function isAny(usage: Usage): boolean {
  return usage.some((count) => count > 0);
}

function withUsage(sum: LoggedCall, usage: Usage): LoggedCall {
  const [input = 0, cacheRead = 0, cacheWrite5m = 0, cacheWrite1h = 0, output = 0, reasoning = 0, cost = 0] = usage;
  const tokens = sum.tokens === null ? null : { input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning };
  return { ...sum, tokens, costs: cost === 0 ? [] : sum.costs.map((logged) => ({ ...logged, amount: micros(cost) })) };
}

function notedIn(kept: unknown): Noted {
  const gone = usageIn(fieldAt(kept, 'gone')) ?? usageOf(null);
  return { seen: seenIn(fieldAt(kept, 'seen')), gone, rests: seenIn(fieldAt(kept, 'rests')) };
}

function seenIn(seen: unknown): Seen {
  return new Map(
    Object.entries(objectOf(seen)).flatMap(([at, counts]) => {
      const usage = usageIn(counts);
      return usage === undefined ? [] : [[at, usage] as const];
    }),
  );
}

function usageIn(counts: unknown): Usage | undefined {
  const list: readonly unknown[] = Array.isArray(counts) ? counts : [];
  const usage = list.filter((count) => typeof count === 'number');
  return usage.length === tokenClasses.length + 1 ? usage : undefined;
}
