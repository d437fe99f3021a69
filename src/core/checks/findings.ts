import { judgeReading, ownMoney, type Judgement } from '../model/accountState';
import { thresholdOf } from '../model/headline';
import type { Reading } from '../model/reading';
import { clamped, type Micros } from '../money/money';
import { isPaymentRequired, isUnknown } from '../model/providerError';
import type { Outcome } from '../model/outcome';
import type { AlertContext, AlertDetail, AlertInput, AlertRule } from './alerts';
import { isRefusedAgain } from './schedule';
import type { SourceNow } from './sources';

/** A rule's state after an answer. `rearmed` is not the opposite of `crossed`: between the two nothing changes. */
export interface Finding {
  readonly rule: AlertRule;
  /** `USD`, `USD cap`; null where it is about the whole account, as `unit` then is. */
  readonly subject: string | null;
  readonly unit: string | null;
  readonly crossed: boolean;
  readonly rearmed: boolean;
  readonly amount?: Micros | null;
  readonly threshold?: Micros | null;
  readonly days?: number;
  /** Where it is another time than that of the answer. */
  readonly trueAt?: number;
  readonly detail?: AlertDetail;
}

export function findingsOf(sources: readonly SourceNow[], input: AlertInput, context: AlertContext): readonly Finding[] {
  const judged = judgedOf(input.outcome, context);
  const gone = sources.map((source) => ofGone(source, judged, context));
  const ofSources = sources.flatMap((source) => [...ofLimits(source, context), ...ofPace(source, input, context)]);
  return [
    ...ofSources,
    ...gone,
    ...ofAccount(
      input,
      judged,
      gone.some(({ crossed }) => crossed),
    ),
  ];
}

function judgedOf(outcome: Outcome, { thresholds }: AlertContext): Judgement | null {
  if (outcome.ok) return judgeReading(outcome.reading, thresholds);
  return isPaymentRequired(outcome.error) ? { state: 'exhausted', reason: { kind: 'paymentRequired' } } : null;
}

/** The same numbers as the surfaces judge by: a credit line is not one's own, and a plan with billed calls beyond it goes on. */
function ofLimits(source: SourceNow, { thresholds }: AlertContext): readonly Finding[] {
  const { balance, isToppedUp } = source;
  const own = ownMoney(balance);
  const threshold = thresholdOf(balance.unit, thresholds);
  if (threshold === null) return [];
  const detail: AlertDetail = { ...detailOf(source), ...(own === balance.available ? {} : { isOwn: true }) };
  const under = (rule: 'low' | 'critical', limit: number): Finding => ({
    ...about(source),
    rule,
    amount: own,
    threshold,
    detail,
    crossed: own <= limit && !goesOn(source),
    rearmed: own > limit * 1.1 || (isToppedUp && own > limit),
  });
  return [under('low', threshold), under('critical', threshold / 5)];
}

function ofGone(source: SourceNow, judged: Judgement | null, { thresholds }: AlertContext): Finding {
  const { balance, isToppedUp } = source;
  const { unit, available } = balance;
  const threshold = thresholdOf(unit, thresholds);
  const isWell = isToppedUp || threshold === null || ownMoney(balance) > (threshold / 5) * 1.1;
  return {
    ...about(source),
    rule: 'exhausted',
    amount: available,
    crossed: available <= 0 && !goesOn(source),
    rearmed: goesOn(source) || (available > 0 && isWell),
    detail: { ...detailOf(source), ...(judged?.state === 'exhausted' ? {} : { isPart: true }) },
  };
}

/** What a plan holds is used up; calls go on, and are billed. */
function goesOn({ balance: { available, overage } }: SourceNow): boolean {
  return available <= 0 && (overage === 'unlimited' || (overage ?? 0) > 0);
}

function about({ subject, balance: { unit, at } }: SourceNow): Pick<Finding, 'subject' | 'unit' | 'trueAt'> {
  return { subject, unit, trueAt: at };
}

function detailOf({ cap, balance }: SourceNow): AlertDetail {
  return { ...(cap === null ? {} : { cap }), ...(balance.atMost ? { atMost: true } : {}) };
}

/** How fast it goes. A cap tells of that only where it is all there is: beside a balance it would tell the same twice. */
function ofPace(source: SourceNow, input: AlertInput, context: AlertContext): readonly Finding[] {
  const { outcome, before } = input;
  const isSpoken = (reading: Reading | null): boolean => reading === null || reading.balances.length > 0;
  if (source.cap !== null && (!outcome.ok || isSpoken(outcome.reading) || isSpoken(before))) return [];
  return [...(source.cap === null ? [runwayOf(source, context)] : []), ...idleSpend(source, input, context)];
}

function runwayOf(source: SourceNow, { runwayDays, ledgers }: AlertContext): Finding {
  const {
    balance: { unit, available },
    isToppedUp,
  } = source;
  const runway = ledgers.get(unit)?.runway;
  // NaN is neither short nor long: what is not known yet, or not loaded, is no runway.
  const days = runway?.kind === 'days' ? runway.low : runway?.kind === 'idle' ? Infinity : NaN;
  return {
    ...about(source),
    rule: 'runway',
    amount: available,
    days,
    crossed: runwayDays > 0 && days < runwayDays,
    rearmed: days > runwayDays * 1.1 || (isToppedUp && days >= runwayDays),
    detail: { ...detailOf(source), ...(runway?.kind === 'days' && runway.atMost ? { isAtMostDays: true } : {}) },
  };
}

/** Providers book up to an hour late, so the hour after someone was there counts as theirs. */
const lateBooking = 3_600_000;

function idleSpend(source: SourceNow, { before }: AlertInput, { lastActiveAt }: AlertContext): readonly Finding[] {
  if (!before || lastActiveAt === null) return [];
  const wasIdle = lastActiveAt < before.at - lateBooking;
  // From each part on its own: own money and what was granted go side by side.
  const spent = source.events.filter(({ kind }) => kind === 'spend');
  const amount = clamped(spent.reduce((sum, event) => sum + event.amount, 0));
  const detail: AlertDetail = spent.some(({ atLeast }) => atLeast) ? { atLeast: true } : {};
  return [{ ...about(source), rule: 'idleSpend', amount, detail, crossed: wasIdle && spent.length > 0, rearmed: !wasIdle }];
}

/** @param isUnitGone its own unit, or its cap, is told of */
function ofAccount({ outcome, schedule }: AlertInput, judged: Judgement | null, isUnitGone: boolean): readonly Finding[] {
  const { state = null, reason = null } = judged ?? {};
  const isKnown = outcome.ok && state !== 'unknown' && state !== 'failed';
  const isRefused = state === 'exhausted' && (reason?.kind === 'callsRefused' || reason?.kind === 'paymentRequired');
  const refusal = !outcome.ok && isRefusedAgain(schedule) ? outcome.error : null;
  const whole = (rule: AlertRule, crossed: boolean, rearmed: boolean): Finding => ({ rule, subject: null, unit: null, crossed, rearmed });
  return [
    whole('exhausted', isRefused && !isUnitGone, isKnown && state !== 'exhausted'),
    whole('unavailable', state === 'unavailable', isKnown && state !== 'unavailable'),
    {
      ...whole('checkFailing', refusal !== null || (countsAsFailing(outcome) && schedule.failures >= 3), outcome.ok),
      detail: { ...(refusal ? { refusal } : {}), ...(schedule.dueAt === null ? {} : { nextAt: schedule.dueAt }) },
    },
  ];
}

function countsAsFailing(outcome: Outcome): boolean {
  if (outcome.ok || isPaymentRequired(outcome.error)) return false;
  return !isUnknown(outcome.error.kind) || outcome.error.kind === 'unexpectedResponse';
}
