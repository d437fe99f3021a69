import { unpackedTier, type PackedTier } from './packedTier';
import type { PriceRow } from './priceTable';
import type { ListTable } from './prices';

type Count = number | null;
type PackedRow = readonly [isDated: 0 | 1, tiers: readonly PackedTier[], from?: Count, to?: Count];
type PackedTable = readonly [
  provider: string,
  names: readonly string[],
  page: string,
  checked: string,
  perThousandSearches: Count,
  /** Of each row, set apart by blanks, and rows by commas: together they pack smaller than each in its row. */
  namesOfRows: string,
  rows: readonly PackedRow[],
];

/** As small as it can be: several hundred models, most of which nobody here uses. */
declare const __LIST_TABLES__: readonly PackedTable[];

/** What a public list says of providers and models that we have no table of, put here by the build (`scripts/listTables.mjs`). USD alone. */
export const listTables: readonly ListTable[] = __LIST_TABLES__.map(([provider, names, page, checked, searches, ofRows, rows]) => ({
  provider,
  names,
  page,
  checked,
  until: null,
  rows: ofRows.split(',').map((joined, index) => row(joined.split(' '), rows[index])),
  peaks: [],
  searches: searches === null ? [] : [{ from: null, to: null, perThousand: { USD: searches } }],
}));

function row(names: readonly string[], [isDated, tiers, from = null, to = null]: PackedRow = [0, []]): PriceRow {
  return { model: names[0] ?? '', names, ...(isDated === 1 ? { isDated: true } : {}), from, to, tiers: { USD: tiers.map(unpackedTier) } };
}
