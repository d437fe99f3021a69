import type { EpochMs } from '../time/epoch';
import type { MachineName, SharedAccount, SharedEntry } from './sharedEntry';

export interface WaitingEntry extends SharedEntry {
  /** Where it stands among all that were added. */
  readonly seq: number;
}

/** Whose answer is the last that is known of an account. */
export interface Asker {
  readonly by: MachineName;
  /** By that machine's clock. */
  readonly askedAt: EpochMs;
  /** False: it is this machine's own, and the database has not got it yet. */
  readonly isKept: boolean;
}

/** `entries`, `records`: cursors. `receipt`: of what was handed on last. `accounts`: whose past was taken in. */
export type NoteName = 'entries' | 'records' | 'receipt' | 'accounts' | `summary ${string}`;

/**
 * What a machine keeps on its own disk of a history that it shares: what is to be handed on, how far that has come, and how far it has
 * read what others handed on. Calls are short and never fail for what a disk can be: what it does not take is in memory until it does.
 */
export interface SharedOutbox {
  /** A UUID, made once. */
  readonly machineId: () => string;
  readonly add: (entry: SharedEntry) => void;
  /** Those that are not handed on, in the order they were added. What a newer version wrote and this one cannot read is passed over. */
  readonly waiting: (most: number) => readonly WaitingEntry[];
  /** How many wait, with those that cannot be read. */
  readonly count: () => number;
  /** How many of the oldest that wait cannot be read here; they wait for the version that wrote them. */
  readonly unread: () => number;
  /** All up to this one that can be read are in the database. They stay for a while, see {@link SharedOutbox.handOnAgain}. */
  readonly handedOn: (until: number) => void;
  /** The database has lost what it had: those of checks since then wait anew. */
  readonly handOnAgain: (since: EpochMs) => void;
  /**
   * Deletes what was handed on and is older than that, and the oldest of what waits where it is more than so many: by number, since a
   * clock that is ahead must not lose what nobody else has. Some thousands in one call.
   * @returns how many were deleted that waited
   */
  readonly drop: (handedOnBefore: EpochMs, mostWaiting: number) => number;
  readonly note: (name: NoteName) => string | null;
  readonly setNote: (name: NoteName, text: string | null) => void;
  readonly asker: (of: SharedAccount) => Asker | null;
  readonly setAsker: (of: SharedAccount, asker: Asker) => void;
  readonly close: () => void;
}
