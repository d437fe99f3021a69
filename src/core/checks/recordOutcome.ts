import { failingSince } from '../model/failingSince';
import { mergeReading } from '../model/mergeReading';
import type { Outcome } from '../model/outcome';
import type { Reading } from '../model/reading';
import type { AlertContext } from './alerts';
import { evaluateAlerts } from './evaluateAlerts';
import { isSameKey } from './keyMark';
import { isJustAwake, planNext, type PlanContext } from './schedule';
import { begunAnew, type Committed, type WatchRecord } from './watchRecord';

/** One answer, and what it is about. */
export interface Answered {
  readonly outcome: Outcome;
  readonly place: string;
  /** See {@link WatchRecord.keyMark}. */
  readonly keyMark: string | null;
  /** A person waits for it, so that whatever it is, it is shown. */
  readonly isAsked: boolean;
}

export type RecordedOutcome = Omit<Committed, 'posts'>;

/** What an answer does to an account: the one step from record to record, whoever asked. */
export function recordOutcome(known: WatchRecord, answered: Answered, plan: PlanContext, context: AlertContext): RecordedOutcome {
  const { outcome, place, keyMark, isAsked } = answered;
  const before = isOf(known, answered) ? known : begunAnew(known, plan.now);
  // Silent: neither shown nor counted, since the next try is half a minute away.
  const isSilent = !isAsked && isJustAwake(outcome, before.schedule.failures, plan);
  const schedule = planNext(before.schedule, outcome, plan, isSilent);
  if (isSilent) return { record: { ...before, place, keyMark, schedule }, alerts: [], isSilent: true };
  const { memory, alerts } = evaluateAlerts({ memory: before.alerts, before: before.reading, outcome, schedule, at: plan.now }, context);
  return {
    record: {
      epoch: before.epoch,
      place,
      keyMark,
      reading: outcome.ok ? withoutDays(mergeReading(before.reading, outcome.reading)) : before.reading,
      error: outcome.ok ? null : outcome.error,
      checkedAt: plan.now,
      failingSince: failingSince(before, outcome, plan.now),
      schedule,
      alerts: memory,
    },
    alerts,
  };
}

/** Of an account that was just forgotten, or never known, nothing is known that could be of another place. */
function isOf(known: WatchRecord, { place, keyMark }: Answered): boolean {
  return known.place === '' || (known.place === place && isSameKey(known.keyMark, keyMark));
}

/** Days of the past are history's to keep. */
function withoutDays({ days, ...reading }: Reading): Reading {
  return reading;
}
