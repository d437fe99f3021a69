import { orderReadings } from '../history/pastReading';
import { micros, type Micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { beganAt } from '../usage/beganAt';
import { noCalls, type CallsBetween, type MadeBetween } from './callsBetween';
import { atOnceMs, commonSpans } from './commonSpans';
import type { ExplainedGroup, ExplainedSpan, SpendingGroup } from './explainedGroup';
import type { GroupCall } from './groupCall';
import { explainedParts } from './explainedParts';
import { explainReported } from './explainReported';
import { explainWhole } from './explainWhole';
import { hintsOf } from './hints';
import { longSpans } from './longSpans';
import { reconcile } from './reconcile';
import { quantumOf, wholeSpan, type SpendSpan } from './spendSpan';
import { usesInOrder } from './usesInOrder';
import { usesOf } from './usesOf';

/**
 * @param calls in any order @param madeBetween of all tools, whoever they called
 * @param unsaid of those that it may have paid for, as far as anybody knows
 */
export function explainGroup(
  group: SpendingGroup,
  calls: readonly GroupCall[],
  now: EpochMs,
  madeBetween: MadeBetween = noCalls,
  unsaid: CallsBetween = noCalls,
): ExplainedGroup {
  const explain = group.basis === 'reported' ? explainReported : byBalance;
  return explain(group, calls, now, madeBetween, unsaid);
}

function byBalance(
  { accounts, unit, settleMs, mayBePaidElsewhere }: SpendingGroup,
  calls: readonly GroupCall[],
  now: EpochMs,
  madeBetween: MadeBetween,
  unsaid: CallsBetween,
): ExplainedGroup {
  const ordered = accounts.map(({ readings }) => orderReadings(readings, now));
  const spans = commonSpans(ordered);
  const uses = usesInOrder(calls.flatMap((call) => usesOf(call, mayBePaidElsewhere)));
  const rule = { settleMs, quantum: micros(Math.max(...ordered.map(quantumOf), 1)), now, madeBetween };
  const explained = (span: SpendSpan): ExplainedSpan => ({ span: toldSpan(span), ...reconcile(span, uses, rule) });
  const settled = spans.filter(({ to }) => to.last + settleMs <= now);
  const told = settled.length > 0 ? settled : spans;
  const whole = wholeSpan(told);
  const within = whole === null ? [] : calls.filter(({ counted: { call } }) => isWithin(call, whole));
  const parts = explainedParts(within, mayBePaidElsewhere);
  const inside = ({ from, to }: SpendSpan): Micros => uses(from.first - settleMs / 2, to.last - settleMs / 2, 'into').most;
  return {
    accounts: accounts.map(({ account }) => account),
    unit,
    settleMs,
    spans: spans.map(explained),
    whole: whole === null ? null : explainWhole(whole, told, explained),
    settlingSince: whole !== null && settled.length > 0 && settled.length < spans.length ? whole.to.last : null,
    unsaid: whole === null ? 0 : unsaid(whole.from.first - settleMs, whole.to.last),
    parts,
    hints: hintsOf({
      spans: settled.map(explained),
      longSpans: longSpans(settled, settleMs).map((span) => ({ ...explained(span), inside: inside(span) })),
      parts,
      quantum: rule.quantum,
      calls: within,
      now,
    }),
    reported: null,
  };
}

/** What one of several accounts spent before its own first reading, or after its own last one, is not known. */
function toldSpan(span: SpendSpan): SpendSpan {
  const isApart = [span.from, span.to].some(({ first, last }) => last - first > atOnceMs);
  return isApart ? { ...span, atLeast: true } : span;
}

function isWithin(call: GroupCall['counted']['call'], { from, to }: SpendSpan): boolean {
  return call.at >= from.first && beganAt(call) <= to.last;
}
