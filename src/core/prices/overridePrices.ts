import type { PriceRow, PriceTable, TokenPrices } from './priceTable';
import type { ModelPrices } from './prices';

/** A person's own prices as a table of one row. */
export function overridePrices(
  prices: TokenPrices,
  unit: string,
  { model, from, to, peaks }: Pick<PriceRow, 'model' | 'from' | 'to'> & Pick<PriceTable, 'peaks'>,
): ModelPrices {
  return {
    table: { provider: '', page: '', checked: '', until: null, rows: [], peaks, searches: [] },
    rows: [{ model, names: [], from, to, tiers: { [unit]: [{ inputAbove: 0, prices }] }, hasPeak: true }],
  };
}
