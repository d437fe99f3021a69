import type { Unit } from '../money/money';
import { once, timesFactor } from './exactCost';
import type { PricedCall } from './pricedCall';
import type { Priced, PriceBasis } from './priceOutcome';

const reportedWhole: PriceBasis = { provider: null, model: null, page: null, checked: null, peak: 'none', inputAbove: 0, factor: once };

/**
 * An amount that stands in the log, in that unit. Of a tool, 0 says that the tool had no price or counts on a plan, never that the call
 * was free.
 * @param factor of the person, for what a tool reckoned
 */
export function costInLog({ costs }: PricedCall, unit: Unit, source: 'provider' | 'tool', factor = once): Priced | undefined {
  const cost = costs.find((one) => one.source === source && one.unit === unit && (source === 'provider' || one.amount > 0));
  if (!cost) return undefined;
  const amount = timesFactor(cost.amount, factor);
  return { kind: 'priced', unit, amount, least: amount, most: amount, source, basis: { ...reportedWhole, factor }, list: null };
}
