import { wholeInput, type Tokens } from '../usage/tokens';
import type { EpochMs } from '../time/epoch';
import { lacking, once } from './exactCost';
import { holdsAt } from './holdsAt';
import { peakFactors } from './peakFactors';
import type { UnpricedReason } from './priceOutcome';
import type { Factor, PriceRow, PriceTier, TokenPrices } from './priceTable';
import type { PricedCall } from './pricedCall';
import type { ModelPrices } from './prices';

/** One way in which a call may have been priced. */
export interface PossiblePrice {
  readonly row: PriceRow;
  readonly tier: PriceTier;
  readonly prices: TokenPrices;
  readonly peak: Factor;
  readonly service: Factor;
  /** How many are paid by the thousand, and what a thousand costs. */
  readonly searches: number;
  readonly perThousandSearches: number;
}

/** Whether a call's beginning or its end decides on its price is said by nobody, and clocks differ. */
const borderMs = 10 * 60_000;

interface Wanted {
  readonly call: PricedCall;
  readonly tokens: Tokens;
  readonly unit: string;
  /** false: the person says that there are no peak hours. */
  readonly peak?: boolean | undefined;
  /** The person's own fee for searches. */
  readonly perThousandSearches?: number | undefined;
}

/** All prices that may have been taken, the one by the moment the call began first; or why there is none. */
export function possiblePrices(model: ModelPrices, wanted: Wanted): readonly PossiblePrice[] | UnpricedReason {
  const { at } = wanted.call;
  const first = pricesAt(model, wanted, at);
  if (typeof first === 'string') return first;
  const near = [at - borderMs, at + borderMs].map((moment) => pricesAt(model, wanted, moment));
  const others = near.flatMap((prices) => (typeof prices === 'string' ? [] : prices));
  // Nearly always the same three times, and each is reckoned.
  return [...first, ...others.filter((other) => !first.some((one) => isSame(one, other)))];
}

function isSame(a: PossiblePrice, b: PossiblePrice): boolean {
  return (
    a.tier === b.tier &&
    a.peak === b.peak &&
    a.service === b.service &&
    a.searches === b.searches &&
    a.perThousandSearches === b.perThousandSearches
  );
}

function pricesAt({ table, rows }: ModelPrices, wanted: Wanted, at: EpochMs): readonly PossiblePrice[] | UnpricedReason {
  const { call, tokens, unit } = wanted;
  const row = rows.find((one) => holdsAt(one, at));
  if (!row) return 'noPriceThen';
  const all = Object.hasOwn(row.tiers, unit) ? row.tiers[unit] : undefined;
  if (!all) return 'noPriceInUnit';
  const tiers = tiersFor(all, call, tokens);
  const lack = tiers.map(({ prices }) => lacking(tokens, prices)).find((reason) => reason !== null);
  if (lack !== undefined) return lack;
  const services = serviceFactors(row, call.serviceTier);
  if (services.length === 0) return 'noServiceTierPrice';
  const listed = table.searches.find((one) => holdsAt(one, at));
  const searches = (call.webSearches ?? 0) + (listed?.isForFetches === true ? (call.webFetches ?? 0) : 0);
  const fee = wanted.perThousandSearches ?? listed?.perThousand[unit];
  if (searches > 0 && fee === undefined) return 'noSearchPrice';
  const peaks = row.hasPeak === true && wanted.peak !== false ? peaksFor(table.peaks, call, at) : [once];
  return tiers.flatMap((tier) =>
    services.flatMap((service) =>
      peaks.map((peak) => ({
        row,
        tier,
        prices: tier.prices,
        peak,
        service,
        searches,
        perThousandSearches: searches > 0 ? (fee ?? 0) : 0,
      })),
    ),
  );
}

/** Of several calls together nobody knows how large each one was, nor when. */
function tiersFor(tiers: readonly PriceTier[], { quality }: PricedCall, tokens: Tokens): readonly PriceTier[] {
  const input = wholeInput(tokens);
  const reached = tiers.filter(({ inputAbove }) => inputAbove === 0 || input > inputAbove);
  return quality === 'total' ? reached : reached.slice(-1);
}

function peaksFor(rules: Parameters<typeof peakFactors>[0], { quality }: PricedCall, at: EpochMs): readonly Factor[] {
  const factors = peakFactors(rules, at);
  if (quality !== 'total') return factors;
  return [...new Set([...factors, once, ...rules.filter((rule) => holdsAt(rule, at)).map(({ factor }) => factor)])];
}

const ordinaryTiers: ReadonlySet<string> = new Set(['', 'standard', 'default', 'normal']);
/** The provider chose, and the log does not tell what. */
const anyTier = 'auto';
/**
 * Served in the US alone, which costs a tenth more beside the tier before it with every model that can be asked for it.
 * @see https://platform.claude.com/docs/en/about-claude/pricing
 */
const inUs = '+us';

/** Empty: the call says by name that it was not served as usual, and nobody knows what that costs. */
function serviceFactors(row: PriceRow, tier = ''): readonly Factor[] {
  const { serviceTiers = {} } = row;
  const name = tier.toLowerCase();
  if (name.endsWith(inUs)) return serviceFactors(row, name.slice(0, -inUs.length)).map((factor) => Math.round(factor * 1.1));
  if (ordinaryTiers.has(name)) return [once];
  if (name === anyTier) return [once, ...Object.values(serviceTiers)];
  return Object.hasOwn(serviceTiers, name) ? [serviceTiers[name] ?? once] : [];
}
