import type { PastReading } from '../history/pastReading';
import type { AccountId } from '../model/accountId';
import type { Micros, Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { ExplainedParts } from './explainedParts';
import type { Hint } from './hints';
import type { Reconciliation } from './reconcile';
import type { ReportedPeriod } from './reportedPeriod';
import type { SpendSpan } from './spendSpan';

/** One account and unit whose spend is to be explained. */
export interface SpendingAccount {
  readonly account: AccountId;
  readonly unit: Unit;
  readonly readings: readonly PastReading[];
  /** What the provider reported of it. */
  readonly periods: readonly ReportedPeriod[];
}

/**
 * Accounts that logs cannot tell apart: no log names a key. Several of one provider and unit are explained together.
 */
export interface SpendingGroup {
  readonly accounts: readonly SpendingAccount[];
  readonly unit: Unit;
  readonly settleMs: number;
  /** What was spent is the fall of their balances, or what their provider reported. */
  readonly basis: 'balance' | 'reported';
}

export interface ExplainedSpan extends Reconciliation {
  readonly span: SpendSpan;
}

export interface ExplainedGroup {
  readonly accounts: readonly AccountId[];
  readonly unit: Unit;
  readonly settleMs: number;
  /** Between each two readings, or for each period that the provider reported and that is over; oldest first. */
  readonly spans: readonly ExplainedSpan[];
  /**
   * From the first reading to the last one that is settled, or that there is; or of all periods that are settled, or that there are. null
   * where there is nothing to compare.
   */
  readonly whole: ExplainedSpan | null;
  /** Where readings or periods follow that: what was spent since then is still being booked. */
  readonly settlingSince: EpochMs | null;
  /** Calls within the whole that may have been paid here as well, of which no log and no person says who paid. */
  readonly unsaid: number;
  readonly parts: ExplainedParts;
  /** Within the whole there are calls that a person says a plan covers, or does not want counted. */
  readonly leavesOut: boolean;
  /** What differences that come again and again may be. */
  readonly hints: readonly Hint[];
  /** null: what was spent is the fall of balances. */
  readonly reported: ReportedTotal | null;
}

/** What the provider itself said of the periods that are compared. */
export interface ReportedTotal {
  /** By its own names, the dearest first; empty where it does not divide by model. */
  readonly models: readonly { readonly model: string; readonly amount: Micros }[];
  /** By the names that the person gave them there, the dearest first; empty where it does not tell keys apart. */
  readonly keys: readonly { readonly key: string; readonly amount: Micros; readonly requests: number | null }[];
  /** null: it counts none. */
  readonly requests: number | null;
  /** What logs here hold of those periods, measured or not. */
  readonly logged: number;
  /** Within the whole there is time of which it reported nothing; that is left out on both sides. */
  readonly hasGaps: boolean;
}
