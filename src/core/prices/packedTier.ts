import type { PriceTier, TokenPrices } from './priceTable';

type Multiple = number | null;
/** As small as it can be: the price of what was not cached in whole units of its currency, and all others as multiples of it. */
export type PackedTier = readonly [inputAbove: number, miss: number, out: number, hit?: Multiple, write5m?: Multiple, write1h?: Multiple];

/** What `scripts/packedTier.mjs` packed, which makes sure that each price comes out as it was. */
export function unpackedTier([inputAbove, ofMiss, out, ...others]: PackedTier): PriceTier {
  const miss = Math.round(ofMiss * 1e6);
  const [hit, write5m, write1h] = others.map((multiple) =>
    multiple === null || multiple === undefined ? undefined : Math.round(multiple * miss),
  );
  const prices: TokenPrices = {
    miss,
    out: Math.round(out * miss),
    ...(hit === undefined ? {} : { hit }),
    ...(write5m === undefined ? {} : { write5m }),
    ...(write1h === undefined ? {} : { write1h }),
  };
  return { inputAbove, prices };
}
