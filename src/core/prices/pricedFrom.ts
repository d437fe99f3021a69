import { micros, type Micros, type Unit } from '../money/money';
import type { Tokens } from '../usage/tokens';
import { exactCost, once } from './exactCost';
import { holdsAt } from './holdsAt';
import type { MeetingOverrides } from './overridesOf';
import type { PossiblePrice } from './possiblePrices';
import type { PricedCall } from './pricedCall';
import type { Priced, PriceBasis, PriceList, PriceSource } from './priceOutcome';
import type { PriceTable } from './priceTable';

interface Found {
  readonly call: PricedCall;
  readonly tokens: Tokens;
  readonly unit: Unit;
  readonly overrides: MeetingOverrides;
  readonly table: PriceTable;
  /** The first is the one by the moment the call began. */
  readonly possible: readonly PossiblePrice[];
  readonly source: PriceSource;
}

export function pricedFrom({ call, tokens, unit, overrides, table, possible, source }: Found): Priced {
  const { factor = once, perRequest = 0 } = overrides;
  const costs = possible.flatMap((price) => tokensToPrice(call, tokens, price).map((counted) => costAt(price, counted)));
  const [amount = micros(0)] = costs;
  return {
    kind: 'priced',
    unit,
    amount,
    least: micros(Math.min(...costs)),
    most: micros(Math.max(...costs)),
    source,
    basis: basisOf(call, table, possible, factor),
    list: listOf(call, unit, table, possible, overrides),
  };

  function costAt({ prices, peak, service, searches, perThousandSearches }: PossiblePrice, counted: Tokens): Micros {
    return exactCost({
      tokens: counted,
      prices,
      tokenFactors: [peak, service],
      searches,
      perThousandSearches,
      perRequest,
      factor,
    });
  }
}

/** Input that a log does not tell apart may all have come from a cache. */
function tokensToPrice({ mayHoldCache }: PricedCall, tokens: Tokens, { prices }: PossiblePrice): readonly Tokens[] {
  if (mayHoldCache !== true || prices.hit === undefined) return [tokens];
  return [tokens, { ...tokens, input: 0, cacheRead: tokens.cacheRead + tokens.input }];
}

function basisOf({ at }: PricedCall, table: PriceTable, possible: readonly PossiblePrice[], factor: number): PriceBasis {
  const [first] = possible;
  const hasPeak = first?.row.hasPeak === true && table.peaks.some((rule) => holdsAt(rule, at));
  const peaks = new Set(possible.map(({ peak }) => peak !== once));
  return {
    provider: table.provider || null,
    model: first?.row.model ?? null,
    page: table.page || null,
    checked: (first?.row.checked ?? table.checked) || null,
    peak: !hasPeak ? 'none' : peaks.size > 1 ? 'either' : peaks.has(true) ? 'peak' : 'offPeak',
    inputAbove: first?.tier.inputAbove ?? 0,
    factor,
  };
}

function listOf(
  { at }: PricedCall,
  unit: Unit,
  { peaks, searches }: PriceTable,
  [first]: readonly PossiblePrice[],
  { peak, perThousandSearches, perRequest = 0 }: MeetingOverrides,
): PriceList | null {
  if (first === undefined) return null;
  const { row } = first;
  const listed = searches.find((fee) => holdsAt(fee, at))?.perThousand[unit];
  return {
    tiers: row.tiers[unit] ?? [],
    from: row.from,
    to: row.to,
    peak: row.hasPeak === true && peak !== false ? (peaks.find((rule) => holdsAt(rule, at)) ?? null) : null,
    perThousandSearches: perThousandSearches ?? listed ?? null,
    perRequest,
  };
}
