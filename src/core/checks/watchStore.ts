import type { EpochMs } from '../time/epoch';
import type { Alert } from './alerts';
import type { Committed, WatchRecord } from './watchRecord';
import type { AccountId } from '../model/accountId';

export type Claim =
  /** The account is this window's to ask, until it is committed or the claim runs out. */
  | { readonly kind: 'claimed'; readonly epoch: EpochMs }
  /** Another window is asking; its answer will be in the records. */
  | { readonly kind: 'busy' };

export interface PendingAlert {
  readonly id: number;
  readonly alert: Alert;
}

/** A message on its way to a channel. */
export interface Post {
  readonly id: number;
  /** Whose forgetting ends it; null for a message about all. */
  readonly account: AccountId | null;
  /** Where it is posted. Each has a queue of its own, so that none waits for another. */
  readonly channel: string;
  /** As whoever posts it wrote it down. */
  readonly body: string;
  readonly attempts: number;
  /** Somebody began to post it and never said what became of it: they died, or were called off, so it may have arrived. */
  readonly isUnsure: boolean;
}

/** What the records are now, as far as they differ from what was read before. */
export interface Changes {
  /** To be handed to the next call. */
  readonly revision: number;
  /** Everything is in `records`, and what is not there is not known: another file has taken the place of the one that was read. */
  readonly isAll: boolean;
  readonly records: ReadonlyMap<AccountId, WatchRecord>;
}

/**
 * What all windows know, so that many behave as one: the one truth of every account, the alerts to be told and the
 * messages to be posted. Every call is one short transaction; none waits longer than a second. An `owner` is one window
 * (or one command line), and of a claim one check of it. Whatever is bounded by a time is bounded by the clock of nobody:
 * a time that this clock cannot have set was set by one that was wrong, and counts as over.
 */
export interface WatchStore {
  /** At most one request per account in all windows. A claim of a window that died runs out. */
  readonly claim: (account: AccountId, owner: string, now: EpochMs) => Claim;
  /** For a request that takes longer. Nothing where the claim had run out and is another's: then the answer is nothing, too. */
  readonly renew: (account: AccountId, owner: string, now: EpochMs) => void;
  /** When the account began to be what it is: with another key or place it is another one. 0: from the start. */
  readonly epoch: (account: AccountId) => EpochMs;
  /**
   * Writes what an answer means, with all that is to be told of it. With another epoch, what was still to be told of the
   * account ends. Null where the account was forgotten meanwhile, or the claim is another's: the answer is no longer about it.
   */
  readonly commit: (account: AccountId, owner: string, epoch: EpochMs, step: (before: WatchRecord) => Committed) => Committed | null;
  readonly release: (account: AccountId, owner: string) => void;
  /** For a removed account, a replaced key or a changed origin. What is still to be told of it ends with it. */
  readonly forget: (account: AccountId, now: EpochMs) => void;
  /** @param since null: all */
  readonly changes: (since: number | null) => Changes;
  /** Changes one account's record outside of an answer, such as to snooze its alerts. @param alerts to be told of it, asked for after the step */
  readonly change: (account: AccountId, step: (before: WatchRecord) => WatchRecord, alerts?: () => readonly Alert[]) => void;
  /** Every account that was ever known, forgotten ones too: none of their ids is given again. */
  readonly everKnown: () => readonly AccountId[];

  /** Whether this window is the one that watches, from now until `until`. */
  readonly lead: (owner: string, now: EpochMs, until: EpochMs) => boolean;
  readonly resign: (owner: string) => void;
  /** What owners hold that are gone is free at once. A message that one of them had begun to post stays unsure. */
  readonly endClaims: (isGone: (owner: string) => boolean) => void;

  readonly pendingAlerts: () => readonly PendingAlert[];
  /** Whether this window is the one to tell it. */
  readonly takeAlert: (id: number) => boolean;

  /** A person was at a window at this time. */
  readonly setActive: (at: EpochMs) => void;
  readonly lastActiveAt: () => EpochMs | null;

  readonly setTime: (name: string, at: EpochMs) => void;
  readonly time: (name: string) => EpochMs | null;
  /** Sets a time where it is still `from`: of several windows that find something due, one does it. */
  readonly moveTime: (name: string, from: EpochMs | null, to: EpochMs) => boolean;

  readonly addPost: (account: AccountId | null, channel: string, body: string, now: EpochMs) => void;
  /**
   * The oldest post of a channel, to be tried by this owner alone; null where there is none, it is not due, or another is trying it.
   * @param after of those behind this one, by its id; what another is trying is passed over then, and holds up none behind it
   */
  readonly claimPost: (owner: string, channel: string, now: EpochMs, after?: number) => Post | null;
  /** After a try that failed, when it is due again. */
  readonly delayPost: (id: number, owner: string, attempts: number, now: EpochMs, dueAt: EpochMs) => void;
  /** Whether it is there, and this owner's to say what became of it. */
  readonly holdsPost: (id: number, owner: string) => boolean;
  /** Posted, or given up. False where it was another's to say. */
  readonly removePost: (id: number, owner: string) => boolean;
  readonly posts: (channel: string) => { readonly count: number; /** Of the oldest. */ readonly dueAt: EpochMs | null };
  readonly clearPosts: (channel: string) => void;
  /** Those that something waits for. */
  readonly postChannels: () => readonly string[];

  readonly close: () => void;
}
