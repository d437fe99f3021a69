import type { Micros, Unit } from './money';
import type { ProviderError } from './providerError';

/** Milliseconds since 1970, UTC. */
export type EpochMs = number;

/** One set of credentials at one site of a provider, as the person described it. Never holds a key. */
export interface Account {
  readonly id: string;
  /** A provider's `id`. */
  readonly provider: string;
  readonly label: string;
  readonly site: string;
  /** The only origin this account's key may go to, such as `https://api.example.com`. */
  readonly origin: string;
  /** Under which path of it everything is, such as `/gateway`, for what a person hosts. */
  readonly basePath?: string;
  /** The path of the base URL that is not used, since the provider's own paths begin at the origin. */
  readonly droppedPath?: string;
  /** The team, organisation or project that is asked about, where a key may reach several. */
  readonly team?: string;
  /** The environment variable the key is read from, where the account says so; else it is in SecretStorage. */
  readonly keyEnv?: string;
  /** The file that holds the key, read each time, as containers hand secrets. */
  readonly keyFile?: string;
  /** Low-balance thresholds by unit, over the defaults. */
  readonly lowBalance: Thresholds;
  /** Minutes between timed checks of this account, over everyone's; 0 leaves it out. */
  readonly refreshMinutes?: number;
  /** Where and how the amount is found, for providers that the person describes. Never holds a key. */
  readonly definition?: unknown;
  /** What the person read on a dashboard, where the provider reports spend alone. */
  readonly estimate?: BalanceEntry;
  /** The unit whose balance stands for the account, where it is funded. */
  readonly pinnedUnit?: string;
}

/** A balance as the person typed it. It is theirs, never the provider's word. */
export interface BalanceEntry {
  readonly unit: Unit;
  readonly amount: Micros;
  readonly at: EpochMs;
  /** What the provider had reported as spent on that UTC day when it was typed; null where that is not known. */
  readonly spentThatDay: Micros | null;
}

export type Thresholds = Readonly<Record<string, Micros>>;

export type PartKind = 'paid' | 'granted' | 'creditLine' | 'owed' | 'frozen';

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

/** A limit that binds a key. It bounds what the key may spend; it is not money. */
export interface Cap {
  /** Absent: the key's own. */
  readonly owner?: CapOwner;
  readonly unit: Unit;
  readonly limit: Micros | null;
  readonly remaining: Micros | null;
  readonly resets: 'daily' | 'weekly' | 'monthly' | 'never' | 'unknown';
  /** When it is next set back, where the provider says so. */
  readonly resetsAt?: EpochMs;
}

/** Money gone in a window, as the provider counts it. */
export interface Spend {
  readonly unit: Unit;
  /** `entry`: since the UTC day on which the person entered a balance. */
  readonly window: 'day' | 'week' | 'month' | 'total' | 'entry';
  readonly amount: Micros | null;
  /** Some of the window is not in the answer, so that more may have been spent. */
  readonly atLeast?: true;
  /** When the window of an entry begins. */
  readonly since?: EpochMs;
}

/** What a provider said once. */
export interface Reading {
  readonly at: EpochMs;
  readonly balances: readonly Balance[];
  readonly caps: readonly Cap[];
  readonly spend: readonly Spend[];
  /** The provider says that it refuses calls for lack of money. */
  readonly callsRefused: boolean;
  /** Why some of the answer is not known, where the rest of it is. */
  readonly problems: readonly ProviderError[];
}

/** The latest state of an account in this window. */
export interface Snapshot {
  /** The last good reading; a failed check keeps it. */
  readonly reading: Reading | null;
  /** Why the latest check gave no reading; null when it did, or when there was none. */
  readonly error: ProviderError | null;
  readonly checkedAt: EpochMs | null;
  /** Since when checks have failed as the latest did; null where it did not. */
  readonly failingSince: EpochMs | null;
  readonly checking: boolean;
}

export const neverChecked: Snapshot = { reading: null, error: null, checkedAt: null, failingSince: null, checking: false };
