import type { PeakRule, TokenPrices } from './priceTable';
import type { ModelPrices } from './prices';

/** A person's own prices as a table of one row. */
export function overridePrices(prices: TokenPrices, unit: string, model: string, peaks: readonly PeakRule[] = []): ModelPrices {
  return {
    table: { provider: '', page: '', checked: '', until: null, rows: [], peaks, searches: [] },
    rows: [{ model, names: [], from: null, to: null, tiers: { [unit]: [{ inputAbove: 0, prices }] }, hasPeak: true }],
  };
}
