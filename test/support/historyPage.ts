import { followBars, type BarsOf, type SpendBars } from '../../src/core/historyPage/historyBars';
import { followSteps } from '../../src/core/historyPage/historyGaps';
import { historyViewInSteps, type HistoryView } from '../../src/core/historyPage/historyView';
import { atOnce } from '../../src/core/history/inSteps';
import type { LedgerEvent } from '../../src/core/ledger/ledgerEvents';

/** The history page's parts of all that there is, at once. */
export function historyView(...parts: Parameters<typeof historyViewInSteps>): HistoryView {
  return atOnce(historyViewInSteps(...parts));
}

export interface AllBarsOf extends BarsOf {
  readonly events: readonly LedgerEvent[];
  readonly now: number;
  readonly gapLimit: number;
}

export function spendBars({ events, now, gapLimit, ...of }: AllBarsOf): SpendBars {
  const bars = followBars(of);
  for (const event of events) bars.add(event);
  return bars.all(now, gapLimit);
}

export function gapLimit(moments: readonly number[]): number {
  const steps = followSteps();
  for (const at of moments) steps.add(at);
  return steps.gapLimit();
}
