import type { PriceTier } from './priceTable';

type Count = number | null;

/** As the build puts it here; what is null has no price. */
export type PackedTier = readonly [inputAbove: number, miss: number, out: number, hit?: Count, write5m?: Count, write1h?: Count];

export function unpackedTier([inputAbove, miss, out, hit = null, write5m = null, write1h = null]: PackedTier): PriceTier {
  return {
    inputAbove,
    prices: {
      miss,
      out,
      ...(hit === null ? {} : { hit }),
      ...(write5m === null ? {} : { write5m }),
      ...(write1h === null ? {} : { write1h }),
    },
  };
}
