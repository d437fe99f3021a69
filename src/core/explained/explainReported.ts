import { clamped, micros } from '../money/money';
import type { EpochMs } from '../time/epoch';
import { addedUp } from './addedUp';
import type { CallsBetween, MadeBetween } from './callsBetween';
import type { ExplainedGroup, ExplainedSpan, ReportedTotal, SpendingGroup } from './explainedGroup';
import type { GroupCall } from './groupCall';
import { explainedParts } from './explainedParts';
import { hintsOf, type HintSpan } from './hints';
import { compare } from './reconcile';
import type { ReportedPeriod } from './reportedPeriod';
import type { SpendSpan } from './spendSpan';
import { usesInOrder, type UsesSum } from './usesInOrder';
import { usesOf } from './usesOf';

/** Reported amounts are exact: a cent, or a fiftieth, for calls that are in no log. */
const quantum = micros(5_000);

/**
 * What a provider reports is by the time of the calls, so each period is held against the calls in it; a period that goes on is not
 * compared. A call whose model's name alone says whose it was may explain money that the provider says was spent, and proves none.
 */
export function explainReported(
  { accounts, unit, settleMs, mayBePaidElsewhere }: SpendingGroup,
  calls: readonly GroupCall[],
  now: EpochMs,
  madeBetween: MadeBetween,
  unsaid: CallsBetween,
): ExplainedGroup {
  const periods = addedUp(accounts)
    .filter(({ to }) => to <= now)
    .sort((a, b) => a.from - b.from);
  const booked = calls.flatMap((call) => {
    const period = periodAt(periods, call.counted.call.at);
    return period === undefined || (call.isGuess && period.amount <= 0) ? [] : [{ ...call, period }];
  });
  const isBooked = new Set(booked.map(({ counted }) => counted));
  const uses = usesInOrder(
    // Of what reaches into a period, some may have been used in it, though it was looked at after it.
    calls.filter(({ counted, isGuess }) => isBooked.has(counted) || !isGuess).flatMap((call) => usesOf(call, mayBePaidElsewhere)),
  );
  const rule = { settleMs, quantum, now, madeBetween };
  const possible = ({ from, to }: Run): UsesSum => uses(from, to - 1, 'into');
  const certain = ({ from, to }: Run): UsesSum => uses(from, to - 1, 'within');
  const explained = (span: SpendSpan, all: readonly ReportedPeriod[]): ExplainedSpan => ({
    span,
    ...compare(span, together(runsOf(all).map(certain)), together(runsOf(all).map(possible)), rule),
  });
  const settled = periods.filter(({ to }) => to + settleMs <= now);
  const compared = settled.length === 0 ? periods : settled;
  const whole = wholeOf(compared);
  const within = new Set(compared);
  const inWhole = booked.filter(({ period }) => within.has(period));
  const parts = explainedParts(inWhole, mayBePaidElsewhere);
  const hintSpan = (period: ReportedPeriod): HintSpan => {
    return { ...explained(spanOf(period), [period]), inside: possible(period).most };
  };
  return {
    accounts: accounts.map(({ account }) => account),
    unit,
    settleMs,
    spans: periods.map((period) => explained(spanOf(period), [period])),
    whole: whole === null ? null : explained(whole, compared),
    settlingSince: whole !== null && settled.length > 0 && settled.length < periods.length ? whole.to.last : null,
    unsaid: whole === null ? 0 : unsaid(whole.from.first, whole.to.last - 1),
    parts,
    hints: hintsOf({
      spans: settled.map(hintSpan),
      longSpans: settled.map(hintSpan),
      parts,
      quantum,
      calls: inWhole,
      now,
    }),
    reported: {
      models: modelsOf(compared),
      keys: keysOf(compared),
      requests: requestsOf(compared),
      logged: inWhole.filter(
        ({ counted: { call }, price }) => call.kind === 'call' && (price.kind === 'priced' || price.kind === 'unpriced'),
      ).length,
      hasGaps: runsOf(compared).length > 1,
    },
  };
}

/** @param periods in order, none within another */
function periodAt(periods: readonly ReportedPeriod[], at: EpochMs): ReportedPeriod | undefined {
  let [low, high] = [0, periods.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((periods[middle]?.to ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  const found = periods[low];
  return found !== undefined && found.from <= at ? found : undefined;
}

function spanOf({ from, to, amount, atLeast }: ReportedPeriod): SpendSpan {
  return { from: { first: from, last: from }, to: { first: to, last: to }, spent: amount, atLeast };
}

function wholeOf(periods: readonly ReportedPeriod[]): SpendSpan | null {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  const sum = periods.reduce((all, { amount }) => all + amount, 0);
  const spent = clamped(sum);
  return {
    from: { first: first.from, last: first.from },
    to: { first: last.to, last: last.to },
    spent,
    atLeast: periods.some(({ atLeast }) => atLeast) || spent !== sum,
  };
}

type Run = Pick<ReportedPeriod, 'from' | 'to'>;

/** What follows without a gap is one: a sum may be of more than one day. */
function runsOf(periods: readonly ReportedPeriod[]): readonly Run[] {
  const runs: Run[] = [];
  for (const { from, to } of periods) {
    const last = runs.at(-1);
    if (last !== undefined && last.to >= from) runs[runs.length - 1] = { from: last.from, to };
    else runs.push({ from, to });
  }
  return runs;
}

function together(sums: readonly UsesSum[]): UsesSum {
  const all = (of: (sum: UsesSum) => number): number => sums.reduce((total, sum) => total + of(sum), 0);
  return {
    calls: all(({ calls }) => calls),
    least: clamped(all(({ least }) => least)),
    most: clamped(all(({ most }) => most)),
    unmeasured: all(({ unmeasured }) => unmeasured),
    unpriced: all(({ unpriced }) => unpriced),
  };
}

function modelsOf(periods: readonly ReportedPeriod[]): ReportedTotal['models'] {
  const sums = new Map<string, number>();
  for (const { parts } of periods) for (const { model, amount } of parts) sums.set(model, (sums.get(model) ?? 0) + amount);
  return [...sums]
    .map(([model, sum]) => ({ model, amount: clamped(sum) }))
    .sort((a, b) => b.amount - a.amount || (a.model < b.model ? -1 : 1));
}

function keysOf(periods: readonly ReportedPeriod[]): ReportedTotal['keys'] {
  const sums = new Map<string, { amount: number; requests: number | null }>();
  for (const { key, amount, requests } of periods.flatMap(({ parts }) => parts)) {
    if (key === null) continue;
    const sum = sums.get(key) ?? { amount: 0, requests: null };
    sums.set(key, { amount: sum.amount + amount, requests: plus(sum.requests, requests) });
  }
  return [...sums]
    .map(([key, { amount, requests }]) => ({ key, amount: clamped(amount), requests }))
    .sort((a, b) => b.amount - a.amount || (a.key < b.key ? -1 : 1));
}

/** Of periods of which some are counted and others not, nobody knows how many there were. */
function requestsOf(periods: readonly ReportedPeriod[]): number | null {
  const counts = periods.map(({ parts }) => parts.reduce<number | null>((sum, { requests }) => plus(sum, requests), null));
  const isWhole = periods.every(({ amount }, index) => amount === 0 || counts[index] !== null);
  return isWhole ? counts.reduce(plus, null) : null;
}

function plus(sum: number | null, count: number | null | undefined): number | null {
  return count === null || count === undefined ? sum : (sum ?? 0) + count;
}
