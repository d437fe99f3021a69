import { toDecimal, clamped, unit, type Unit } from '../money/money';
import type { CountedCall } from '../usage/countedCall';
import type { PriceIn } from './priceIn';
import { addTokens, noTokens, type Tokens } from '../usage/tokens';

/** What the logs of one tool come to, or of one model in them. */
export interface UsageTotal {
  /** Requests whose tokens are known. */
  readonly calls: number;
  /** Requests that were made, and whose tokens are in no log. */
  readonly unmeasured: number;
  /** Requests whose tokens are known, and that have a price in no unit. */
  readonly unpriced: number;
  readonly tokens: Tokens;
  /**
   * By list prices, whoever pays, in every unit that has one, as exact decimal text. Two units are two views of the same calls: never to be added.
   */
  readonly amounts: readonly { readonly unit: string; readonly amount: string }[];
}

export interface UsageTotals {
  readonly add: (counted: CountedCall, priceIn: PriceIn) => void;
  readonly total: () => UsageTotal;
}

/** Which calls a plan covers, and which are not counted, is so in every unit. */
export const anyUnit = unit('USD');

/** @param units in which prices are known; what a log names itself is a unit too */
export function usageTotals(units: readonly Unit[]): UsageTotals {
  let [calls, unmeasured, unpriced] = [0, 0, 0];
  let tokens = noTokens;
  const sums = new Map<string, number>();
  return {
    add: ({ call }, priceIn) => {
      if (priceIn(anyUnit).kind === 'ignored') return;
      const priced = new Set([...units, ...call.costs.map((cost) => cost.unit)]);
      let hasPrice = false;
      for (const name of priced) {
        const price = priceIn(name);
        const listed = price.kind === 'plan' ? price.equivalent : price;
        if (listed.kind !== 'priced') continue;
        hasPrice = true;
        sums.set(name, (sums.get(name) ?? 0) + listed.amount);
      }
      if (call.tokens !== null) tokens = addTokens(tokens, call.tokens);
      if (call.kind === 'sum') return;
      if (call.tokens === null) unmeasured += 1;
      else calls += 1;
      if (call.tokens !== null && !hasPrice) unpriced += 1;
    },
    total: () => ({
      calls,
      unmeasured,
      unpriced,
      tokens,
      amounts: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => ({ unit: name, amount: decimal(sum, unit(name)) })),
    }),
  };
}

function decimal(sum: number, name: Unit): string {
  return toDecimal(clamped(sum), name);
}
