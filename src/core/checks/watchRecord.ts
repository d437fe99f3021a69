import { mergeReading } from '../model/mergeReading';
import type { EpochMs } from '../time/epoch';
import type { Reading } from '../model/reading';
import type { Outcome } from '../model/outcome';
import type { ProviderError } from '../model/providerError';
import { failingSince } from '../model/failingSince';
import { nothingRaised, type Alert, type AlertContext, type AlertMemory } from './alerts';
import { evaluateAlerts } from './evaluateAlerts';
import { isJustAwake, planNext, unplanned, type PlanContext, type Schedule } from './schedule';

/** What all windows know of one account. It is forgotten with the account, its key or its origin. */
export interface WatchRecord {
  /** Provider, site and origin it is about. */
  readonly place: string;
  readonly reading: Reading | null;
  readonly error: ProviderError | null;
  readonly checkedAt: EpochMs | null;
  readonly failingSince: EpochMs | null;
  readonly schedule: Schedule;
  readonly alerts: AlertMemory;
}

export const nothingKnown: WatchRecord = {
  place: '',
  reading: null,
  error: null,
  checkedAt: null,
  failingSince: null,
  schedule: unplanned,
  alerts: nothingRaised,
};

export interface RecordedOutcome {
  readonly record: WatchRecord;
  readonly alerts: readonly Alert[];
}

/** What an answer does to an account: the one step from record to record, whoever asked. */
export function recordOutcome(
  before: WatchRecord,
  outcome: Outcome,
  place: string,
  plan: PlanContext,
  context: AlertContext,
): RecordedOutcome {
  const schedule = planNext(before.schedule, outcome, plan);
  // Silent: neither shown nor counted, since the next try is half a minute away.
  if (isJustAwake(outcome, before.schedule.failures, plan)) return { record: { ...before, place, schedule }, alerts: [] };
  const { memory, alerts } = evaluateAlerts(
    { memory: before.alerts, before: before.reading, errorBefore: before.error, outcome, failures: schedule.failures, at: plan.now },
    context,
  );
  const reading = outcome.ok ? mergeReading(before.reading, outcome.reading) : before.reading;
  return {
    record: {
      place,
      reading,
      error: outcome.ok ? null : outcome.error,
      checkedAt: plan.now,
      failingSince: failingSince(before, outcome, plan.now),
      schedule,
      alerts: memory,
    },
    alerts,
  };
}
