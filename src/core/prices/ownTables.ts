import type { EpochMs } from '../time/epoch';
import { unpackedTier, type PackedTier } from './packedTier';
import type { PriceRow, PriceTable } from './priceTable';

/** Names are set apart by blanks, the model's own first. */
interface PackedRow extends Pick<PriceRow, 'hasPeak' | 'checked' | 'serviceTiers'> {
  readonly names: string;
  readonly from?: EpochMs | null;
  readonly to?: EpochMs | null;
  readonly tiers: Readonly<Record<string, readonly PackedTier[]>>;
}

declare const __PRICE_TABLES__: readonly (Omit<PriceTable, 'rows'> & { readonly rows: readonly PackedRow[] })[];

/** The files in `prices/`, put here by the build (`scripts/priceTables.mjs`) and checked by a test. */
export const ownTables: readonly PriceTable[] = __PRICE_TABLES__.map((table) => ({ ...table, rows: table.rows.map(row) }));

function row({ names: joined, from = null, to = null, tiers, ...own }: PackedRow): PriceRow {
  const names = joined.split(' ');
  const byUnit = Object.entries(tiers).map(([unit, of]) => [unit, of.map(unpackedTier)] as const);
  return { ...own, model: names[0] ?? '', names, from, to, tiers: Object.fromEntries(byUnit) };
}
