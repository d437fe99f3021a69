import { orderReadings } from '../history/pastReading';
import { micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { commonSpans } from './commonSpans';
import type { BookedCall, ExplainedGroup, ExplainedSpan, SpendingGroup } from './explainedGroup';
import { explainedParts } from './explainedParts';
import { explainReported } from './explainReported';
import type { PriceIn } from './priceIn';
import { reconcile } from './reconcile';
import { quantumOf, wholeSpan, type SpendSpan } from './spendSpan';
import { usesInOrder } from './usesInOrder';
import { usesOf } from './usesOf';

/** @param calls those of the group's provider, in any order */
export function explainGroup(group: SpendingGroup, calls: readonly BookedCall[], priceIn: PriceIn, now: EpochMs): ExplainedGroup {
  return group.reported === null ? byBalance(group, calls, priceIn, now) : explainReported(group, group.reported, calls, priceIn, now);
}

function byBalance(
  { accounts, unit, settleMs, mayBePaidElsewhere }: SpendingGroup,
  calls: readonly BookedCall[],
  priceIn: PriceIn,
  now: EpochMs,
): ExplainedGroup {
  const ordered = accounts.map(({ readings }) => orderReadings(readings, now));
  const spans = commonSpans(ordered);
  const priced = calls.map(({ counted, isGuess }) => ({ counted, isGuess, price: priceIn(counted, unit) }));
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
    reported: null,
  };
}

function isWithin(at: EpochMs, { from, to }: SpendSpan): boolean {
  return at >= from.first && at <= to.last;
}
