import type { Unit } from '../money/money';
import type { CountedCall } from '../usage/countedCall';
import type { ProviderEvidence } from '../usage/loggedCall';
import { loggedName } from '../usage/loggedName';
import type { PriceIn } from './priceIn';
import { anyUnit, usageTotals, type UsageTotal, type UsageTotals } from './usageTotals';

/**
 * Calls of one tool whose log does not tell who was called by what key: a provider by the name of the model alone, none, or a gateway. A
 * person may say whether a key or a plan pays; until then what they would have cost is never added.
 */
export interface AskedPayer {
  readonly tool: string;
  /** In small letters: as logged, or as the model suggests it; `not-logged` where nothing does. */
  readonly provider: string;
  /** null: no log names it. */
  readonly evidence: ProviderEvidence | null;
  /** `open`: nobody said. */
  readonly paidBy: 'open' | 'plan' | 'account';
  /** What a person said, by its id. */
  readonly account: string | null;
  readonly total: UsageTotal;
}

export interface PayersAsked {
  readonly add: (counted: CountedCall, booked: string | null, priceIn: PriceIn) => void;
  /** The largest first. */
  readonly all: () => readonly AskedPayer[];
}

export function payersAsked(units: readonly Unit[]): PayersAsked {
  const rows = new Map<string, Omit<AskedPayer, 'total'> & { readonly totals: UsageTotals }>();
  return {
    add: (counted, booked, priceIn) => {
      const { tool, call } = counted;
      const { kind } = priceIn(anyUnit);
      if (kind === 'ignored') return;
      const [provider, evidence] = [loggedName(call.provider), call.provider?.evidence ?? null];
      const paidBy = kind === 'plan' ? 'plan' : booked === null ? 'open' : 'account';
      const key = JSON.stringify([tool, provider, evidence, paidBy, booked]);
      const row = rows.get(key) ?? { tool, provider, evidence, paidBy, account: booked, totals: usageTotals(units) };
      row.totals.add(counted, priceIn);
      rows.set(key, row);
    },
    all: () =>
      [...rows.values()]
        .map(({ totals, ...row }) => ({ ...row, total: totals.total() }))
        .sort((a, b) => callsOf(b) - callsOf(a) || (a.tool < b.tool ? -1 : 1)),
  };
}

function callsOf({ total }: AskedPayer): number {
  return total.calls + total.unmeasured;
}
