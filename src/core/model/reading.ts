import type { Micros, Unit } from '../money/money';
import type { EpochMs } from '../time/epoch';
import type { ProviderError } from './providerError';

export const partKinds = ['paid', 'granted', 'creditLine', 'owed', 'frozen'] as const;
export type PartKind = (typeof partKinds)[number];

/** A share of a balance. `owed` and `frozen` are positive counts of what is gone; `creditLine` is money that is not one's own. */
export interface Part {
  readonly kind: PartKind;
  /** null: named by the provider, but not as an amount that can be believed. */
  readonly amount: Micros | null;
}

/** What can be spent, in one unit. */
export interface Balance {
  readonly unit: Unit;
  /** null: the provider named this unit, but no amount that can be believed. */
  readonly available: Micros | null;
  readonly parts: readonly Part[];
  /** When the provider said so. Older than its reading where a later check could not renew it. */
  readonly at: EpochMs;
  /** Some of what was used is not taken off yet, so that less may be left. */
  readonly atMost?: true;
  /** All that was ever bought, where the balance is what is left of it. */
  readonly bought?: Micros;
  /** What may be used beyond it, and is billed: so much more, or without a limit. With any of it left, nothing is exhausted. */
  readonly overage?: Micros | 'unlimited';
}

/** Whose limit it is: that of the key itself, of a tier or plan it belongs to, of a window of time, or of the team or user behind it. */
export const capOwners = ['key', 'tier', 'plan', 'window', 'team', 'user'] as const;
export type CapOwner = (typeof capOwners)[number];

export const capResets = ['daily', 'weekly', 'monthly', 'never', 'unknown'] as const;

/** A limit that binds a key. It bounds what the key may spend; it is not money. */
export interface Cap {
  /** Absent: the key's own. */
  readonly owner?: CapOwner;
  readonly unit: Unit;
  readonly limit: Micros | null;
  readonly remaining: Micros | null;
  readonly resets: (typeof capResets)[number];
  /** When it is next set back, where the provider says so. */
  readonly resetsAt?: EpochMs;
}

/** `entry`: since the UTC day on which the person entered a balance. */
export const spendWindows = ['day', 'week', 'month', 'total', 'entry'] as const;

/** Money gone in a window, as the provider counts it. */
export interface Spend {
  readonly unit: Unit;
  readonly window: (typeof spendWindows)[number];
  readonly amount: Micros | null;
  /** Some of the window is not in the answer, so that more may have been spent. */
  readonly atLeast?: true;
  /** When the window of an entry begins. */
  readonly since?: EpochMs;
}

/** What one UTC day cost, as the provider counts it. */
export interface SpendDay {
  /** The first moment of the day. */
  readonly day: EpochMs;
  readonly unit: Unit;
  readonly amount: Micros;
  /** Some of the day is not in the answer. */
  readonly atLeast?: true;
  /** By model, where the provider divides it so. */
  readonly models?: readonly SpendModel[];
}

export interface SpendModel {
  /** As the provider calls it, or what else was paid for. */
  readonly model: string;
  readonly amount: Micros;
}

/** What a provider said once. */
export interface Reading {
  readonly at: EpochMs;
  readonly balances: readonly Balance[];
  readonly caps: readonly Cap[];
  readonly spend: readonly Spend[];
  /** Of a cost report: each day that it tells of. */
  readonly days?: readonly SpendDay[];
  /** The provider says that it refuses calls for lack of money. */
  readonly callsRefused: boolean;
  /** Why some of the answer is not known, where the rest of it is. */
  readonly problems: readonly ProviderError[];
  /** It came in from a file: no provider was asked. */
  readonly isImported?: true;
}
