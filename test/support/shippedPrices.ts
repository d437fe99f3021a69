import { listTables } from '../../src/core/prices/listTables';
import { meantBy } from '../../src/core/prices/meantProvider';
import { ownTables } from '../../src/core/prices/ownTables';
import type { PriceOverride } from '../../src/core/prices/priceOverride';
import { indexPrices, type Prices } from '../../src/core/prices/prices';
import * as providers from '../../src/providers';

const meant = meantBy(Object.values(providers));

/** The prices that ship, and what a person says of some. */
export function shippedPrices(...overrides: readonly PriceOverride[]): Prices {
  return indexPrices({ own: ownTables, list: listTables, overrides, meant });
}
