import { orderReadings, type PastReading } from '../history/pastReading';
import type { AccountId } from '../model/accountId';
import { micros, type Micros, type Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { explainedParts, type ExplainedParts } from './explainedParts';
import { hintsOf, type Hint } from './hints';
import { longSpans } from './longSpans';
import type { PricedCounted } from './priceIn';
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
  /** What differences that come again and again may be. */
  readonly hints: readonly Hint[];
}

/** A call that the group pays for. */
export interface GroupCall extends PricedCounted {
  /** false: another account may have paid. */
  readonly isCertain: boolean;
}

/** @param calls in any order */
export function explainGroup(
  { accounts, unit, settleMs, mayBePaidElsewhere }: SpendingGroup,
  calls: readonly GroupCall[],
  now: EpochMs,
): ExplainedGroup {
  const ordered = accounts.map(({ readings }) => orderReadings(readings, now));
  const spans = commonSpans(ordered);
  const uses = usesInOrder(calls.flatMap((call) => usesOf(call, mayBePaidElsewhere)));
  const rule = { settleMs, quantum: micros(Math.max(...ordered.map(quantumOf), 1)), now };
  const explained = (span: SpendSpan): ExplainedSpan => ({ span, ...reconcile(span, uses, rule) });
  const settled = spans.filter(({ to }) => to.last + settleMs <= now);
  const whole = wholeSpan(settled.length > 0 ? settled : spans);
  const within = whole === null ? [] : calls.filter(({ counted: { call } }) => isWithin(call.at, whole));
  const parts = explainedParts(within);
  const inside = ({ from, to }: SpendSpan): Micros => uses(from.first - settleMs / 2, to.last - settleMs / 2).most;
  return {
    accounts: accounts.map(({ account }) => account),
    unit,
    settleMs,
    spans: spans.map(explained),
    whole: whole === null ? null : explained(whole),
    settlingSince: whole !== null && settled.length > 0 && settled.length < spans.length ? whole.to.last : null,
    parts,
    hints: hintsOf({
      spans: settled.map(explained),
      longSpans: longSpans(settled, settleMs).map((span) => ({ ...explained(span), inside: inside(span) })),
      parts,
      quantum: rule.quantum,
      oldestCheck: oldestCheck(within),
      now,
    }),
  };
}

function oldestCheck(calls: readonly PricedCounted[]): string | null {
  let oldest: string | null = null;
  for (const { price } of calls) {
    const checked = price.kind === 'priced' ? price.basis.checked : null;
    if (checked !== null && (oldest === null || checked < oldest)) oldest = checked;
  }
  return oldest;
}

function isWithin(at: EpochMs, { from, to }: SpendSpan): boolean {
  return at >= from.first && at <= to.last;
}

/** Nothing of what a subscription covers, or of what the person does not want counted: neither took money from the account. */
function usesOf({ counted: { call }, price, isCertain }: GroupCall, mayBePaidElsewhere: boolean): readonly Use[] {
  switch (price.kind) {
    case 'plan':
    case 'ignored':
      return [];
    case 'priced':
      return [{ at: call.at, kind: 'priced', least: mayBePaidElsewhere || !isCertain ? micros(0) : price.least, most: price.most }];
    case 'unpriced':
      return [
        { at: call.at, kind: call.tokens === null && call.kind === 'call' ? 'unmeasured' : 'unpriced', least: micros(0), most: micros(0) },
      ];
  }
}
