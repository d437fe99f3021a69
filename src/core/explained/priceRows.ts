import { micros, toDecimal } from '../money/money';
import type { Translate } from '../text/translate';
import type { EpochMs } from '../time/epoch';
import type { ModelPrice } from './modelPrices';
import { priceWords } from './priceWords';

/** One line of the table of prices: a model in one currency, up to a size of its input. Prices are for a million tokens. */
export interface PriceRow {
  readonly provider: string;
  readonly model: string;
  readonly unit: string;
  readonly input: string;
  readonly cacheRead: string;
  readonly cacheWrite: string;
  readonly cacheWrite1h: string;
  readonly output: string;
  readonly tools: readonly string[];
  readonly calls: number;
  readonly why: readonly string[];
  /** Where the price stands; null where that is no page. */
  readonly page: string | null;
}

const none = '–';

/** Tools that called the same model at the same prices share a row. */
export function priceRows(
  prices: readonly ModelPrice[],
  { now, toolName, t }: { readonly now: EpochMs; readonly toolName: (tool: string) => string; readonly t: Translate },
): readonly PriceRow[] {
  const rows = new Map<string, PriceRow>();
  for (const one of prices)
    for (const { tools, calls, ...row } of rowsOf(one)) {
      const key = JSON.stringify(row);
      const known = rows.get(key);
      rows.set(key, { ...row, tools: [...(known?.tools ?? []), ...tools], calls: (known?.calls ?? 0) + calls });
    }
  return [...rows.values()].sort((a, b) => Number(a.provider > b.provider) - Number(a.provider < b.provider));

  function rowsOf(one: ModelPrice): readonly PriceRow[] {
    const { provider, model, unit, calls, price, tool } = one;
    const about = { provider: provider?.name ?? t('provider not logged'), model: model ?? t('model not logged'), unit };
    const counted = { tools: [toolName(tool)], calls };
    const [basis, list] = price !== null && typeof price === 'object' ? [price.basis, price.list] : [null, null];
    const last = { ...counted, why: priceWords(one, now, t), page: basis?.page ?? null };
    if (list === null || list.tiers.length === 0)
      return [{ ...about, input: none, cacheRead: none, cacheWrite: none, cacheWrite1h: none, output: none, ...last }];
    return list.tiers.map(({ inputAbove, prices: { miss, hit, write5m, write1h, out } }) => ({
      ...about,
      input: amount(miss),
      cacheRead: amount(hit),
      cacheWrite: amount(write5m),
      cacheWrite1h: amount(write1h),
      output: amount(out),
      ...last,
      why: inputAbove === 0 ? last.why : [t('calls with more than {tokens} tokens of input', { tokens: inputAbove })],
    }));

    function amount(price: number | undefined): string {
      return price === undefined ? none : toDecimal(micros(price), unit);
    }
  }
}
