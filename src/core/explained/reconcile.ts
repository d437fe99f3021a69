import { micros, type Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { hourMs } from '../time/durations';
import { noCalls, type MadeBetween } from './callsBetween';
import type { SpendSpan } from './spendSpan';
import type { UseBetween, UsesSum } from './usesInOrder';

/**
 * What logs say of what was spent between two readings. `reconciled`: within the tolerance. `unexplained`: more was spent than calls in
 * these logs can have cost. `idleSpend`: the same, and no tool made any call meanwhile: all logs of that time were read. `over`: the calls
 * would have cost more than was spent. `settling`: the provider may still be booking. `notComparable`: a top-up hides how much was spent,
 * and calls would have cost more than is seen.
 */
export type ReconcileState = 'reconciled' | 'unexplained' | 'idleSpend' | 'over' | 'settling' | 'notComparable';

export interface Reconciliation {
  /** What calls cost that were certainly booked within the span. */
  readonly explainedMin: Micros;
  /** What calls cost that can have been booked within it. */
  readonly explainedMax: Micros;
  /** Differences up to here say nothing: the balance is rounded, and some calls are in no log. */
  readonly tolerance: Micros;
  /** Calls that can have been booked within it, whose tokens are in no log. */
  readonly unmeasured: number;
  /** Calls with tokens and no price. */
  readonly unpriced: number;
  readonly state: ReconcileState;
  readonly unexplainedAtLeast: Micros | null;
  readonly logsExceedBy: Micros | null;
  /** Every log was read that may hold calls of then. */
  readonly isAllRead: boolean;
}

export interface ReconcileRule {
  /** How long the provider may take to book a call. */
  readonly settleMs: number;
  /** One unit of the last digit that the balance shows. */
  readonly quantum: Micros;
  readonly now: EpochMs;
  /** Calls of whatever tool and provider: while one was made, nobody was away. */
  readonly madeBetween?: MadeBetween;
}

/** An hour: one provider was seen to book half an hour late, and none was measured to take longer. */
export const usualSettleMs = hourMs;

/** Until how long after a call began money may go for it: a log does not tell when it ended, and it may go on for half an hour. */
export const inUseMs = 1.5 * usualSettleMs;

/**
 * A drop of a balance is of calls from up to an hour earlier, so what explains it is a range: only what lies outside of it, and of the
 * tolerance, is a difference.
 */
export function reconcile(span: SpendSpan, uses: UseBetween, rule: ReconcileRule): Reconciliation {
  const { settleMs } = rule;
  return compare(
    span,
    uses(span.from.last, span.to.first - settleMs, 'within'),
    uses(span.from.first - settleMs, span.to.last, 'into'),
    rule,
  );
}

/** @param certain calls that were certainly booked within the span, @param possible those that can have been */
export function compare(span: SpendSpan, certain: UsesSum, possible: UsesSum, rule: ReconcileRule): Reconciliation {
  const { settleMs, quantum, now, madeBetween = noCalls } = rule;
  const tolerance = micros(Math.max(2 * quantum, Math.floor(span.spent / 50)));
  const found = {
    explainedMin: certain.least,
    explainedMax: possible.most,
    tolerance,
    unmeasured: possible.unmeasured,
    unpriced: possible.unpriced,
  };
  const missing = span.spent - possible.most;
  const surplus = certain.least - span.spent;
  const isOver = surplus > tolerance;
  const made = madeBetween(span.from.first - inUseMs, span.to.last);
  return {
    ...found,
    state: stateOf(),
    unexplainedAtLeast: missing > tolerance && now >= span.to.last + settleMs ? micros(missing) : null,
    logsExceedBy: isOver && now >= span.to.last + settleMs ? micros(surplus) : null,
    isAllRead: made !== null,
  };

  function stateOf(): ReconcileState {
    if (now < span.to.last + settleMs) return 'settling';
    if (missing > tolerance) return possible.calls === 0 && made === 0 ? 'idleSpend' : 'unexplained';
    if (isOver) return span.atLeast ? 'notComparable' : 'over';
    return 'reconciled';
  }
}
