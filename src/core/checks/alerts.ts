import type { LedgerFigures } from '../ledger/followLedger';
import type { CapOwner, Reading } from '../model/reading';
import type { Thresholds } from '../model/account';
import type { EpochMs } from '../time/epoch';
import type { Micros } from '../money/money';
import type { Outcome } from '../model/outcome';
import type { ProviderError } from '../model/providerError';
import type { Schedule } from './schedule';
import type { AccountId } from '../model/accountId';

export const alertRules = ['low', 'critical', 'exhausted', 'unavailable', 'runway', 'idleSpend', 'checkFailing'] as const;
export type AlertRule = (typeof alertRules)[number];

/** What an alert says beside its amount, where there is more to say. */
export interface AlertDetail {
  /** It is about what is left of a cap, rather than of a balance. */
  readonly cap?: CapOwner;
  /** The amount is one's own money; credit lines, and what is owed, are in the balance beside it. */
  readonly isOwn?: true;
  /** One unit is gone, and the account is not: others are left, or are not known. */
  readonly isPart?: true;
  /** Of the amount: a top-up in the same window may hide more of it. */
  readonly atLeast?: true;
  readonly atMost?: true;
  /** Of the days: the burn rate is a least. */
  readonly isAtMostDays?: true;
  /** Of `checkFailing`: what the provider refuses, so that it is told at the second time. */
  readonly refusal?: ProviderError;
  /** Of `checkFailing`: when the timer asks again. */
  readonly nextAt?: EpochMs;
}

/** One crossing, worth telling once. */
export interface Alert extends AlertDetail {
  readonly rule: AlertRule;
  readonly account: AccountId;
  /** null where it is about the whole account. */
  readonly unit: string | null;
  /** What was left; for `idleSpend` what was spent. */
  readonly amount: Micros | null;
  readonly threshold: Micros | null;
  /** Of `runway`. */
  readonly days: number | null;
  /** When that was so, which for a row of a database may be long before it was read. */
  readonly at: EpochMs;
}

/** What was told already, so that it is told once. Shared by all windows. */
export interface AlertMemory {
  /** `low USD`, `low USD cap`: crossed, and not re-armed since. */
  readonly raised: readonly string[];
  /** Units, or caps of units, whose alerts are silent until a top-up. */
  readonly snoozed: readonly string[];
  /** Units, and caps of units, with a reading; the first one of a key is never a crossing. */
  readonly seen: readonly string[];
}

export const nothingRaised: AlertMemory = { raised: [], snoozed: [], seen: [] };

export interface AlertContext {
  readonly account: AccountId;
  readonly thresholds: Thresholds;
  readonly rules: ReadonlySet<AlertRule>;
  /** Under how many days of runway to alert; 0 never. */
  readonly runwayDays: number;
  readonly ledgers: ReadonlyMap<string, LedgerFigures>;
  /** When a person was last seen in any window; null if never. */
  readonly lastActiveAt: EpochMs | null;
}

export interface AlertInput {
  readonly memory: AlertMemory;
  /** The last good reading before this answer. */
  readonly before: Reading | null;
  readonly outcome: Outcome;
  /** The plan after this answer: what was refused again, and so is asked ever more seldom, is what is told. */
  readonly schedule: Schedule;
  readonly at: EpochMs;
}

/** What {@link AlertMemory} knows an alert's unit, or its cap, by; null where it is about the whole account. */
export function subjectOf({ unit, cap }: Pick<Alert, 'unit' | 'cap'>): string | null {
  return unit === null ? null : subjectNamed(unit, cap !== undefined);
}

/** `USD`, `USD cap`: no unit has a space in it. */
export function subjectNamed(unit: string, isCap: boolean): string {
  return isCap ? `${unit} cap` : unit;
}
