import { micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { LoggedCall, LoggedCost } from './loggedCall';
import { noTokens, tokenClasses, type Tokens } from './tokens';

/** The most that a session was known to have come to. */
interface Highest {
  /** When that was. */
  readonly at?: EpochMs;
  readonly costs: Readonly<Record<string, number>>;
  readonly tokens: Tokens;
}

const nothing: Highest = { costs: {}, tokens: noTokens };

/**
 * What each of the totals of sessions adds to those before it, by its key; a total that adds nothing is left out. It is the same in
 * whatever order they come, and however many looks there were between the first and the last.
 * @param totals all that are known, all `isCumulative`
 */
export function risesOf<Name extends string | number>(totals: readonly LoggedCall<Name>[]): ReadonlyMap<Name, LoggedCall<Name>> {
  const rises = new Map<Name, LoggedCall<Name>>();
  const highest = new Map<Name, Highest>();
  for (const total of [...totals].sort((a, b) => a.at - b.at || sizeOf(a) - sizeOf(b))) {
    const session = total.session ?? total.key;
    const before = highest.get(session) ?? nothing;
    const { isCumulative: _isCumulative, ...rest } = total;
    const rise = {
      ...rest,
      // What was known by then is in it no more.
      ...(before.at === undefined ? {} : { since: Math.max(before.at, rest.since ?? 0) }),
      costs: total.costs.flatMap((cost) => riseOf(cost, before)),
      tokens: total.tokens && eachOf((name) => Math.max(0, (total.tokens?.[name] ?? 0) - before.tokens[name])),
    };
    highest.set(session, above(before, total));
    if (rise.costs.length > 0 || (rise.tokens && tokenClasses.some((name) => (rise.tokens?.[name] ?? 0) > 0))) rises.set(total.key, rise);
  }
  return rises;
}

function sizeOf<Name>({ costs, tokens }: LoggedCall<Name>): number {
  return costs.reduce((sum, { amount }) => sum + amount, 0) + tokenClasses.reduce((sum, name) => sum + (tokens?.[name] ?? 0), 0);
}

function riseOf(cost: LoggedCost, before: Highest): readonly LoggedCost[] {
  const rise = cost.amount - (before.costs[cost.unit] ?? 0);
  return rise > 0 ? [{ ...cost, amount: micros(rise) }] : [];
}

function above<Name>(before: Highest, { at, costs, tokens }: LoggedCall<Name>): Highest {
  return {
    at,
    costs: {
      ...before.costs,
      ...Object.fromEntries(costs.map(({ unit, amount }) => [unit, Math.max(amount, before.costs[unit] ?? 0)])),
    },
    tokens: eachOf((name) => Math.max(before.tokens[name], tokens?.[name] ?? 0)),
  };
}

function eachOf(count: (name: keyof Tokens) => number): Tokens {
  return {
    input: count('input'),
    cacheRead: count('cacheRead'),
    cacheWrite5m: count('cacheWrite5m'),
    cacheWrite1h: count('cacheWrite1h'),
    output: count('output'),
    reasoning: count('reasoning'),
  };
}
