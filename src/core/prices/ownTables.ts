import { unpackedTier, type PackedTier } from './packedTier';
import type { PriceRow, PriceTable } from './priceTable';

/** Names are set apart by blanks, the model's own first; what is left out of the rest is null or absent. */
type PackedRow = readonly [names: string, tiers: Readonly<Record<string, readonly PackedTier[]>>, rest?: Partial<PriceRow>];
type PackedTable = readonly [table: Omit<PriceTable, 'rows'>, rows: readonly PackedRow[]];

declare const __PRICE_TABLES__: readonly PackedTable[];

/** The files in `prices/`, put here by the build (`scripts/priceTables.mjs`) and checked by a test. */
export const ownTables: readonly PriceTable[] = __PRICE_TABLES__.map(([table, rows]) => ({ ...table, rows: rows.map(row) }));

function row([joined, packed, rest]: PackedRow): PriceRow {
  const names = joined.split(' ');
  const tiers = Object.fromEntries(Object.entries(packed).map(([unit, all]) => [unit, all.map(unpackedTier)]));
  return { model: names[0] ?? '', names, from: null, to: null, tiers, ...rest };
}
