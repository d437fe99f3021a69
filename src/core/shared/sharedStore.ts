import type { AccountId } from '../model/accountId';
import type { EpochMs } from '../time/epoch';
import type { HandedEntry, MachineName, SharedAccount, SharedEntry } from './sharedEntry';
import type { SharedAnswer } from './sharedFault';

export interface Opened {
  /** False for a role that may only read, and where the database may only be read at present. */
  readonly canWrite: boolean;
}

export interface HandedOn {
  /** How many were not there yet. */
  readonly added: number;
  /** Those that no database can give back as they are, such as of a time beyond all calendars. They were left out. */
  readonly unfit: readonly SharedEntry[];
  /** Of the newest that was added, for `isKept`; null where nothing was. */
  readonly receipt: string | null;
}

export interface EntriesPage {
  /** In the order in which they were handed on. One that was read before may come again. */
  readonly entries: readonly HandedEntry[];
  /** How many were left out, since they are of a newer version that knows more. */
  readonly unread: number;
  /** For the next call. */
  readonly cursor: string;
  /** There was no more when it was read. */
  readonly isAll: boolean;
}

/** What a machine holds of an account: whatever it writes under another term than the present one is refused. */
export interface Lease extends SharedAccount {
  readonly term: number;
}

/** What whoever asked last made known of an account. */
export interface Kept {
  readonly record: string | null;
  /** As that machine's clock had it; null: nobody has asked yet. */
  readonly askedAt: EpochMs | null;
  /** How long ago it was written by the database's own clock, which is the same for all machines; null: never. */
  readonly keptAgoMs: number | null;
  /** Who wrote it; null: nobody yet. */
  readonly keptBy: MachineName | null;
}

export type LeaseClaim =
  | ({ readonly kind: 'claimed'; readonly lease: Lease } & Kept)
  | ({
      readonly kind: 'held';
      readonly by: MachineName;
      /** Until it runs out, unless it is claimed anew. A span, since clocks differ. */ readonly leftMs: number;
    } & Kept);

export interface SharedRecord extends SharedAccount {
  readonly by: MachineName;
  readonly record: string;
  readonly askedAt: EpochMs;
  /** By the database's own clock. */
  readonly keptAgoMs: number;
}

export interface RecordsPage {
  readonly records: readonly SharedRecord[];
  readonly cursor: string;
}

/** To be posted by one of the machines that have its channel. */
export interface SharedMessage {
  /** A UUID, made by whoever wrote it; the same id is the same message. */
  readonly id: string;
  /** Whom it is about; null: all. */
  readonly account: AccountId | null;
  readonly channel: string;
  readonly body: string;
  readonly at: EpochMs;
}

export interface SeenMachine extends MachineName {
  /** By the database's clock. */
  readonly seenAt: EpochMs;
  readonly seenAgoMs: number;
  readonly version: string;
}

/**
 * What many machines know together. It belongs to one of them, whose id all it writes bears. Every call is bounded in time, and may be
 * repeated: the same again changes nothing. To bring the schema up may take minutes. A call that is given up by its signal rejects with
 * the signal's reason; nothing else rejects.
 * Time is the database's own, unless it is said to be a machine's.
 */
export interface SharedStore {
  /** Connects, brings the schema up where the role may, and says what is wrong else. May be called again at any time. */
  readonly open: (signal?: AbortSignal) => Promise<SharedAnswer<Opened>>;

  /**
   * The same machine, account, place and time is the same check, and is there already. Each 500 are one transaction with a time limit of
   * its own: after a fault, those before it are there.
   */
  readonly handOn: (entries: readonly SharedEntry[], signal?: AbortSignal) => Promise<SharedAnswer<HandedOn>>;
  /**
   * Whether what was acknowledged is still there. False after a failover to a server that had not got it yet, or a restore of a backup:
   * hand on the last day again.
   */
  readonly isKept: (receipt: string, signal?: AbortSignal) => Promise<SharedAnswer<boolean>>;
  /**
   * What other machines handed on, in pages. Nothing is missed, in whatever order writers commit. Where the server has lost what the
   * cursor stood at, it goes back an hour.
   * @param cursor null: from the beginning
   * @param most how many are looked at, one's own among them; a page may have fewer
   */
  readonly entriesSince: (cursor: string | null, most: number, signal?: AbortSignal) => Promise<SharedAnswer<EntriesPage>>;

  /**
   * The right to ask the provider, for so long. A machine that holds it already gets it anew, under another term. The lease of a machine
   * that died runs out.
   */
  readonly claim: (of: SharedAccount, forMs: number, signal?: AbortSignal) => Promise<SharedAnswer<LeaseClaim>>;
  /** What the answer was. False: the lease is another's meanwhile, and nothing was written. It stays held. */
  readonly keep: (
    lease: Lease,
    answer: { readonly record: string; readonly askedAt: EpochMs },
    signal?: AbortSignal,
  ) => Promise<SharedAnswer<boolean>>;
  /** False: it was another's already. */
  readonly release: (lease: Lease, signal?: AbortSignal) => Promise<SharedAnswer<boolean>>;
  /** What others kept, where it differs from what was read before. After a failover, an older one may come again. */
  readonly records: (cursor: string | null, signal?: AbortSignal) => Promise<SharedAnswer<RecordsPage>>;

  /** Those that are there already, or were posted in the last 30 days, stay as they are; what is older than that is put no more. */
  readonly putMessages: (messages: readonly SharedMessage[], signal?: AbortSignal) => Promise<SharedAnswer<null>>;
  /** The oldest that nobody holds, for so long. One whose holder died is taken by another when its time has run out. */
  readonly takeMessages: (
    channels: readonly string[],
    hold: { readonly forMs: number; readonly most: number },
    signal?: AbortSignal,
  ) => Promise<SharedAnswer<readonly SharedMessage[]>>;
  /** Never taken again. `posted` counts whoever says so; `givenUp` is for its holder to say. False: it was over already, or is another's. */
  readonly messageDone: (id: string, how: 'posted' | 'givenUp', signal?: AbortSignal) => Promise<SharedAnswer<boolean>>;

  readonly machines: (signal?: AbortSignal) => Promise<SharedAnswer<readonly SeenMachine[]>>;
  /** That this machine is alive, and its version. */
  readonly seen: (signal?: AbortSignal) => Promise<SharedAnswer<null>>;

  /** Ends what is under way and closes what is open. No call after it. */
  readonly close: () => void;
}
