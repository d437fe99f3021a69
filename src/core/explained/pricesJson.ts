import { micros, toDecimal } from '../money/money';
import { isoSecond } from '../time/isoTime';
import type { ModelPrice } from './modelPrices';

/** For scripts: prices for a million tokens as exact decimal text, times in UTC. */
export function pricesJson(prices: readonly ModelPrice[]): readonly object[] {
  return prices.map(({ tool, provider, model, unit, account, calls, use, price }) => ({
    tool,
    provider: provider?.name ?? null,
    evidence: provider?.evidence ?? null,
    model,
    unit,
    account,
    calls,
    use,
    ...(price === null || typeof price === 'string' ? { source: null, why: price } : pricedJson(price, unit)),
  }));
}

function pricedJson({ source, basis, list }: Exclude<ModelPrice['price'], string | null>, unit: ModelPrice['unit']): object {
  const text = (amount: number | undefined): string | null => (amount === undefined ? null : toDecimal(micros(amount), unit));
  const time = (at: number | null): string | null => (at === null ? null : isoSecond(at));
  return {
    source,
    pricedAs: basis.model,
    page: basis.page,
    checked: basis.checked,
    factor: basis.factor / 1_000_000,
    from: time(list?.from ?? null),
    to: time(list?.to ?? null),
    peakFactor: list?.peak ? list.peak.factor / 1_000_000 : null,
    perMillionTokens: list?.tiers.map(({ inputAbove, prices: { miss, hit, write5m, write1h, out } }) => ({
      inputAbove,
      input: text(miss),
      cacheRead: text(hit),
      cacheWrite5m: text(write5m),
      cacheWrite1h: text(write1h),
      output: text(out),
    })),
  };
}
