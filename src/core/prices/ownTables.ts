import type { PriceTable } from './priceTable';

declare const __PRICE_TABLES__: readonly PriceTable[];

/** The files in `prices/`, put here by the build (`scripts/priceTables.mjs`) and checked by a test. */
export const ownTables = __PRICE_TABLES__;
