import type { Unit } from '../money/money';
import type { Priced, PriceOutcome, UnpricedReason } from '../prices/priceOutcome';
import type { CountedCall } from '../usage/countedCall';
import type { LoggedProvider } from '../usage/loggedCall';
import type { PriceIn } from './priceIn';

/** Which price some calls of one model got, and why. */
export interface ModelPrice {
  readonly tool: string;
  readonly provider: LoggedProvider | null;
  /** As logged. */
  readonly model: string | null;
  readonly unit: Unit;
  /** That a person says pays. */
  readonly account: string | null;
  readonly calls: number;
  readonly use: 'pay' | 'plan' | 'ignored';
  /** Or why there is none. Of a plan: by which it would have been reckoned. */
  readonly price: Pick<Priced, 'source' | 'basis' | 'list'> | UnpricedReason | null;
}

export interface ModelPrices {
  readonly add: (counted: CountedCall, how: PricedHow) => void;
  /** By tool, provider and model. */
  readonly all: () => readonly ModelPrice[];
}

interface PricedHow {
  readonly priceIn: PriceIn;
  /** The account that a person says pays. */
  readonly booked: string | null;
  /** The units of accounts that may have paid: there it matters too that there is no price. */
  readonly paidIn: readonly Unit[];
}

interface Line extends Omit<ModelPrice, 'calls'> {
  calls: number;
  /** Where there is no price: whether that matters. */
  isTold: boolean;
}

export function modelPrices(units: readonly Unit[]): ModelPrices {
  const models = new Map<string, Map<string, Line>>();
  return {
    add: (counted, { priceIn, booked: account, paidIn }) => {
      const { tool, call } = counted;
      const { provider, model } = call;
      const key = `${tool}\n${provider?.name ?? ''}\n${provider?.evidence ?? ''}\n${model ?? ''}`;
      const lines = models.get(key) ?? new Map<string, Line>();
      models.set(key, lines);
      const all = [...new Set([...paidIn, ...units, ...call.costs.map((cost) => cost.unit)])];
      // That there is no price in a currency in which nobody pays tells nothing where there is one in another.
      const isUnpriced = all.every((unit) => !isPriced(shownOf(priceIn(unit))));
      for (const [index, unit] of all.entries()) {
        const outcome = priceIn(unit);
        const name = `${unit}\n${account ?? ''}\n${signOf(outcome)}`;
        const line = lines.get(name) ?? { tool, provider, model, unit, account, ...shownOf(outcome), calls: 0, isTold: false };
        line.calls += Number(call.kind === 'call');
        line.isTold ||= paidIn.includes(unit) || (isUnpriced && index === 0);
        lines.set(name, line);
      }
    },
    all: () =>
      [...models]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([, lines]) => [...lines.values()].flatMap(({ isTold, ...line }) => (isPriced(line) || isTold ? [line] : []))),
  };
}

function isPriced({ price }: Pick<ModelPrice, 'price'>): boolean {
  return typeof price === 'object' && price !== null;
}

/** Two calls with the same were priced alike, but for the hour and the size of each. */
function signOf(outcome: PriceOutcome): string {
  const { use, price } = shownOf(outcome);
  if (price === null || typeof price === 'string') return `${use}\n${price ?? ''}`;
  const { source, basis, list } = price;
  return `${use}\n${source}\n${basis.provider ?? ''}\n${basis.model ?? ''}\n${list?.from ?? ''}\n${basis.factor}`;
}

function shownOf(outcome: PriceOutcome): Pick<ModelPrice, 'use' | 'price'> {
  switch (outcome.kind) {
    case 'ignored':
      return { use: 'ignored', price: null };
    case 'plan':
      return { ...shownOf(outcome.equivalent), use: 'plan' };
    case 'unpriced':
      return { use: 'pay', price: outcome.why };
    case 'priced':
      return { use: 'pay', price: { source: outcome.source, basis: outcome.basis, list: outcome.list } };
  }
}
