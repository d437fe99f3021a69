import type { EpochMs } from '../time/epoch';
import type { Alert } from './alerts';
import type { RecordedOutcome, WatchRecord } from './watchRecord';

export type Claim =
  /** The account is this window's to ask, until it is committed or the claim runs out. */
  | { readonly kind: 'claimed'; readonly generation: number }
  /** Another window is asking; its answer will be in the records. */
  | { readonly kind: 'busy' };

export interface PendingAlert {
  readonly id: number;
  readonly alert: Alert;
}

/** A message on its way to the webhook. */
export interface Post {
  readonly id: number;
  readonly body: string;
  readonly attempts: number;
  readonly nextAt: EpochMs;
}

/**
 * What windows share, so that many behave as one. Every call is one short transaction; none waits longer than a second.
 * An `owner` is one window (or one command line), and of a claim one check of it.
 */
export interface WatchStore {
  /** At most one request per account in all windows. A claim of a window that died runs out. */
  readonly claim: (account: string, owner: string, now: EpochMs) => Claim;
  /** Counts how often the account was forgotten. */
  readonly generation: (account: string) => number;
  /** Writes what an answer means. False where the account was forgotten meanwhile: the answer is no longer about it. */
  readonly commit: (account: string, owner: string, generation: number, step: (before: WatchRecord) => RecordedOutcome) => boolean;
  readonly release: (account: string, owner: string) => void;
  /** For a removed account, a replaced key or a changed origin. What is still to be told of it ends with it. */
  readonly forget: (account: string) => void;
  readonly records: () => ReadonlyMap<string, WatchRecord>;
  /** Changes one account's record outside of an answer, such as to snooze its alerts. */
  readonly change: (account: string, step: (before: WatchRecord) => WatchRecord) => void;

  /** Whether this window is the one that watches, from now until `until`. */
  readonly lead: (owner: string, now: EpochMs, until: EpochMs) => boolean;
  readonly resign: (owner: string) => void;

  readonly pendingAlerts: () => readonly PendingAlert[];
  /** Whether this window is the one to tell it. */
  readonly takeAlert: (id: number) => boolean;

  /** A person was at a window at this time. */
  readonly setActive: (at: EpochMs) => void;
  readonly lastActiveAt: () => EpochMs | null;

  readonly setTime: (name: string, at: EpochMs) => void;
  readonly time: (name: string) => EpochMs | null;

  readonly addPost: (body: string, now: EpochMs) => void;
  readonly posts: () => readonly Post[];
  /** null: it is gone, posted or given up. */
  readonly setPost: (id: number, next: { readonly attempts: number; readonly nextAt: EpochMs } | null) => void;

  /** A cheap number that changes when another window wrote. */
  readonly version: () => number;
  readonly close: () => void;
}
