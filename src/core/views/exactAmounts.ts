import type { Balance, Cap, PartKind, Reading, Spend } from '../model/reading';
import { toDecimal, type Micros, type Unit } from '../money/money';
import { isoTime } from '../time/isoTime';

/** An exact decimal such as `"12.34"`, or null where the provider reported none that can be believed. */
export type Decimal = string | null;

export interface ExactBalance {
  readonly unit: string;
  readonly available: Decimal;
  readonly parts: readonly { readonly kind: PartKind; readonly amount: Decimal }[];
  /** Some of what was used is not taken off yet, so that less may be left. */
  readonly atMost?: true;
  /** Where the provider tells what was ever bought. */
  readonly bought?: Decimal;
  /** What may be used beyond it, and is billed: a decimal, or `unlimited`; null where it may not be told. */
  readonly overage?: Decimal;
}

export interface ExactCap {
  readonly unit: string;
  readonly limit: Decimal;
  readonly remaining: Decimal;
  readonly resets: Cap['resets'];
  /** Absent: the key's own. */
  readonly owner?: NonNullable<Cap['owner']>;
  /** ISO 8601 in UTC. */
  readonly resetsAt?: string;
}

export interface ExactSpend {
  readonly unit: string;
  readonly window: Spend['window'];
  readonly amount: Decimal;
  /** More may have been spent. */
  readonly atLeast?: true;
}

/** An amount in one form, for programs: a text that holds every digit, and passes through no float. */
export type Exactly = (amount: Micros | null, unit: Unit) => Decimal;

export const exactly: Exactly = (amount, unit) => (amount === null ? null : toDecimal(amount, unit));

export function exactBalance({ unit, available, parts, atMost, bought, overage }: Balance, decimal: Exactly = exactly): ExactBalance {
  return {
    unit,
    available: decimal(available, unit),
    parts: parts.map(({ kind, amount }) => ({ kind, amount: decimal(amount, unit) })),
    ...(atMost ? { atMost } : {}),
    ...(bought === undefined ? {} : { bought: decimal(bought, unit) }),
    ...(overage === undefined ? {} : { overage: overage === 'unlimited' ? overage : decimal(overage, unit) }),
  };
}

export function exactCap({ unit, limit, remaining, resets, owner, resetsAt }: Cap, decimal: Exactly = exactly): ExactCap {
  return {
    unit,
    limit: decimal(limit, unit),
    remaining: decimal(remaining, unit),
    resets,
    ...(owner === undefined ? {} : { owner }),
    ...(resetsAt === undefined ? {} : { resetsAt: isoTime(resetsAt) }),
  };
}

export function exactSpend({ unit, window, amount, atLeast }: Spend, decimal: Exactly = exactly): ExactSpend {
  return { unit, window, amount: decimal(amount, unit), ...(atLeast ? { atLeast } : {}) };
}

/** When the amounts of a reading were true: the oldest balance that is known, else the reading itself. */
export function amountsAt({ at, balances }: Reading): number {
  return Math.min(at, ...balances.flatMap((balance) => (balance.available === null ? [] : [balance.at])));
}
