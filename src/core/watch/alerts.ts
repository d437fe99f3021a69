import { ownMoney, readingState } from '../accountState';
import { thresholdOf } from '../headline';
import { eventsOf } from '../ledgerEvents';
import { pastReadingOf } from '../historyRows';
import type { Ledger } from '../ledger';
import type { Balance, EpochMs, Reading, Thresholds } from '../model';
import type { Micros } from '../money';
import { isPaymentRequired, isUnknown, type Outcome } from '../providerError';
import { spendableOf } from '../spendable';

export const alertRules = ['low', 'critical', 'exhausted', 'unavailable', 'runway', 'idleSpend', 'checkFailing'] as const;
export type AlertRule = (typeof alertRules)[number];

/** One crossing, worth telling once. */
export interface Alert {
  readonly rule: AlertRule;
  readonly account: string;
  /** null where it is about the whole account. */
  readonly unit: string | null;
  /** What was left; for `idleSpend` what was spent. */
  readonly amount: Micros | null;
  readonly threshold: Micros | null;
  /** Of `runway`. */
  readonly days: number | null;
  readonly at: EpochMs;
}

/** What was told already, so that it is told once. Shared by all windows. */
export interface AlertMemory {
  /** `low USD`: crossed, and not re-armed since. */
  readonly raised: readonly string[];
  /** Units whose alerts are silent until a top-up. */
  readonly snoozed: readonly string[];
  /** Units with a reading; the first one of a key is never a crossing. */
  readonly seen: readonly string[];
}

export const nothingRaised: AlertMemory = { raised: [], snoozed: [], seen: [] };

export interface AlertContext {
  readonly account: string;
  readonly thresholds: Thresholds;
  readonly rules: ReadonlySet<AlertRule>;
  /** Under how many days of runway to alert; 0 never. */
  readonly runwayDays: number;
  readonly ledgers: ReadonlyMap<string, Ledger>;
  /** When a person was last seen in any window; null if never. */
  readonly lastActiveAt: EpochMs | null;
}

export interface AlertInput {
  readonly memory: AlertMemory;
  /** The last good reading before this answer. */
  readonly before: Reading | null;
  readonly outcome: Outcome;
  /** In a row, this answer included. */
  readonly failures: number;
  readonly at: EpochMs;
}

/** A rule's state after an answer. `rearmed` is not the opposite of `crossed`: between the two nothing changes. */
interface Finding {
  readonly rule: AlertRule;
  readonly unit: string | null;
  readonly crossed: boolean;
  readonly rearmed: boolean;
  readonly amount?: Micros | null;
  readonly threshold?: Micros | null;
  readonly days?: number;
}

/** incident 40: once per crossing; never from a stale or unknown value, nor from the first reading of a key. */
export function evaluateAlerts(input: AlertInput, context: AlertContext): { readonly memory: AlertMemory; readonly alerts: readonly Alert[] } {
  const { memory, outcome } = input;
  const fresh = outcome.ok ? freshBalances(outcome.reading) : [];
  const toppedUp = new Set(fresh.filter((balance) => isTopUp(balance, input.before)).map(({ unit }) => unit as string));
  const findings = [...fresh.flatMap((balance) => ofBalance(balance, toppedUp.has(balance.unit), input, context)), ...ofAccount(input, context)];
  const raised = new Set(memory.raised);
  const snoozed = memory.snoozed.filter((unit) => !toppedUp.has(unit));
  const crossings: Finding[] = [];
  for (const finding of findings) {
    const key = keyOf(finding);
    if (finding.rearmed) raised.delete(key);
    if (!finding.crossed || raised.has(key)) continue;
    raised.add(key);
    const isFirst = finding.unit === null ? input.before === null : !memory.seen.includes(finding.unit);
    const isSilent = (isFirst && finding.rule !== 'checkFailing') || (finding.unit !== null && snoozed.includes(finding.unit)) || !context.rules.has(finding.rule);
    if (!isSilent) crossings.push(finding);
  }
  const seen = [...new Set([...memory.seen, ...fresh.map(({ unit }) => unit as string)])];
  return { memory: { raised: [...raised].sort(), snoozed, seen }, alerts: mostSevere(crossings).filter((finding) => !isSameNews(finding, input, context)).map((finding) => alertOf(finding, input, context)) };
}

/** Nothing left, and a refusal for lack of money, are one crossing, whichever is seen first. */
function isSameNews({ rule, unit }: Finding, { memory, before }: AlertInput, { thresholds }: AlertContext): boolean {
  if (rule !== 'exhausted') return false;
  return unit === null ? before !== null && readingState(before, thresholds) === 'exhausted' : memory.raised.includes(rule);
}

/** A balance kept from an older reading says nothing of now. */
function freshBalances(reading: Reading): readonly (Balance & { readonly available: Micros })[] {
  return spendableOf(reading).filter((balance): balance is Balance & { readonly available: Micros } => balance.at === reading.at && balance.available !== null);
}

function isTopUp(balance: Balance, before: Reading | null): boolean {
  return changes(balance, before).some(({ kind }) => kind === 'topUp');
}

function changes(balance: Balance, before: Reading | null): ReturnType<typeof eventsOf> {
  const [earlier, later] = [before && spendableOf(before).find(({ unit }) => unit === balance.unit), balance].map((of) => of && pastReadingOf(of));
  // In the order they landed: a clock that was set back in between must not hide a top-up.
  return earlier && later ? eventsOf([earlier, later]) : [];
}

function ofBalance(balance: Balance & { readonly available: Micros }, toppedUp: boolean, { before }: AlertInput, { thresholds, runwayDays, ledgers, lastActiveAt }: AlertContext): readonly Finding[] {
  const { unit, available } = balance;
  const own = ownMoney(balance);
  const threshold = thresholdOf(unit, thresholds);
  const under = (rule: 'low' | 'critical', limit: number): Finding => ({ rule, unit, amount: available, threshold, crossed: own <= limit, rearmed: own > limit * 1.1 || (toppedUp && own > limit) });
  const limits = threshold === null ? [] : [under('low', threshold), under('critical', threshold / 5)];
  const gone: Finding = { rule: 'exhausted', unit, amount: available, threshold: null, crossed: available <= 0, rearmed: available > 0 && (toppedUp || threshold === null || own > (threshold / 5) * 1.1) };
  const runway = ledgers.get(unit)?.runway;
  // NaN is neither short nor long: what is not known yet, or not loaded, is no runway.
  const days = runway?.kind === 'days' ? runway.low : runway?.kind === 'idle' ? Infinity : NaN;
  const short: Finding = { rule: 'runway', unit, amount: available, days, crossed: runwayDays > 0 && days < runwayDays, rearmed: days > runwayDays * 1.1 || (toppedUp && days >= runwayDays) };
  return [...limits, gone, short, ...idleSpend(balance, before, lastActiveAt)];
}

/** Providers book up to an hour late, so the hour after someone was there counts as theirs. */
const lateBooking = 3_600_000;

function idleSpend(balance: Balance, before: Reading | null, lastActiveAt: EpochMs | null): readonly Finding[] {
  if (!before || lastActiveAt === null) return [];
  const wasIdle = lastActiveAt < before.at - lateBooking;
  const spent = changes(balance, before).find(({ kind }) => kind === 'spend');
  return [{ rule: 'idleSpend', unit: balance.unit, amount: spent?.amount ?? null, crossed: wasIdle && spent !== undefined, rearmed: !wasIdle }];
}

function ofAccount({ outcome, failures }: AlertInput, { thresholds }: AlertContext): readonly Finding[] {
  const state = outcome.ok ? readingState(outcome.reading, thresholds) : isPaymentRequired(outcome.error) ? 'exhausted' : null;
  const hasAmount = outcome.ok && freshBalances(outcome.reading).length > 0;
  const isKnown = outcome.ok && state !== 'unknown' && state !== 'failed';
  const whole = (rule: AlertRule, crossed: boolean, rearmed: boolean): Finding => ({ rule, unit: null, crossed, rearmed });
  const countsAsFailing = !outcome.ok && !isPaymentRequired(outcome.error) && !(isUnknown(outcome.error.kind) && outcome.error.kind !== 'unexpectedResponse');
  return [
    // Where there is an amount, its own unit is told of.
    whole('exhausted', state === 'exhausted' && !hasAmount, isKnown && state !== 'exhausted'),
    whole('unavailable', state === 'unavailable', isKnown && state !== 'unavailable'),
    whole('checkFailing', countsAsFailing && failures >= 3, outcome.ok),
  ];
}

/** A balance that falls through several limits at once is told once, by the last of them. */
function mostSevere(crossings: readonly Finding[]): readonly Finding[] {
  const order: readonly AlertRule[] = ['low', 'critical', 'exhausted'];
  return crossings.filter(({ rule, unit }) => !crossings.some((other) => other.unit === unit && order.includes(rule) && order.indexOf(other.rule) > order.indexOf(rule)));
}

function keyOf({ rule, unit }: Pick<Finding, 'rule' | 'unit'>): string {
  return unit === null ? rule : `${rule} ${unit}`;
}

function alertOf({ rule, unit, amount = null, threshold = null, days }: Finding, { at }: AlertInput, { account }: AlertContext): Alert {
  return { rule, account, unit, amount, threshold, days: days === undefined || !Number.isFinite(days) ? null : days, at };
}
