import { clamped, maxMicros, type Micros } from '../money/money';
import type { Tokens } from '../usage/tokens';
import type { Factor, TokenPrices } from './priceTable';
import type { UnpricedReason } from './priceOutcome';

/** A factor that changes nothing. */
export const once: Factor = 1_000_000;

export interface CostParts {
  readonly tokens: Tokens;
  readonly prices: TokenPrices;
  /** Of the tokens alone: peak hours and the tier of service. */
  readonly tokenFactors: readonly [Factor, Factor];
  readonly searches: number;
  /** Micro-units for a thousand searches. */
  readonly perThousandSearches: number;
  /** Micro-units that each request costs beside its tokens. */
  readonly perRequest: number;
  /** Of all of it. */
  readonly factor: Factor;
}

const million = 1_000_000n;
const mostMicros = BigInt(maxMicros);

/** In whole micro-units: reckoned exactly and rounded once, half to even, so that a sum of many is off by no more than its roundings. */
export function exactCost({ tokens, prices, tokenFactors, searches, perThousandSearches, perRequest, factor }: CostParts): Micros {
  const { input, cacheRead, cacheWrite5m, cacheWrite1h, output } = tokens;
  const ofTokens =
    times(input, prices.miss) +
    times(cacheRead, prices.hit ?? 0) +
    times(cacheWrite5m, prices.write5m ?? 0) +
    times(cacheWrite1h, prices.write1h ?? 0) +
    times(output, prices.out);
  const ofRequests = times(searches, perThousandSearches) * 1000n + BigInt(perRequest) * million;
  const [first, second] = tokenFactors;
  const all = (ofTokens * BigInt(first) * BigInt(second) + ofRequests * million * million) * BigInt(factor);
  return bounded(roundHalfEven(all, million * million * million * million));
}

/** An amount by a factor, rounded half to even. */
export function timesFactor(amount: Micros, factor: Factor): Micros {
  return factor === once ? amount : bounded(roundHalfEven(times(amount, factor), million));
}

function bounded(amount: bigint): Micros {
  return clamped(Number(amount > mostMicros ? mostMicros : amount));
}

function times(count: number, price: number): bigint {
  return BigInt(count) * BigInt(price);
}

function roundHalfEven(numerator: bigint, denominator: bigint): bigint {
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  return twice > denominator || (twice === denominator && whole % 2n === 1n) ? whole + 1n : whole;
}

/** The first class of tokens that was used and has no price. */
export function lacking(tokens: Tokens, prices: TokenPrices): UnpricedReason | null {
  if (tokens.cacheRead > 0 && prices.hit === undefined) return 'noCacheReadPrice';
  if (tokens.cacheWrite5m > 0 && prices.write5m === undefined) return 'noCacheWritePrice';
  if (tokens.cacheWrite1h > 0 && prices.write1h === undefined) return 'noLongCacheWritePrice';
  return null;
}
