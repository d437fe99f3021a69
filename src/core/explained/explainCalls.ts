import { unit, type Unit } from '../money/money';
import { listTables } from '../prices/listTables';
import type { FindMeant } from '../prices/meantSite';
import { ownTables } from '../prices/ownTables';
import { priceCall } from '../prices/priceCall';
import type { PriceOverride } from '../prices/priceOverride';
import { overridesOf } from '../prices/overridesOf';
import { indexPrices, type Prices } from '../prices/prices';
import type { EpochMs } from '../time/epoch';
import type { CountedCall } from '../usage/countedCall';
import type { BookedCall, ExplainedGroup } from './explainedGroup';
import { explainGroup } from './explainGroup';
import type { PriceIn } from './priceIn';
import type { PlacedGroup } from './spendingGroups';
import { usageTotals, type UsageTotal } from './usageTotals';

const priceUnits: readonly Unit[] = [
  ...new Set(['USD', ...ownTables.flatMap(({ rows }) => rows.flatMap(({ tiers }) => Object.keys(tiers)))]),
].map((name) => unit(name));

export interface CallsToExplain {
  /** From `callsSince` on. */
  readonly calls: Iterable<CountedCall>;
  /** Totals leave out what was before. */
  readonly since: EpochMs;
  /** Each has a total, whether or not there are calls of it. */
  readonly tools: readonly string[];
  readonly groups: readonly PlacedGroup[];
  readonly meant: FindMeant;
  readonly overrides: readonly PriceOverride[];
  readonly now: EpochMs;
}

export interface ExplainedCalls {
  readonly totals: ReadonlyMap<string, UsageTotal>;
  readonly groups: readonly ExplainedGroup[];
}

/** What the calls of all tools come to, and what they account for of what was spent. */
export function explainCalls({ calls, since, tools, groups, meant, overrides, now }: CallsToExplain): ExplainedCalls {
  const prices = indexPrices({ own: ownTables, list: listTables, overrides, meant });
  const priceIn: PriceIn = ({ tool, call }, name) => priceCall(call, name, prices, { tool });
  const totals = new Map(tools.map((tool) => [tool, usageTotals(priceUnits, priceIn)]));
  const ofGroups = groups.map((group): { readonly group: PlacedGroup; readonly calls: BookedCall[] } => ({ group, calls: [] }));
  for (const counted of calls) {
    if (counted.call.at >= since) totals.get(counted.tool)?.add(counted);
    for (const one of ofGroups) {
      const booking = bookingOn(one.group, counted, prices);
      if (booking !== 'none') one.calls.push({ counted, isGuess: booking === 'guess' });
    }
  }
  return {
    totals: new Map([...totals].map(([tool, total]) => [tool, total.total()])),
    groups: ofGroups.map((one) => explainGroup(one.group, one.calls, priceIn, now)),
  };
}

/**
 * What a model's name alone suggests is booked on no account by its balance, as a subscription may cover it. Where the provider says
 * itself that money was spent, it may explain that; and where the person says that it is paid for, it counts.
 */
function bookingOn(
  { place, unit: name, reported }: PlacedGroup,
  { tool, call }: CountedCall,
  prices: Prices,
): 'certain' | 'guess' | 'none' {
  if (call.provider === null) return 'none';
  const site = prices.meant(call.provider);
  if (site?.provider !== place.provider || (site.site !== null && place.site !== null && site.site !== place.site)) return 'none';
  if (call.provider.evidence !== 'model' || isPaid()) return 'certain';
  return reported === null ? 'none' : 'guess';

  function isPaid(): boolean {
    return overridesOf(prices.overrides, { call, unit: name, provider: place.provider, paidBy: { tool } }).use === 'pay';
  }
}
