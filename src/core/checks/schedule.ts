import { reasonOf } from '../model/accountState';
import type { EpochMs } from '../time/epoch';
import { isPaymentRequired, type ProviderError, type ProviderErrorKind } from '../model/providerError';
import type { Outcome } from '../model/outcome';
import { dividesDay, slotAfter } from '../time/clockSlot';
import { hourMs } from '../time/durations';

/** When the timer asks an account again. Persisted, so that it outlives windows and is shared by them. */
export interface Schedule {
  /** null: not planned yet. */
  readonly dueAt: EpochMs | null;
  /** In a row, refusals among them. */
  readonly failures: number;
  /**
   * In a row, of what does not pass until somebody changes something, such as the key. With the first one the timer asks
   * ever more seldom and nothing else asks by itself; with the second one the person is told.
   */
  readonly refusals: number;
}

export const unplanned: Schedule = { dueAt: null, failures: 0, refusals: 0 };

/** Once may be a slip of the provider. */
export function isRefusedAgain({ refusals }: Schedule): boolean {
  return refusals >= 2;
}

const jitter = 0.1;
/** Networks need a moment after a wake; a first failure then says nothing. */
export const wakeGrace = 30_000;

export interface PlanContext {
  readonly now: EpochMs;
  readonly intervalMs: number;
  /** 0 ≤ random < 1 */
  readonly random: number;
  /** When the machine last woke, as far as is known. */
  readonly wokeAt: EpochMs;
  /** The zone whose clock the checks keep, such as the full hour for an hourly one; absent: they are spread. */
  readonly clockZone?: string;
}

/** What does not pass by itself. Somebody may mend it at the provider though, so it is asked again, up to six hours apart. */
const refusals: ReadonlySet<ProviderErrorKind> = new Set([
  'unauthorized',
  'forbidden',
  'insufficientScope',
  'missingKey',
  'originRefused',
  'notSupported',
  'retired',
]);

function isRefusal(error: ProviderError): boolean {
  return refusals.has(error.kind) && !isPaymentRequired(error);
}

/**
 * The plan after an answer: the interval, with jitter or by the clock, doubled for each failure up to an hour, and never before `Retry-After`.
 * @param isSilent see {@link isJustAwake}
 */
export function planNext({ failures, refusals }: Schedule, outcome: Outcome, context: PlanContext, isSilent = false): Schedule {
  const { now } = context;
  const reason = outcome.ok ? reasonOf({ reading: outcome.reading, error: null }) : outcome.error;
  const notBefore = reason?.retryAt ?? 0;
  // With the timer off there is no plan; what is known of failures stays.
  const at = (time: EpochMs): EpochMs | null => (context.intervalMs > 0 ? Math.max(notBefore, time) : null);
  // Refused for lack of money is an answer as well: who pays up sees it within the interval.
  if (outcome.ok || isPaymentRequired(outcome.error)) return { dueAt: at(planned(context.intervalMs, context)), failures: 0, refusals: 0 };
  if (isSilent) return { dueAt: at(now + wakeGrace), failures, refusals };
  const next = { failures: failures + 1, refusals: isRefusal(outcome.error) ? refusals + 1 : 0 };
  return { dueAt: at(planned(delay(context.intervalMs, next), context)), ...next };
}

/** The plan after an answer that another machine got. */
export function planAfter(schedule: Schedule, answeredAt: EpochMs, context: PlanContext): Schedule {
  const { intervalMs } = context;
  return { ...schedule, dueAt: intervalMs > 0 ? planned(delay(intervalMs, schedule), { ...context, now: answeredAt }) : null };
}

/** What the way to a provider says, rather than the provider. */
const ofTheWay: ReadonlySet<ProviderErrorKind> = new Set(['unreachable', 'timeout', 'proxyOrTls']);

/**
 * incident 17: for half a minute after a wake the network path often says that nothing can be reached. What a provider
 * said, such as `Retry-After`, counts at once.
 */
export function isJustAwake(outcome: Outcome, failures: number, { now, wokeAt }: Pick<PlanContext, 'now' | 'wokeAt'>): boolean {
  const isOfTheWay = !outcome.ok && ofTheWay.has(outcome.error.kind) && outcome.error.retryAt === undefined;
  return isOfTheWay && failures === 0 && now >= wokeAt && now - wokeAt < wakeGrace;
}

/** When an account is due. */
export function dueTime(schedule: Schedule, checkedAt: EpochMs | null, retryAt: EpochMs | null, { now, intervalMs }: PlanContext): EpochMs {
  const planned = schedule.dueAt ?? (checkedAt === null ? now : checkedAt + delay(intervalMs, schedule));
  return Math.max(planned, retryAt ?? 0);
}

/**
 * A plan made under a longer interval, or by a clock that was ahead, is made anew: nothing waits longer than its
 * interval. null: it stands.
 */
export function replan(schedule: Schedule, checkedAt: EpochMs | null, context: PlanContext): Schedule | null {
  const { now, intervalMs } = context;
  const wait = delay(intervalMs, schedule);
  const due = dueTime(schedule, checkedAt, null, context);
  return due <= now + wait * (1 + jitter) ? null : { ...schedule, dueAt: planned(wait, context) };
}

/** A first refusal waits an interval, as an answer does; a first failure two. */
function delay(intervalMs: number, { failures, refusals }: Pick<Schedule, 'failures' | 'refusals'>): number {
  const [doublings, most] = refusals > 0 ? [refusals - 1, 6 * hourMs] : [failures, hourMs];
  return Math.min(intervalMs * 2 ** Math.min(doublings, 10), Math.max(most, intervalMs));
}

/** Who was asked a moment before the clock's hour is not asked again with it. */
function planned(wait: number, { now, intervalMs, random, clockZone }: PlanContext): EpochMs {
  return clockZone !== undefined && dividesDay(intervalMs)
    ? slotAfter(now + wait - intervalMs + jitter * intervalMs, intervalMs, clockZone)
    : now + Math.round(wait * (1 + jitter * (2 * random - 1)));
}
