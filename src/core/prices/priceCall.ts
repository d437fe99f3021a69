import { unit as unitOf, type Unit } from '../money/money';
import type { Tokens } from '../usage/tokens';
import { costInLog } from './costInLog';
import type { NamedProvider } from './meantSite';
import { overridesOf, type MeetingOverrides } from './overridesOf';
import { overridePrices } from './overridePrices';
import { possiblePrices } from './possiblePrices';
import type { PaidBy, PricedCall } from './pricedCall';
import { pricedFrom } from './pricedFrom';
import type { Priced, PriceOutcome, Unpriced, UnpricedReason } from './priceOutcome';
import type { ModelFinder, Prices } from './prices';

/** The one currency of the public list. */
const listUnit = unitOf('USD');

interface Asked {
  readonly call: PricedCall;
  readonly unit: Unit;
  readonly prices: Prices;
  /** Whose prices are looked up: as logged, or as the person says. */
  readonly priced: NamedProvider | null;
  /** The same as one of ours. */
  readonly provider: string | null;
  readonly overrides: MeetingOverrides;
}

/**
 * What a call cost in a unit, or why nobody here can say: never 0 for what is unknown, never a neighbour's price, never an amount
 * of another unit. In turn: the person's own price, what the provider reported, our table, a public list (in its one currency), what
 * the tool reckoned.
 * @param unit that of the account, by its own readings
 */
export function priceCall(call: PricedCall, unit: Unit, prices: Prices, paidBy: PaidBy = {}): PriceOutcome {
  const overrides = overridesOf(prices.overrides, { call, unit, provider: idOf(call.provider, prices), paidBy });
  if (overrides.use === 'ignore') return { kind: 'ignored' };
  const named = overrides.priceAs === undefined ? call.provider : { name: overrides.priceAs };
  const outcome = priced({ call, unit, prices, priced: named, provider: idOf(named, prices), overrides });
  return overrides.use === 'plan' ? { kind: 'plan', equivalent: outcome } : outcome;
}

function idOf(named: NamedProvider | null, { meant }: Prices): string | null {
  return named === null ? null : (meant(named)?.provider ?? null);
}

function priced(asked: Asked): Priced | Unpriced {
  const { call, unit, overrides } = asked;
  const byPerson = call.tokens === null ? undefined : byOverride(asked, call.tokens);
  if (byPerson) return byPerson;
  const reported = costInLog(call, unit, 'provider');
  if (reported) return reported;
  const found = call.tokens === null ? 'noUsage' : byTables(asked, call.tokens);
  if (typeof found !== 'string') return found;
  return costInLog(call, unit, 'tool', overrides.factor) ?? { kind: 'unpriced', why: found };
}

/** What a person says of a model is not mixed with what others say: a class they give no price for makes the call unpriced. */
function byOverride({ call, unit, prices, provider, overrides }: Asked, tokens: Tokens): Priced | Unpriced | undefined {
  if (overrides.prices === undefined) return undefined;
  const table = provider === null ? undefined : prices.own(provider)?.table;
  const peaks = (overrides.peak === true ? table?.peaks : null) ?? [];
  const model = overridePrices(overrides.prices, unit, { ...overrides, model: overrides.alias ?? call.model ?? '', peaks });
  const possible = possiblePrices(model, { call, tokens, unit, ...overrides });
  if (typeof possible === 'string') return { kind: 'unpriced', why: possible };
  return pricedFrom({ call, tokens, unit, overrides, table: model.table, possible, source: 'override' });
}

function byTables(asked: Asked, tokens: Tokens): Priced | UnpricedReason {
  const { call, unit, prices, priced: named, provider, overrides } = asked;
  if (named === null) return 'noProvider';
  const name = overrides.alias ?? call.model;
  if (name === null) return 'noModel';
  const listed = prices.list(named);
  const own = priceIn(asked, tokens, name, 'own', provider === null ? undefined : prices.own(provider));
  if (own !== null && typeof own !== 'string') return own;
  const list = priceIn(asked, tokens, name, 'list', unit === listUnit ? listed : undefined);
  if (list !== null && typeof list !== 'string') return list;
  // What a table has no price for tells more than that it does not know the model.
  const [why = listed ? 'noPriceInUnit' : 'unknownProvider'] = [own, list]
    .filter((reason) => reason !== null)
    .sort((a, b) => Number(a === 'unknownModel') - Number(b === 'unknownModel'));
  return why;
}

/** null: there is no such table. */
function priceIn(
  { call, unit, overrides }: Asked,
  tokens: Tokens,
  name: string,
  source: 'own' | 'list',
  finder: ModelFinder | undefined,
): Priced | UnpricedReason | null {
  if (!finder) return null;
  const found = finder.find(name);
  if (!found) return 'unknownModel';
  const possible = possiblePrices(found, { call, tokens, unit, ...overrides });
  return typeof possible === 'string' ? possible : pricedFrom({ call, tokens, unit, overrides, table: found.table, possible, source });
}
