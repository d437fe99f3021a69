import { readingState } from '../model/accountState';
import type { Alert, AlertContext, AlertInput, AlertMemory, AlertRule } from './alerts';
import { findingsOf, type Finding } from './findings';
import { sourcesNow } from './sources';

/** incident 40: once per crossing; never from a stale or unknown value, nor from the first reading of a key. */
export function evaluateAlerts(
  input: AlertInput,
  context: AlertContext,
): { readonly memory: AlertMemory; readonly alerts: readonly Alert[] } {
  const { memory, outcome, before } = input;
  const sources = outcome.ok ? sourcesNow(outcome.reading, before) : [];
  const toppedUp = new Set(sources.filter(({ isToppedUp }) => isToppedUp).map(({ subject }) => subject));
  const raised = new Set(memory.raised);
  const snoozed = memory.snoozed.filter((subject) => !toppedUp.has(subject));
  const crossings: Finding[] = [];
  for (const finding of findingsOf(sources, input, context)) {
    const { rule, subject } = finding;
    const key = keyOf(finding);
    if (finding.rearmed) raised.delete(key);
    if (!finding.crossed || raised.has(key)) continue;
    raised.add(key);
    const isFirst = subject === null ? before === null : !memory.seen.includes(subject);
    const isSilent = (isFirst && rule !== 'checkFailing') || (subject !== null && snoozed.includes(subject)) || !context.rules.has(rule);
    if (!isSilent) crossings.push(finding);
  }
  const seen = [...new Set([...memory.seen, ...sources.map(({ subject }) => subject)])];
  const told = mostSevere(crossings).filter((finding) => !isSameNews(finding, input, context));
  return { memory: { raised: [...raised].sort(), snoozed, seen }, alerts: told.map((finding) => alertOf(finding, input, context)) };
}

/** Nothing left, and a refusal for lack of money, are one crossing, whichever is seen first. */
function isSameNews({ rule, subject }: Finding, { memory, before }: AlertInput, { thresholds }: AlertContext): boolean {
  if (rule !== 'exhausted') return false;
  return subject === null ? before !== null && readingState(before, thresholds) === 'exhausted' : memory.raised.includes(rule);
}

/** What falls through several limits at once is told once, by the last of them. */
function mostSevere(crossings: readonly Finding[]): readonly Finding[] {
  const order: readonly AlertRule[] = ['low', 'critical', 'exhausted'];
  const isWorse = (one: AlertRule, other: AlertRule): boolean => order.includes(other) && order.indexOf(one) > order.indexOf(other);
  return crossings.filter(({ rule, subject }) => !crossings.some((other) => other.subject === subject && isWorse(other.rule, rule)));
}

function keyOf({ rule, subject }: Pick<Finding, 'rule' | 'subject'>): string {
  return subject === null ? rule : `${rule} ${subject}`;
}

function alertOf(
  { rule, unit, amount = null, threshold = null, days = NaN, trueAt, detail = {} }: Finding,
  { at }: AlertInput,
  { account }: AlertContext,
): Alert {
  // A clock that is ahead tells nothing of later than now.
  return { rule, account, unit, amount, threshold, days: Number.isFinite(days) ? days : null, at: Math.min(trueAt ?? at, at), ...detail };
}
