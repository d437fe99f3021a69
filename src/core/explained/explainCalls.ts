import { unit, type Unit } from '../money/money';
import { listTables } from '../prices/listTables';
import type { FindMeant } from '../prices/meantSite';
import { ownTables } from '../prices/ownTables';
import { priceCall } from '../prices/priceCall';
import type { PriceOverride } from '../prices/priceOverride';
import { indexPrices } from '../prices/prices';
import type { EpochMs } from '../time/epoch';
import type { CountedCall } from '../usage/countedCall';
import type { LoggedProvider } from '../usage/loggedCall';
import { explainGroup, type ExplainedGroup } from './explainGroup';
import type { PriceIn } from './priceIn';
import type { PlacedGroup } from './spendingGroups';
import { usageTotals, type UsageTotal } from './usageTotals';

const priceUnits: readonly Unit[] = [
  ...new Set(['USD', ...ownTables.flatMap(({ rows }) => rows.flatMap(({ tiers }) => Object.keys(tiers)))]),
].map((name) => unit(name));

export interface CallsToExplain {
  readonly calls: Iterable<CountedCall>;
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
export function explainCalls({ calls, tools, groups, meant, overrides, now }: CallsToExplain): ExplainedCalls {
  const prices = indexPrices({ own: ownTables, list: listTables, overrides, meant });
  const priceIn: PriceIn = ({ tool, call }, name) => priceCall(call, name, prices, { tool });
  const totals = new Map(tools.map((tool) => [tool, usageTotals(priceUnits, priceIn)]));
  const ofGroups = groups.map((group): { readonly group: PlacedGroup; readonly calls: CountedCall[] } => ({ group, calls: [] }));
  for (const counted of calls) {
    totals.get(counted.tool)?.add(counted);
    for (const one of ofGroups) if (isBookedOn(one.group, counted.call.provider, meant)) one.calls.push(counted);
  }
  return {
    totals: new Map([...totals].map(([tool, total]) => [tool, total.total()])),
    groups: ofGroups.map((one) => explainGroup(one.group, one.calls, priceIn, now)),
  };
}

/** What a model's name alone suggests is booked on no account. */
function isBookedOn({ place }: PlacedGroup, provider: LoggedProvider | null, meant: FindMeant): boolean {
  if (provider === null || provider.evidence === 'model') return false;
  const site = meant(provider);
  return site?.provider === place.provider && (site.site === null || place.site === null || site.site === place.site);
}
