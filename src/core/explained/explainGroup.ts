import { orderReadings, type PastReading } from '../history/pastReading';
import type { AccountId } from '../model/accountId';
import { micros, type Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { CountedCall } from '../usage/countedCall';
import { explainedParts, type ExplainedParts } from './explainedParts';
import type { PriceOutcome } from '../prices/priceOutcome';
import type { PriceIn } from './priceIn';
import { reconcile, type Reconciliation } from './reconcile';
import { commonSpans } from './commonSpans';
import { quantumOf, wholeSpan, type SpendSpan } from './spendSpan';
import { usesInOrder, type Use } from './usesInOrder';

/** One account and unit whose spend is to be explained. */
export interface SpendingAccount {
  readonly account: AccountId;
  readonly unit: Unit;
  readonly readings: readonly PastReading[];
}

/**
 * Accounts that logs cannot tell apart: no log names a key. Several of one provider and unit are explained together.
 */
export interface SpendingGroup {
  readonly accounts: readonly SpendingAccount[];
  readonly unit: Unit;
  readonly settleMs: number;
  /** The same calls may have been paid in another unit of these accounts. */
  readonly mayBePaidElsewhere: boolean;
}

export interface ExplainedSpan extends Reconciliation {
  readonly span: SpendSpan;
}

export interface ExplainedGroup {
  readonly accounts: readonly AccountId[];
  readonly unit: Unit;
  readonly settleMs: number;
  /** Between each two readings, oldest first. */
  readonly spans: readonly ExplainedSpan[];
  /** From the first reading to the last one that is settled, or that there is; null where there are not two. */
  readonly whole: ExplainedSpan | null;
  /** Where readings follow that one: what was spent since then is still being booked. */
  readonly settlingSince: EpochMs | null;
  readonly parts: ExplainedParts;
}

/** @param calls those of the group's provider, in any order */
export function explainGroup(
  { accounts, unit, settleMs, mayBePaidElsewhere }: SpendingGroup,
  calls: readonly CountedCall[],
  priceIn: PriceIn,
  now: EpochMs,
): ExplainedGroup {
  const ordered = accounts.map(({ readings }) => orderReadings(readings, now));
  const spans = commonSpans(ordered);
  const priced = calls.map((counted) => ({ counted, price: priceIn(counted, unit) }));
  const uses = usesInOrder(priced.flatMap(({ counted, price }) => usesOf(counted, price, mayBePaidElsewhere)));
  const rule = { settleMs, quantum: micros(Math.max(...ordered.map(quantumOf), 1)), now };
  const explained = (span: SpendSpan): ExplainedSpan => ({ span, ...reconcile(span, uses, rule) });
  const settled = spans.filter(({ to }) => to.last + settleMs <= now);
  const whole = wholeSpan(settled.length > 0 ? settled : spans);
  return {
    accounts: accounts.map(({ account }) => account),
    unit,
    settleMs,
    spans: spans.map(explained),
    whole: whole === null ? null : explained(whole),
    settlingSince: whole !== null && settled.length > 0 && settled.length < spans.length ? whole.to.last : null,
    parts: explainedParts(whole === null ? [] : priced.filter(({ counted: { call } }) => isWithin(call.at, whole))),
  };
}

function isWithin(at: EpochMs, { from, to }: SpendSpan): boolean {
  return at >= from.first && at <= to.last;
}

/** Nothing of what a subscription covers, or of what the person does not want counted: neither took money from the account. */
function usesOf({ call }: CountedCall, price: PriceOutcome, mayBePaidElsewhere: boolean): readonly Use[] {
  switch (price.kind) {
    case 'plan':
    case 'ignored':
      return [];
    case 'priced':
      return [{ at: call.at, kind: 'priced', least: mayBePaidElsewhere ? micros(0) : price.least, most: price.most }];
    case 'unpriced':
      return [
        { at: call.at, kind: call.tokens === null && call.kind === 'call' ? 'unmeasured' : 'unpriced', least: micros(0), most: micros(0) },
      ];
  }
}
