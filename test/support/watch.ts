import { defaultThresholds } from '../../src/core/model/headline';
import type { Reading } from '../../src/core/model/reading';
import type { Outcome } from '../../src/core/model/outcome';
import type { ProviderError } from '../../src/core/model/providerError';
import { alertRules, type Alert, type AlertContext } from '../../src/core/checks/alerts';
import type { PlanContext } from '../../src/core/checks/schedule';
import { recordOutcome, type Answered } from '../../src/core/checks/recordOutcome';
import { nothingKnown, type WatchRecord } from '../../src/core/checks/watchRecord';
import { held, minute, readingOf, start } from './accounts';
import { idOf } from './ids';

export const host = 'api.example.com';

/** A quarter of an hour without jitter, on a machine that never slept. */
export function planOf(more: Partial<PlanContext> = {}): PlanContext {
  return { now: start, intervalMs: 15 * minute, random: 0.5, wokeAt: -Infinity, ...more };
}

/** Every rule on but `runway`, which needs a number of days. */
export function contextOf(more: Partial<AlertContext> = {}): AlertContext {
  return {
    account: idOf('work'),
    thresholds: defaultThresholds,
    rules: new Set(alertRules),
    runwayDays: 0,
    ledgers: new Map(),
    lastActiveAt: null,
    ...more,
  };
}

/** `USD 20, CNY ?`: what a provider said at a moment. */
export function saying(text: string, at: number, more: Partial<Reading> = {}): Reading {
  const balances = text
    .split(', ')
    .filter((part) => part !== '')
    .map((part) => {
      const [unit = '', amount = ''] = part.split(' ');
      return held(unit, amount === '?' ? null : amount, {}, at);
    });
  return readingOf(balances, { at, ...more });
}

/** An answer: `USD 20`, a failure, or a reading as of its moment. */
export type Answer = string | ProviderError | ((at: number) => Reading);

export function outcomeOf(answer: Answer, at: number): Outcome {
  if (typeof answer === 'object') return { ok: false, error: answer };
  return { ok: true, reading: typeof answer === 'string' ? saying(answer, at) : answer(at) };
}

/** What came of a timer's check with a stored key. */
export function answered(outcome: Outcome, more: Partial<Answered> = {}): Answered {
  return { outcome, place: 'somewhere', keyMark: null, isAsked: false, ...more };
}

export const failed: ProviderError = { kind: 'timeout', host };
export const unpaid: ProviderError = { kind: 'forbidden', host, status: 402 };

/** One account that is asked every quarter of an hour, and what is to be told of each answer. */
export function watchedAccount(first: WatchRecord = nothingKnown) {
  let record = first;
  let now = start;
  const answer = (next: Answer, context: Partial<AlertContext> = {}): readonly Alert[] => {
    now += 15 * minute;
    const landing = recordOutcome(record, answered(outcomeOf(next, now)), planOf({ now }), contextOf(context));
    record = landing.record;
    return landing.alerts;
  };
  return {
    answer,
    record: () => record,
    now: () => now,
    snooze: (unit: string): void => {
      record = { ...record, alerts: { ...record.alerts, snoozed: [unit] } };
    },
  };
}

/** `low USD`, or `exhausted` where it is about the whole account. */
export function named(alerts: readonly Alert[]): string {
  return alerts.map(({ rule, unit }) => (unit === null ? rule : `${rule} ${unit}`)).join(', ');
}
