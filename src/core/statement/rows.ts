import type { PastSpendDay } from '../history/reportedSpend';
import type { BookDay } from '../ledger/dayBook';
import type { SpendWindow } from '../ledger/ledgerDays';
import type { EpochCause } from '../ledger/epochs';
import type { AccountId } from '../model/accountId';
import type { Micros } from '../money/money';
import type { DayKey } from '../time/calendar';

/** More may have gone, or less. */
export type Bounds = Pick<SpendWindow, 'atLeast' | 'atMost'>;

export interface Named {
  readonly account: AccountId;
  readonly title: string;
}

/** All the days that history has of one balance. */
export interface StatementLine extends Named {
  readonly unit: string;
  readonly days: readonly BookDay[];
}

/** What a provider says that days cost, in one unit. */
export interface ReportedLine extends Named {
  readonly unit: string;
  readonly days: readonly PastSpendDay[];
}

/** What was read last by the end of a day. */
export interface DatedAmount {
  readonly amount: Micros;
  readonly day: DayKey;
}

export interface Flows {
  readonly toppedUp: Micros;
  readonly granted: Micros;
  /** Rises too small for a top-up, and what the provider's rounding makes of the rest; may be less than nothing. */
  readonly adjusted: Micros;
  readonly expired: Micros;
  readonly spent: Micros;
}

/** Opening + topped up + granted + adjusted − expired − spent is closing, but for one that is broken. */
export interface BalanceRow extends Named, Flows, Bounds {
  readonly kind: 'balance';
  readonly unit: string;
  /** Of the last reading before the month; where there was none, of the first one in it. */
  readonly opening: DatedAmount;
  readonly isFirst: boolean;
  readonly closing: DatedAmount;
  /** Money came between two readings, or another key, or not all of the month was seen, so that more may have come and gone. */
  readonly atLeast: boolean;
  /** Days that nobody looked at lie before the month, and some of what was spent may be theirs. */
  readonly atMost: boolean;
  /** Days that nobody looked at lie between the closing and the end of the month, or now. */
  readonly isEarly: boolean;
  readonly broken: Broken | null;
  /** What its provider says that it spent, by UTC days. */
  readonly reported: Reported | null;
}

/** Why a row does not add up. `size`: it has more than an amount can be. */
export interface Broken {
  readonly why: EpochCause | 'size';
  readonly day: DayKey;
}

/** Of the UTC days of a month. */
export interface Reported {
  readonly amount: Micros;
  /** Some of the days were not reported, or not to their end. */
  readonly atLeast: boolean;
  readonly reported: number;
  /** Those that have begun. */
  readonly days: number;
}

/** What its provider says that an account spent, which has no balance in this unit. */
export interface ReportedRow extends Named {
  readonly kind: 'reported';
  readonly unit: string;
  readonly reported: Reported;
}

/** Nobody looked in this month. */
export interface UncheckedRow extends Named {
  readonly kind: 'unchecked';
  /** What was read before the month; null where nothing was. */
  readonly last: (DatedAmount & { readonly unit: string }) | null;
}

export type StatementRow = BalanceRow | ReportedRow | UncheckedRow;
