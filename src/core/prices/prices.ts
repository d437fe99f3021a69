import type { FindMeant, NamedProvider } from './meantSite';
import { readOverride, type ReadOverride } from './overridesOf';
import type { PriceOverride } from './priceOverride';
import type { PriceRow, PriceTable } from './priceTable';

/** A provider of a public list, by the names and hosts that logs have for it. */
export interface ListTable extends PriceTable {
  readonly names: readonly string[];
}

export interface PriceSources {
  readonly own: readonly PriceTable[];
  readonly list: readonly ListTable[];
  readonly overrides: readonly PriceOverride[];
  readonly meant: FindMeant;
}

/** Rows of one model, and the table that they are in. */
export interface ModelPrices {
  readonly table: PriceTable;
  readonly rows: readonly PriceRow[];
}

/** Prices as they are looked up: made once for many calls. */
export interface Prices {
  readonly meant: FindMeant;
  readonly overrides: readonly ReadOverride[];
  /** @param provider one of ours */
  readonly own: (provider: string) => ModelFinder | undefined;
  readonly list: (logged: NamedProvider) => ModelFinder | undefined;
  /** Whether any table has a price of it, whoever the provider is. */
  readonly knows: (model: string) => boolean;
}

export interface ModelFinder {
  readonly table: PriceTable;
  readonly find: (model: string) => ModelPrices | undefined;
}

export function indexPrices({ own, list, overrides, meant }: PriceSources): Prices {
  const ownById = new Map(own.map((table) => [table.provider, finderOf(table)]));
  const listFinders = list.map((table) => ({ table, finder: finderOf(table) }));
  const listByName = new Map(listFinders.flatMap(({ table, finder }) => table.names.map((name) => [name, finder] as const)));
  // A provider of ours is in the list under whichever of its names the list knows.
  const listById = new Map(
    listFinders.flatMap(({ table, finder }) =>
      table.names.flatMap((name) => {
        const found = meant({ name });
        return found === null ? [] : [[found.provider, finder] as const];
      }),
    ),
  );
  const all = [...ownById.values(), ...listFinders.map(({ finder }) => finder)];
  return {
    meant,
    overrides: overrides.map(readOverride),
    own: (provider) => ownById.get(provider),
    list: (logged) => listByName.get(logged.name.toLowerCase()) ?? listById.get(meant(logged)?.provider ?? ''),
    knows: (model) => all.some(({ find }) => find(model) !== undefined),
  };
}

const datedName = /-(20\d{6}|20\d{2}-\d{2}-\d{2})$/;

function finderOf(table: PriceTable): ModelFinder {
  const rowsByName = new Map<string, PriceRow[]>();
  for (const row of table.rows) for (const name of row.names) rowsByName.set(name, [...(rowsByName.get(name) ?? []), row]);
  const models = new Map([...rowsByName].map(([name, rows]) => [name, { table, rows }] as const));
  return { table, find };

  function find(model: string): ModelPrices | undefined {
    const name = model.toLowerCase();
    const exact = models.get(name);
    if (exact) return exact;
    const undated = datedName.test(name) ? models.get(name.replace(datedName, '')) : undefined;
    return undated?.rows.every(({ isDated }) => isDated === true) === true ? undated : undefined;
  }
}
